--- Nhắc báo cáo: trước hạn 3 ngày, 1 ngày, và khi đã quá hạn. / Reports: T−3, T−1, overdue.

script {
  title = { vi = "Soạn thư nhắc báo cáo", en = "Drafts: reminders of reports" },
  about = {
    vi = "Nhắc từng đơn vị chưa gửi báo cáo: một thư khi còn 3 ngày, một thư khi còn 1 ngày, một thư khi đã quá hạn. “Trước ngày D” là chậm nhất ngày D−1.",
    en = "Reminds each unit that has not reported: once from three days before, once from one day before, once when it is late. “Before D” means D−1 at the latest.",
  },
  tags = { "drafts", "reminders", "deadline" },
  examples = { "planscript draft-remind-report --today 2023-12-17", "planscript draft-remind-report" },
}

local letter = require "letter"
local deadline = require "deadline"
local footnote = require "footnote"

-- Where a unit has no line of its own yet, the first deadline of all holds.
local general
for _, r in plan.reports:where { due_before = op.some }:each() do
  if not general or r.due_before < general then general = r.due_before end
end

local function stage(left)
  if left < 0 then return "overdue" end
  if left <= 1 then return "T-1" end
  return left <= 3 and "T-3" or nil
end

local summaries = {
  overdue = "Về việc đôn đốc báo cáo đã quá hạn",
  ["T-1"] = "Về việc nhắc gửi báo cáo", ["T-3"] = "Về việc nhắc gửi báo cáo",
}

local _, missing = footnote.owing()
local count = 0
for _, unit in ipairs(missing) do
  local own = unit.reports:first()
  local due = own and own.due_before or general
  local left = due and deadline.days_left(deadline.last_day(due))
  local when = left and stage(left)
  if when then
    count = count + 1
    draft {
      kind = "reminder", to = unit, template = when == "overdue" and "reminder-overdue" or "reminder-report",
      data = letter.office("CV", {
        due = due, last_day = deadline.last_day(due), left = math.max(left, 0), late = math.max(-left, 0),
        summary = summaries[when],
      }),
      key = { "reminder-report", when, due },
    }
  end
end
if count == 0 then
  letter.none("không có đơn vị nào đến lúc phải nhắc", "no unit is to be reminded today")
end
