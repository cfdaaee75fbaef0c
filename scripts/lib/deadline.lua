--- Hạn: "trước ngày D" là chậm nhất ngày D−1, trừ khi kế hoạch cho tính cả ngày D.
--- Deadlines: "before D" means D−1 at the latest, unless the plan lets D count.

local deadline = {}

--- The last day on which something due before `day` is in time.
function deadline.last_day(day)
  local settings = plan.settings or {}
  if settings.deadline_rule == "same_day" then return day end
  return day - 1
end

--- Days that are left from today to the last day; negative when it has passed.
function deadline.days_left(last_day) return last_day - plan.today end

--- How it stands with something due by `last_day`, done on `done` or not at all.
function deadline.state(last_day, done)
  if done and done <= last_day then return say { vi = "đúng hạn", en = "in time" } end
  if done == last_day + 1 then return say { vi = "đúng ngày hạn", en = "on the day" } end
  if done then return say { vi = "trễ hạn", en = "late" } end
  local left = deadline.days_left(last_day)
  if left < 0 then return say { vi = "quá hạn", en = "overdue" } end
  if left == 0 then return say { vi = "hôm nay", en = "today" } end
  if left <= 7 then return say { vi = "trong tuần", en = "this week" } end
  return say { vi = "còn hạn", en = "in time yet" }
end

return deadline
