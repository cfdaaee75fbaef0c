--- Báo cáo nộp trước lớp cuối cùng của đơn vị.
--- Reports handed in before the last class of the unit.

local class_days = require "class_days"

local function last_class(unit)
  local last
  for _, s in unit.sessions:each() do
    if s.starts_at and s.status ~= "cancelled" then
      if not last or class_days.last(s) > class_days.last(last) then last = s end
    end
  end
  return last
end

check {
  id = "report-before-class", severity = "error", tags = { "report", "class" },
  title = { vi = "Báo cáo nộp trước khi học xong", en = "Report handed in before the last class" },
  why = {
    vi = "Báo cáo kết quả là sau đợt học (mục VI.1): nộp trước lớp cuối thì số liệu chưa đủ.",
    en = "The report follows the classes (section VI.1): before the last one its figures cannot be complete.",
  },
  fix = {
    vi = "Đề nghị đơn vị báo cáo lại, hoặc sửa ngày.", en = "Ask the unit for a new report, or correct the day.",
  },
  each = function() return plan.reports:where { submitted_on = op.some } end,
  test = function(r)
    local class = r.unit and last_class(r.unit)
    if not class or r.submitted_on >= class_days.last(class) then return true end
    return false, { field = "submitted_on", class = class, last = class_days.last(class) }
  end,
  message = {
    vi = "${unit.name}: báo cáo ngày ${submitted_on}, còn ${class.name} đến hết ngày ${last}",
    en = "${unit.name}: reported on ${submitted_on}, but ${class.name} ends on ${last}",
  },
}
