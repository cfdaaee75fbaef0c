--- Bảng theo dõi hạn: lớp, nhiệm vụ, báo cáo, hậu cần, tuyên truyền chưa xong, việc gấp lên trước.
--- The deadline board: what is not done, the most urgent first.

script {
  title = { vi = "Bảng theo dõi hạn", en = "Deadline board" },
  about = {
    vi = "Việc quá hạn, việc hôm nay, việc trong tuần và việc còn hạn. “Trước ngày D” là chậm nhất ngày D−1.",
    en = "What is overdue, due today, due within a week, and later. “Before D” means D−1 at the latest.",
  },
  tags = { "deadline" },
  examples = { "planscript deadlines", "planscript deadlines --today 2023-12-18 -P all=true" },
  params = {
    all = {
      type = "boolean", default = false,
      help = { vi = "Kể cả việc đã xong.", en = "What is done as well." },
    },
  },
}

local classes = require "classes"
local deadline = require "deadline"
local page = require "page"

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
  local held = s.starts_at and classes.was_held(s) and s.starts_at.date
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
for _, l in plan.logistics:each() do
  add(say { vi = "Hậu cần", en = "Logistics" }, l.item, l.unit, l.due, l.done_on)
end
for _, c in plan.communications:each() do
  add(say { vi = "Tuyên truyền", en = "Publicity" }, c.title, c.unit, c.due, c.published_on)
end

table.sort(rows, function(a, b)
  if a.last_day ~= b.last_day then return a.last_day < b.last_day end
  return a.title < b.title
end)

local labels = {
  last_day = { vi = "Chậm nhất", en = "At the latest" },
  left = { vi = "Còn (ngày)", en = "Days left" },
  state = { vi = "Tình trạng", en = "State" },
  kind = { vi = "Loại", en = "Kind" },
  title = { vi = "Việc", en = "What" },
  unit = { vi = "Đơn vị", en = "Unit" },
}

local counts = {}
for _, r in ipairs(rows) do counts[r.state] = (counts[r.state] or 0) + 1 end

page.head { vi = "Bảng theo dõi hạn", en = "Deadline board" }
local figures = {}
for _, state in ipairs(deadline.states()) do
  if counts[state] or deadline.is_open(state) then
    figures[#figures + 1] = { label = state, value = counts[state] or 0 }
  end
end
report.figures(figures)
page.table(rows, {
  columns = { "state", "last_day", "left", "kind", "title", "unit" }, labels = labels, group = "state",
})
