--- Đơn vị chưa gửi báo cáo, và đơn vị gửi trễ. / Units that have not reported, or reported late.

script {
  title = { vi = "Báo cáo còn thiếu", en = "Missing reports" },
  tags = { "deadline", "report" },
}

local deadline = require "deadline"

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

report.heading { vi = "Chưa báo cáo: " .. #missing, en = "Not reported: " .. #missing }
if #missing > 0 then
  report.table(missing, { columns = { "unit", "secretary", "contact" }, labels = labels })
end

report.heading { vi = "Báo cáo trễ: " .. #late, en = "Reported late: " .. #late }
if #late > 0 then
  report.table(late, { columns = { "unit", "submitted_on", "late" }, labels = labels })
end
