--- Báo cáo định kỳ với cơ quan ban hành kế hoạch. / The periodic summary for the plan's issuer.

script {
  title = { vi = "Soạn báo cáo định kỳ", en = "Drafts: the periodic summary" },
  about = {
    vi = "Tiến độ đến hôm nay: lớp đã mở và chưa có lịch, kết quả tham dự, nhiệm vụ xong, quá hạn, còn chờ, báo cáo của đơn vị.",
    en = "How things stand today: classes, attendance, tasks done, overdue and waiting, reports of units.",
  },
  tags = { "drafts", "report" },
  examples = { "planscript draft-periodic-summary -P from=btg-tu", "planscript draft-periodic-summary --today 2023-12-15" },
  params = {
    from = { type = "unit", optional = true, help = { vi = "Cơ quan báo cáo.", en = "Who reports." } },
  },
}

local letter = require "letter"
local footnote = require "footnote"
local classes = require "classes"
local deadline = require "deadline"

local held, undated = 0, {}
for _, s in plan.sessions:each() do
  if classes.was_held(s) then held = held + 1
  elseif not s.starts_at then undated[#undated + 1] = s end
end

local done, waiting, late = 0, 0, {}
for _, t in plan.tasks:each() do
  if t.status == "done" or t.done_on then
    done = done + 1
  elseif t.status ~= "cancelled" then
    local last_day = t.due_before and deadline.last_day(t.due_before) or t.due_on
    if last_day and deadline.days_left(last_day) < 0 then late[#late + 1] = t end
    if t.trigger and not t.trigger.occurred_on then waiting = waiting + 1 end
  end
end

local units, missing = footnote.owing()
local data = letter.from(params.from, "BC", {
  held = held, sessions = plan.sessions:count(), undated = undated,
  done = done, tasks = plan.tasks:count(), overdue = #late, waiting = waiting, late = late,
  units = #units, reported = #units - #missing, missing = missing,
})
draft {
  kind = "report", to = { name = plan.issuer }, template = "periodic-summary",
  data = footnote.into(data, footnote.of(units)), key = { "periodic-summary", plan.today },
}
