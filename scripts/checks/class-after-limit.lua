--- Lớp mở vào ngày phải hoàn thành hoặc sau đó.
--- Classes held on or after the day before which they must be complete.

local class_days = require "class_days"
local deadline = require "deadline"

local function limited()
  local list = {}
  for _, s in ipairs(class_days.dated()) do
    if s.complete_before then list[#list + 1] = s end
  end
  return list
end

check {
  id = "class-after-limit", severity = "error", tags = { "class", "deadline" },
  title = { vi = "Lớp mở vào hoặc sau ngày phải hoàn thành", en = "Class on or after its limit" },
  why = {
    vi = "“Hoàn thành trước ngày D” là chậm nhất ngày D−1. Đúng ngày D là cảnh báo, sau ngày D là lỗi; kế hoạch có thể cho tính cả ngày D (deadline_rule).",
    en = "“Complete before D” means D−1 at the latest. On D itself is a warning, later an error; the plan may let D count (deadline_rule).",
  },
  fix = {
    vi = "Chuyển lớp sang ngày sớm hơn, hoặc xin gia hạn.", en = "Move the class, or ask for a later limit.",
  },
  each = limited,
  test = function(r)
    local last = class_days.last(r)
    if last <= deadline.last_day(r.complete_before) then return true end
    return false, {
      field = "starts_at", last = last,
      severity = last == r.complete_before and "warning" or "error",
    }
  end,
  message = {
    vi = "${name}: học đến hết ngày ${last}, phải hoàn thành trước ngày ${complete_before}",
    en = "${name}: ends on ${last}, must be complete before ${complete_before}",
  },
}
