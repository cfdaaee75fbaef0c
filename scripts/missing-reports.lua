--- Đơn vị chưa gửi báo cáo, và đơn vị gửi trễ. / Units that have not reported, or reported late.

script {
  title = { vi = "Báo cáo còn thiếu", en = "Missing reports" },
  about = {
    vi = "Đơn vị phải báo cáo (reports_back) mà chưa gửi, kèm bí thư và đầu mối để đôn đốc; đơn vị gửi trễ.",
    en = "Units that owe a report (reports_back) and have not sent it, with whom to call; units that were late.",
  },
  tags = { "deadline", "report" },
  examples = { "planscript missing-reports", "planscript missing-reports -o csv --out con-thieu.csv" },
}

local deadline = require "deadline"
local page = require "page"

local missing, late = {}, {}
for _, unit in plan.units:where { reports_back = true }:each() do
  local r = unit.reports:first()
  if not r or not r.submitted_on then
    missing[#missing + 1] = { unit = unit, secretary = unit.secretary, contact = unit.contact }
  elseif r.due_before and r.submitted_on > deadline.last_day(r.due_before) then
    late[#late + 1] = {
      unit = unit, submitted_on = r.submitted_on,
      late = r.submitted_on - deadline.last_day(r.due_before),
    }
  end
end

local labels = {
  unit = { vi = "Đơn vị", en = "Unit" },
  secretary = { vi = "Bí thư", en = "Secretary" },
  contact = { vi = "Đầu mối", en = "Contact" },
  submitted_on = { vi = "Ngày nộp", en = "Submitted on" },
  late = { vi = "Trễ (ngày)", en = "Days late" },
}

local owed = plan.units:where { reports_back = true }:count()
page.head { vi = "Báo cáo còn thiếu", en = "Missing reports" }
report.figures {
  { label = { vi = "Đơn vị phải báo cáo", en = "Units that owe a report" }, value = owed },
  { label = { vi = "Đã báo cáo", en = "Have reported" }, value = ratio(owed - #missing, owed),
    note = (owed - #missing) .. "/" .. owed },
  { label = { vi = "Trong đó trễ hạn", en = "Of these late" }, value = #late },
}

report.heading({ vi = "Chưa báo cáo: " .. #missing, en = "Not reported: " .. #missing }, 2)
if #missing > 0 then
  report.table(missing, { columns = { "unit", "secretary", "contact" }, labels = labels })
end

report.heading({ vi = "Báo cáo trễ: " .. #late, en = "Reported late: " .. #late }, 2)
if #late > 0 then
  report.table(late, { columns = { "unit", "submitted_on", "late" }, labels = labels })
end
