--- Trang: phần đầu chung của các báo cáo, và bảng có thể trống.
--- A page: the head that reports share, and tables that may be empty.

local page = {}

--- The title, with the plan, the unit whose figures these are, and the day.
function page.head(title)
  report.heading(title)
  local lines = {}
  if plan.number then
    lines[#lines + 1] = say { vi = "Kế hoạch số " .. plan.number, en = "Plan no. " .. plan.number }
  end
  if plan.unit then
    lines[#lines + 1] = say { vi = "Đơn vị: " .. plan.unit.name, en = "Unit: " .. plan.unit.name }
  end
  lines[#lines + 1] = say { vi = "Tính đến ngày " .. plan.today, en = "As of " .. plan.today }
  report.text(table.concat(lines, "\n"))
end

--- A table; a sentence where there are no rows.
function page.table(rows, options)
  if #rows > 0 then return report.table(rows, options) end
  report.text { vi = "Không có.", en = "None." }
end

--- What stands in a cell that nobody has filled in.
function page.missing() return say { vi = "(chưa có)", en = "(not given)" } end

return page
