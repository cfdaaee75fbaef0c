--- Báo cáo đã nộp mà còn ô số liệu trống.
--- Reports with figures that are blank.

local wanted = {
  "members_total", "members_exempt", "members_away", "members_summoned", "members_attended",
  "mass_summoned", "mass_attended",
}

check {
  id = "report-figures-blank", severity = "error", tags = { "report", "figures" },
  title = { vi = "Báo cáo thiếu số liệu", en = "Report with blank figures" },
  why = {
    vi = "Chú thích 2 yêu cầu đủ các số: tổng số, miễn, đi xa, triệu tập, tham dự, đảng viên và quần chúng riêng. Không có thì ghi 0.",
    en = "Footnote 2 asks for all of them: in all, exempt, away, summoned, came, members and others apart. None is 0.",
  },
  fix = { vi = "Hỏi đơn vị rồi ghi vào; không có ai thì ghi 0.", en = "Ask the unit and fill them in; 0 for nobody." },
  each = function() return plan.reports:where { submitted_on = op.some } end,
  test = function(r)
    local blank = {}
    for _, name in ipairs(wanted) do
      if r[name] == nil then blank[#blank + 1] = fmt.title("reports." .. name) end
    end
    if #blank == 0 then return true end
    return false, { blank = table.concat(blank, ", ") }
  end,
  message = { vi = "${unit.name}: thiếu ${blank}", en = "${unit.name}: ${blank} not given" },
}
