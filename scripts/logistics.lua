--- Hậu cần và kinh phí của từng lớp (mục VI.6). / Logistics and budget of each class.

script {
  title = { vi = "Hậu cần và kinh phí", en = "Logistics and budget" },
  about = {
    vi = "Việc chuẩn bị của từng lớp: đã xong, quá hạn, còn lại; các khoản chi và lớp cấp thành phố chưa có kinh phí.",
    en = "The preparations of each class: done, overdue, open; the cost lines, and city classes without a budget.",
  },
  tags = { "classes", "logistics", "budget" },
  examples = { "planscript logistics", "planscript logistics -P session=lop-tp-1" },
  params = {
    session = {
      type = "session", optional = true,
      help = { vi = "Chỉ một lớp.", en = "One class alone." },
    },
  },
}

local page = require "page"

-- Each at latest the day of its own deadline, else of the class.
local function state(item)
  if item.done_on then return say { vi = "đã xong", en = "done" } end
  local starts = item.session and item.session.starts_at
  local last = item.due or (starts and starts.date)
  if not last then return say { vi = "chưa có hạn", en = "no deadline" } end
  if last < plan.today then return say { vi = "quá hạn", en = "overdue" } end
  return say { vi = "còn hạn", en = "open" }
end

local items, done, late = {}, 0, 0
for _, item in plan.logistics:where { session = op.opt(params.session) }:each() do
  local now = state(item)
  if item.done_on then done = done + 1 end
  if now == say { vi = "quá hạn", en = "overdue" } then late = late + 1 end
  items[#items + 1] = {
    session = item.session or page.missing(), item = item.item, unit = item.unit, due = item.due,
    done_on = item.done_on, state = now,
  }
end

page.head { vi = "Hậu cần và kinh phí", en = "Logistics and budget" }
report.figures {
  { label = { vi = "Việc đã xong", en = "Preparations done" }, value = ratio(done, #items),
    note = done .. "/" .. #items },
  { label = { vi = "Quá hạn", en = "Overdue" }, value = late },
}

report.heading({ vi = "Hậu cần", en = "Logistics" }, 2)
page.table(items, {
  columns = { "session", "item", "unit", "due", "done_on", "state" }, group = "session",
  fields = {
    session = "logistics.session", item = "logistics.item", unit = "logistics.unit",
    due = "logistics.due", done_on = "logistics.done_on",
  },
  labels = { state = { vi = "Tình trạng", en = "State" } },
})

local lines, blank = {}, 0
for _, line in plan.budget:where { session = op.opt(params.session) }:each() do
  if not line.amount then blank = blank + 1 end
  lines[#lines + 1] = {
    session = line.session or page.missing(), item = line.item, amount = line.amount,
  }
end
report.heading({ vi = "Kinh phí", en = "Budget" }, 2)
page.table(lines, {
  columns = { "session", "item", "amount" }, group = "session", total = true,
  formats = { amount = "dong" }, align = { amount = "right" },
  fields = { session = "budget.session", item = "budget.item", amount = "budget.amount" },
  notes = blank > 0 and {
    { vi = blank .. " khoản chưa có số tiền.", en = blank .. " lines have no amount." },
  } or nil,
})

local unfunded = {}
for _, session in plan.sessions:where { level = "city" }:each() do
  local funded = session.budget:where { amount = op.some }:count() > 0
  if not funded and (not params.session or session == params.session) then
    unfunded[#unfunded + 1] = session
  end
end
report.heading({ vi = "Lớp cấp thành phố chưa có kinh phí", en = "City classes without a budget" }, 2)
page.table(unfunded, { columns = { "name", "organizer", "starts_at", "complete_before" } })
