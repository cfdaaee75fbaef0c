--- Nhiệm vụ chờ sự kiện khởi động, như "khi có văn bản của tỉnh".
--- Tasks that wait for an event, such as "when the province has written".

script {
  title = { vi = "Việc chờ sự kiện khởi động", en = "Waiting for triggers" },
  about = {
    vi = "Sự kiện nào đã xảy ra, sự kiện nào còn chờ; nhiệm vụ theo từng sự kiện; việc đã làm trước khi có sự kiện.",
    en = "Which events have come and which have not; the tasks of each; work that was done before its event.",
  },
  tags = { "tasks", "triggers" },
  examples = { "planscript waiting", "planscript waiting -P unit=ubnd-tp" },
  params = {
    unit = {
      type = "unit", optional = true,
      help = { vi = "Chỉ nhiệm vụ của một đơn vị.", en = "Only the tasks of one unit." },
    },
  },
}

local page = require "page"

local events, waiting, may_start, early = {}, {}, {}, {}
for _, trigger in plan.triggers:each() do
  local tasks = trigger.tasks:where { unit = op.opt(params.unit) }
  local open = 0
  for _, task in tasks:each() do
    local row = { trigger = trigger, title = task.title, unit = task.unit, status = task.status, done_on = task.done_on }
    local closed = task.status == "done" or task.status == "cancelled" or task.done_on
    if not closed then
      open = open + 1
      local list = trigger.occurred_on and may_start or waiting
      list[#list + 1] = row
    elseif task.done_on and (not trigger.occurred_on or task.done_on < trigger.occurred_on) then
      early[#early + 1] = row
    end
  end
  events[#events + 1] = {
    title = trigger.title, occurred_on = trigger.occurred_on, document = trigger.document,
    tasks = tasks:count(), open = open,
  }
end

page.head { vi = "Việc chờ sự kiện khởi động", en = "Waiting for triggers" }
page.table(events, {
  columns = { "title", "occurred_on", "document", "tasks", "open" }, total = true,
  fields = {
    title = "triggers.title", occurred_on = "triggers.occurred_on", document = "triggers.document",
  },
  labels = {
    tasks = { vi = "Nhiệm vụ", en = "Tasks" }, open = { vi = "Chưa xong", en = "Not done" },
  },
})

local function tasks(rows, title, columns)
  report.heading(title, 2)
  page.table(rows, {
    columns = columns, group = "trigger",
    fields = {
      trigger = "tasks.trigger", title = "tasks.title", unit = "tasks.unit",
      [columns[#columns]] = "tasks." .. columns[#columns],
    },
  })
end

tasks(waiting, { vi = "Còn chờ sự kiện", en = "Still waiting" }, { "trigger", "title", "unit", "status" })
tasks(may_start, { vi = "Đã có sự kiện, chưa xong", en = "The event has come, not done" },
  { "trigger", "title", "unit", "status" })
if #early > 0 then
  tasks(early, { vi = "Đã làm trước khi có sự kiện", en = "Done before the event" },
    { "trigger", "title", "unit", "done_on" })
end
