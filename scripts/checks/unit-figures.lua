--- Tổng số, miễn, đi xa của đơn vị trái nhau.
--- Totals of a unit that contradict one another.

check {
  id = "unit-figures", severity = "error", tags = { "unit", "figures" },
  title = { vi = "Số đảng viên của đơn vị trái nhau", en = "Member figures of a unit contradict one another" },
  why = {
    vi = "Miễn sinh hoạt và đi làm ăn xa cộng lại không thể quá tổng số đảng viên (A1+A2≤A).",
    en = "Those exempt and those away cannot be more than the members in all (A1+A2≤A).",
  },
  fix = { vi = "Hỏi lại đơn vị rồi sửa.", en = "Ask the unit, and correct them." },
  each = function() return plan.units:where { members_total = op.some } end,
  test = function(u)
    local exempt, away = u.members_exempt or 0, u.members_away or 0
    if u.members_total >= 0 and exempt >= 0 and away >= 0 and exempt + away <= u.members_total then
      return true
    end
    return false, { field = "members_total", exempt = exempt, away = away }
  end,
  message = {
    vi = "${name}: miễn ${exempt}, đi xa ${away}, tổng số ${members_total}",
    en = "${name}: ${exempt} exempt, ${away} away, ${members_total} in all",
  },
}
