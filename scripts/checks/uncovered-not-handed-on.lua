--- Người chưa học mà chưa chuyển sang lớp của Mặt trận.
--- People not covered who were not handed on to a class of the front.

local coverage = require "coverage"

local function units()
  local seen, items = coverage.read(), {}
  for _, unit in plan.units:each() do
    local totals = seen.totals[unit]
    if totals or seen.named[unit] then
      local active, left = 0, 0
      for _, p in unit.people:each() do
        if coverage.is_active(p) then
          active = active + 1
          if not seen.came[p] and not seen.handed_on[p] then left = left + 1 end
        end
      end
      if totals then left = math.max(0, left - totals.member - totals.mass) end
      if active > 0 then items[#items + 1] = { record = unit, active = active, left = left } end
    end
  end
  return items
end

check {
  id = "uncovered-not-handed-on", severity = "info", tags = { "people", "attendance" },
  title = { vi = "Người chưa học chưa được chuyển tiếp", en = "People not covered, not handed on" },
  why = {
    vi = "Mặt trận và các tổ chức chính trị - xã hội học cho các đối tượng chưa được học (mục III.4): phải có danh sách chuyển sang.",
    en = "The front teaches those who came to no class (section III.4): somebody must hand their names on.",
  },
  fix = {
    vi = "Xem danh sách: planscript uncovered; triệu tập họ vào lớp của Mặt trận.",
    en = "The names: planscript uncovered; summon them to a class of the front.",
  },
  thresholds = {
    most = {
      type = "number", default = 0,
      help = { vi = "Cho phép còn nhiều nhất mấy người.", en = "How many may be left." },
    },
  },
  each = units,
  test = function(r, limits) return r.left <= limits.most end,
  message = {
    vi = "${record.name}: ${left} trong ${active} người chưa học, chưa chuyển tiếp",
    en = "${record.name}: ${left} of ${active} came to no class and were not handed on",
  },
}
