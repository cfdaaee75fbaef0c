--- Bảng theo dõi hạn: lớp, nhiệm vụ, báo cáo chưa xong, việc gấp lên trước.
--- The deadline board: classes, tasks and reports that are not done, the most urgent first.

script {
  title = { vi = "Bảng theo dõi hạn", en = "Deadline board" },
  tags = { "deadline" },
  params = { all = { type = "boolean", default = false } },
}

local deadline = require "deadline"

local rows = {}
local function add(kind, title, unit, last_day, done)
  if not last_day or (done and not params.all) then return end
  rows[#rows + 1] = {
    last_day = last_day, left = deadline.days_left(last_day), state = deadline.state(last_day, done),
    kind = kind, title = title, unit = unit,
  }
end

local function before(day) return day and deadline.last_day(day) end

for _, s in plan.sessions:each() do
  local held = s.status == "held" and s.starts_at and s.starts_at.date
  add(say { vi = "Lớp", en = "Class" }, s.name, s.organizer,
    before(s.complete_before) or (s.starts_at and s.starts_at.date), held or nil)
end
for _, t in plan.tasks:each() do
  add(say { vi = "Nhiệm vụ", en = "Task" }, t.title, t.unit, before(t.due_before) or t.due_on, t.done_on)
end
for _, r in plan.reports:each() do
  add(say { vi = "Báo cáo", en = "Report" },
    say { vi = "Báo cáo kết quả học tập", en = "Report on the classes" },
    r.unit, before(r.due_before), r.submitted_on)
end

table.sort(rows, function(a, b)
  if a.last_day ~= b.last_day then return a.last_day < b.last_day end
  return a.title < b.title
end)

report.heading { vi = "Bảng theo dõi hạn", en = "Deadline board" }
report.text { vi = "Ngày " .. plan.today, en = "On " .. plan.today }
report.table(rows, {
  columns = { "last_day", "left", "state", "kind", "title", "unit" },
  labels = {
    last_day = { vi = "Chậm nhất", en = "At the latest" },
    left = { vi = "Còn (ngày)", en = "Days left" },
    state = { vi = "Tình trạng", en = "State" },
    kind = { vi = "Loại", en = "Kind" },
    title = { vi = "Việc", en = "What" },
    unit = { vi = "Đơn vị", en = "Unit" },
  },
})
