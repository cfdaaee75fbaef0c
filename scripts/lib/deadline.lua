--- Hạn: "trước ngày D" là chậm nhất ngày D−1, trừ khi kế hoạch cho tính cả ngày D.
--- Deadlines: "before D" means D−1 at the latest, unless the plan lets D count.

local deadline = {}

local open = {
  overdue = say { vi = "quá hạn", en = "overdue" },
  today = say { vi = "hôm nay", en = "today" },
  week = say { vi = "trong tuần", en = "this week" },
  later = say { vi = "còn hạn", en = "in time yet" },
}
local closed = {
  late = say { vi = "trễ hạn", en = "late" },
  on_the_day = say { vi = "đúng ngày hạn", en = "on the day" },
  in_time = say { vi = "đúng hạn", en = "in time" },
}

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
  if done and done <= last_day then return closed.in_time end
  if done == last_day + 1 then return closed.on_the_day end
  if done then return closed.late end
  local left = deadline.days_left(last_day)
  if left < 0 then return open.overdue end
  if left == 0 then return open.today end
  return left <= 7 and open.week or open.later
end

--- All states, the most urgent first, those of what is done last.
function deadline.states()
  return {
    open.overdue, open.today, open.week, open.later,
    closed.late, closed.on_the_day, closed.in_time,
  }
end

--- Whether the state is that of something not done.
function deadline.is_open(state)
  for _, name in pairs(open) do
    if name == state then return true end
  end
  return false
end

return deadline
