--- Số báo cáo khác số điểm danh.
--- Figures of a report other than the attendance lists give.

local coverage = require "coverage"

local figures = {
  { "members_summoned", "member", "summoned" }, { "members_attended", "member", "attended" },
  { "mass_summoned", "mass", "summoned" }, { "mass_attended", "mass", "attended" },
}

local function compared()
  local sums, items = coverage.sums(), {}
  for _, r in plan.reports:where { submitted_on = op.some }:each() do
    for _, figure in ipairs(figures) do
      local field, category, name = table.unpack(figure)
      if r.unit and sums[r.unit] and r[field] then
        items[#items + 1] = {
          record = r, field = field, stated = r[field],
          counted = coverage.sum(sums, r.unit, category, name),
        }
      end
    end
  end
  return items
end

check {
  id = "report-against-attendance", severity = "warning", tags = { "report", "attendance", "figures" },
  title = { vi = "Báo cáo khác điểm danh", en = "Report against attendance" },
  why = {
    vi = "Số trong báo cáo phải bằng số cộng từ điểm danh các lớp của đơn vị.",
    en = "What the report says must be what the unit's attendance lists add up to.",
  },
  fix = { vi = "Hỏi đơn vị chỗ nào thiếu: báo cáo hay điểm danh.", en = "Ask the unit which of the two is not complete." },
  each = compared,
  test = function(r)
    if r.stated == r.counted then return true end
    return false, { field = r.field, name = fmt.title("reports." .. r.field) }
  end,
  message = {
    vi = "${record.unit.name}: ${name} báo cáo ${stated}, điểm danh ${counted}",
    en = "${record.unit.name}: ${name} ${stated} in the report, ${counted} in the lists",
  },
}
