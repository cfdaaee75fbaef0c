--- Số triệu tập khác số phải triệu tập.
--- Another number summoned than should have been.

local coverage = require "coverage"

local function units()
  local sums, items = coverage.sums(), {}
  for _, u in plan.units:where { reports_back = true, members_total = op.some }:each() do
    local expected = u.members_total - (u.members_exempt or 0) - (u.members_away or 0)
    -- Below zero the unit's own figures are wrong: unit-figures tells that.
    if sums[u] and expected >= 0 then
      items[#items + 1] = {
        record = u, summoned = coverage.sum(sums, u, "member", "summoned"), expected = expected,
      }
    end
  end
  return items
end

check {
  id = "summoned-differs", severity = "warning", tags = { "unit", "attendance", "figures" },
  title = { vi = "Triệu tập không đúng số phải triệu tập", en = "Summoned other than expected" },
  why = {
    vi = "B thường bằng A−A1−A2 (chú thích 2): tổng số trừ miễn và đi xa. Khác thì có người bị sót hoặc đếm hai lần.",
    en = "B is usually A−A1−A2 (footnote 2): all but exempt and away. Where it differs, somebody was missed or counted twice.",
  },
  fix = { vi = "Đối chiếu danh sách với điểm danh; có lý do thì miễn trừ.", en = "Compare the roster with the attendance; waive it where there is a reason." },
  thresholds = {
    most = {
      type = "number", default = 0,
      help = { vi = "Cho phép lệch nhiều nhất mấy người.", en = "How many they may differ by." },
    },
  },
  each = units,
  test = function(r, limits)
    if math.abs(r.summoned - r.expected) <= limits.most then return true end
    return false, { field = "members_total" }
  end,
  message = {
    vi = "${record.name}: triệu tập ${summoned} đảng viên, phải là ${expected}",
    en = "${record.name}: ${summoned} members summoned, ${expected} expected",
  },
}
