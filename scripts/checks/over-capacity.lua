--- Triệu tập nhiều người hơn chỗ ngồi.
--- More people summoned than there are seats.

local function seats()
  local summoned, items = {}, {}
  local sums = plan.attendance:group_by("session"):summarise { summoned = agg.sum("summoned") }
  for _, g in sums:each() do
    if g.session then summoned[g.session] = g.summoned end
  end
  for _, s in plan.sessions:where { capacity = op.some }:each() do
    items[#items + 1] = { record = s, summoned = summoned[s] or 0, capacity = s.capacity }
  end
  return items
end

check {
  id = "over-capacity", severity = "warning", tags = { "class", "attendance" },
  title = { vi = "Triệu tập vượt sức chứa", en = "Roster over capacity" },
  why = {
    vi = "Số người triệu tập của mọi đơn vị cộng lại không được vượt sức chứa của hội trường.",
    en = "All who are summoned, by every unit, must fit into the hall.",
  },
  fix = { vi = "Đổi hội trường, tách lớp, hoặc sửa sức chứa.", en = "Take a larger hall, split the class, or correct the capacity." },
  thresholds = {
    percent = {
      type = "percent", default = 100,
      help = { vi = "Được dùng nhiều nhất ngần này phần trăm sức chứa.", en = "The most of its capacity that may be used." },
    },
  },
  each = seats,
  test = function(r, limits)
    if r.summoned * 100 <= r.capacity * limits.percent then return true end
    return false, { field = "capacity" }
  end,
  message = {
    vi = "${record.name}: triệu tập ${summoned} người, sức chứa ${capacity}",
    en = "${record.name}: ${summoned} people summoned, room for ${capacity}",
  },
}
