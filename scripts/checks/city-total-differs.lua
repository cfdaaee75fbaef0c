--- Báo cáo tổng hợp khác tổng các đơn vị.
--- A report for several units other than their reports add up to.

local fields = {
  "members_total", "members_exempt", "members_away", "members_summoned", "members_attended",
  "mass_summoned", "mass_attended",
}

-- What the units below have reported; nil where none has that figure.
local function sum(unit, field)
  local total
  for _, child in unit.children:each() do
    for _, r in child.reports:where { submitted_on = op.some }:each() do
      if r[field] then total = (total or 0) + r[field] end
    end
  end
  return total
end

local function totals()
  local items = {}
  for _, r in plan.reports:where { submitted_on = op.some }:each() do
    for _, field in ipairs(r.unit and fields or {}) do
      local counted = r[field] and sum(r.unit, field)
      if counted then
        items[#items + 1] = { record = r, field = field, stated = r[field], counted = counted }
      end
    end
  end
  return items
end

check {
  id = "city-total-differs", severity = "error", tags = { "report", "figures" },
  title = { vi = "Báo cáo chung khác tổng các đơn vị", en = "Sum of units against the total" },
  why = {
    vi = "Số toàn thành phố là tổng các đơn vị (ΣC/ΣB), không tính cách khác.",
    en = "The figures of the city are the sums of its units (ΣC/ΣB), and nothing else.",
  },
  fix = { vi = "Cộng lại từ báo cáo các đơn vị: planscript summary.", en = "Add the reports up again: planscript summary." },
  each = totals,
  test = function(r)
    if r.stated == r.counted then return true end
    return false, { field = r.field, name = fmt.title("reports." .. r.field) }
  end,
  message = {
    vi = "${record.unit.name}: ${name} ${stated}, tổng các đơn vị ${counted}",
    en = "${record.unit.name}: ${name} ${stated}, its units add up to ${counted}",
  },
}
