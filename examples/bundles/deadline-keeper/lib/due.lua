--- Việc có hạn: nhiệm vụ, báo cáo, lớp chưa xong, mỗi việc kèm ngày chậm nhất.
--- What is due: tasks, reports and classes that are not done, each with its last day.

local classes = require "classes"
local deadline = require "deadline"

local due = {}

local kinds = {
  task = { vi = "Nhiệm vụ", en = "Task" },
  report = { vi = "Báo cáo", en = "Report" },
  class = { vi = "Lớp", en = "Class" },
}

local function last_day(record)
  return record.due_before and deadline.last_day(record.due_before)
end

local function add(items, kind, record, unit, title, day)
  if not day then return end
  items[#items + 1] = {
    kind = say(kinds[kind]), of = kind, record = record, unit = unit, title = title, last_day = day,
    left = deadline.days_left(day), state = deadline.state(day),
  }
end

--- Whether a task can be worked on: it waits for nothing, or what it waits for has come.
function due.has_begun(task)
  return not task.trigger or task.trigger.occurred_on ~= nil
end

--- Everything that is not done and has a day, the most urgent first.
function due.items()
  local items = {}
  for _, t in plan.tasks:each() do
    if not t.done_on and t.status ~= "done" and t.status ~= "cancelled" and due.has_begun(t) then
      add(items, "task", t, t.unit, t.title, last_day(t) or t.due_on)
    end
  end
  for _, r in plan.reports:where { submitted_on = op.none }:each() do
    add(items, "report", r, r.unit, say {
      vi = "Báo cáo kết quả học tập, quán triệt", en = "Report on the classes",
    }, last_day(r))
  end
  for _, s in plan.sessions:where { status = op.ne("cancelled") }:each() do
    local day = s.complete_before and deadline.last_day(s.complete_before)
    if day and not classes.was_held(s) then add(items, "class", s, s.organizer, s.name, day) end
  end
  table.sort(items, function(a, b)
    if a.last_day ~= b.last_day then return a.last_day < b.last_day end
    return a.record.id < b.record.id
  end)
  return items
end

--- Those of which no more than so many days are left; the overdue ones among them.
function due.within(days)
  local items = {}
  for _, item in ipairs(due.items()) do
    if item.left <= days then items[#items + 1] = item end
  end
  return items
end

return due
