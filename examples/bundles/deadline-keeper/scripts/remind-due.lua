--- Soạn thư nhắc đơn vị về việc sắp đến hạn, đến hạn hôm nay, và đã quá hạn; mỗi chặng một thư.
--- Drafts reminders of what is due soon, today, and overdue; one letter for each stage.

script {
  title = { vi = "Soạn thư nhắc việc đến hạn", en = "Draft reminders of what is due" },
  about = {
    vi = "Nhắc đơn vị chủ trì về nhiệm vụ, báo cáo, lớp sắp đến hạn: một thư khi còn ít ngày, một thư đúng ngày hạn, một thư khi đã quá hạn. Chạy lại không soạn thêm.",
    en = "Reminds the unit that leads a task, owes a report or holds a class: once when few days are left, once on the last day, once when it is late. Running it again writes no more.",
  },
  tags = { "deadline", "drafts", "reminders" },
  needs = {
    "draft", "read:attendance", "read:plan", "read:recipients", "read:reports", "read:sessions", "read:tasks",
    "read:triggers", "read:units",
  },
  examples = { "planscript deadline-keeper:remind-due --today 2023-12-18" },
  params = {
    days = {
      type = "number", default = 3,
      help = { vi = "Nhắc khi còn không quá bấy nhiêu ngày.", en = "Reminds when so many days are left, or fewer." },
    },
  },
}

local due = require "due"
local letter = require "letter"

local function stage(left)
  if left < 0 then return "overdue" end
  return left == 0 and "today" or "soon"
end

local summaries = {
  overdue = "Về việc đôn đốc công việc đã quá hạn",
  today = "Về việc nhắc công việc đến hạn hôm nay",
  soon = "Về việc nhắc công việc sắp đến hạn",
}

local count = 0
for _, item in ipairs(due.within(params.days)) do
  if item.unit then
    local when = stage(item.left)
    count = count + 1
    draft {
      kind = "reminder", to = item.unit, template = "due-reminder",
      task = item.of == "task" and item.record or nil,
      session = item.of == "class" and item.record or nil,
      data = letter.office("CV", {
        summary = summaries[when], what = letter.lower_first(item.title), last_day = item.last_day,
        left = item.left > 0 and item.left, late = item.left < 0 and -item.left, today_is_last = item.left == 0,
      }),
      key = { "due-reminder", when, item.record, item.last_day },
    }
  end
end
if count == 0 then
  letter.none("không có việc nào đến lúc phải nhắc", "nothing is to be reminded of today")
end
