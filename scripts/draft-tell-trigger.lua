--- Báo cho đơn vị khi sự kiện khởi động đã đến. / Tells units that what they waited for has come.

script {
  title = { vi = "Soạn thông báo triển khai", en = "Drafts: a trigger has come" },
  about = {
    vi = "Khi một sự kiện (“khi có văn bản của tỉnh”) đã xảy ra: thông báo cho từng đơn vị có nhiệm vụ chưa xong chờ sự kiện ấy.",
    en = "When an event (“when the province has written”) has come: tells each unit with open tasks that waited for it.",
  },
  tags = { "drafts", "triggers", "tasks" },
  examples = { "planscript draft-tell-trigger", "planscript draft-tell-trigger -P trigger=vb-tinh-vi-2" },
  params = {
    trigger = { type = "trigger", optional = true, help = { vi = "Chỉ một sự kiện.", en = "One event alone." } },
  },
}

local letter = require "letter"

-- The open tasks that waited for the event, by unit, in order.
local function waiting(trigger)
  local order, found = {}, {}
  for _, task in trigger.tasks:each() do
    local is_open = task.status ~= "done" and task.status ~= "cancelled" and not task.done_on
    if is_open and task.unit then
      local row = found[task.unit]
      if not row then
        row = { unit = task.unit, tasks = {} }
        found[task.unit], order[#order + 1] = row, row
      end
      row.tasks[#row.tasks + 1] = task
    end
  end
  return order
end

local count = 0
for _, trigger in plan.triggers:where { occurred_on = op.some, id = op.opt(params.trigger and params.trigger.id) }:each() do
  for _, row in ipairs(waiting(trigger)) do
    count = count + 1
    draft {
      kind = "notice", to = row.unit, template = "trigger", task = row.tasks[1],
      data = letter.office("CV", {
        trigger = trigger, tasks = row.tasks, lead = letter.lower_first(trigger.title),
        summary = "Về việc triển khai nhiệm vụ",
      }),
      key = { "trigger", trigger },
    }
  end
end
if count == 0 then
  letter.none("chưa có sự kiện nào xảy ra mà còn nhiệm vụ chờ", "no event has come for which tasks wait")
end
