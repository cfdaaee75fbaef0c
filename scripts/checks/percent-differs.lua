--- Tỷ lệ ghi trong báo cáo khác tỷ lệ tính ra.
--- A percentage that a report states, other than its figures give.

local function stated()
  local items = {}
  for _, r in plan.reports:each() do
    if r.member_percent then
      items[#items + 1] = {
        record = r, field = "member_percent", stated = r.member_percent,
        part = r.members_attended, whole = r.members_summoned,
      }
    end
    if r.mass_percent then
      items[#items + 1] = {
        record = r, field = "mass_percent", stated = r.mass_percent,
        part = r.mass_attended, whole = r.mass_summoned,
      }
    end
  end
  return items
end

check {
  id = "percent-differs", severity = "error", tags = { "report", "figures" },
  title = { vi = "Tỷ lệ ghi khác tỷ lệ tính", en = "Stated against computed percentage" },
  why = {
    vi = "Tỷ lệ là C/B (hoặc E/D), làm tròn đến hai số lẻ; C<B thì không bao giờ là 100%; B=0 thì không có tỷ lệ.",
    en = "The rate is C/B (or E/D), rounded to two places; never 100% where C<B; none where B=0.",
  },
  fix = { vi = "Lấy tỷ lệ tính ra, hoặc hỏi lại đơn vị số nào sai.", en = "Take the computed one, or ask the unit which figure is wrong." },
  each = stated,
  test = function(r)
    if r.part and r.whole and r.stated == ratio(r.part, r.whole).percent then return true end
    local computed = r.part and r.whole and ratio(r.part, r.whole)
    return false, { field = r.field, computed = computed, name = fmt.title("reports." .. r.field) }
  end,
  message = {
    vi = "${record.unit.name}: ${name} ${stated}%, tính ra ${computed}",
    en = "${record.unit.name}: ${name} ${stated}%, computed ${computed}",
  },
}
