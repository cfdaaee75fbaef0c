--- Tổng hợp điểm danh của đơn vị: từng lớp, đảng viên và quần chúng tính riêng, ai vắng.
--- A unit's attendance: by class, members and others apart, and who was absent.

script {
  title = { vi = "Tổng hợp điểm danh", en = "Attendance summary" },
  about = {
    vi = "Triệu tập, tham dự và tỷ lệ của đơn vị ở từng lớp; lớp có tỷ lệ thấp; danh sách người vắng kèm lý do.",
    en = "How many of the unit were summoned and came, by class; classes with a low rate; who was absent, and why.",
  },
  tags = { "attendance" },
  needs = { "read:attendance", "read:people", "read:plan", "read:sessions", "read:units" },
  examples = { "planscript --unit dv-001 attendance-pack:attendance-summary" },
  params = {
    unit = {
      type = "unit", optional = true,
      help = { vi = "Đơn vị; bỏ trống là đơn vị đang làm việc (--unit).", en = "The unit; left out, the one of --unit." },
    },
    floor = {
      type = "percent", default = 90,
      help = { vi = "Lớp có tỷ lệ dưới mức này được nêu tên.", en = "Classes below this rate are named." },
    },
  },
}

local page = require "page"
local roll = require "roll"

local unit = roll.unit(params.unit)
local classes = roll.by_class(unit)

local rows = {}
for _, c in ipairs(classes) do
  rows[#rows + 1] = {
    session = c.session, b = c.member.summoned, c = c.member.attended,
    member_rate = ratio(c.member.attended, c.member.summoned),
    d = c.mass.summoned, e = c.mass.attended, mass_rate = ratio(c.mass.attended, c.mass.summoned),
  }
end

page.head { vi = "Tổng hợp điểm danh: " .. unit.name, en = "Attendance of " .. unit.name }
page.table(rows, {
  columns = { "session", "b", "c", "member_rate", "d", "e", "mass_rate" },
  labels = {
    session = { vi = "Lớp", en = "Class" },
    b = { vi = "Đảng viên triệu tập", en = "Members summoned" }, c = { vi = "Tham dự", en = "Came" },
    member_rate = { vi = "Tỷ lệ", en = "Rate" },
    d = { vi = "Quần chúng triệu tập", en = "Others summoned" }, e = { vi = "Tham dự", en = "Came" },
    mass_rate = { vi = "Tỷ lệ", en = "Rate" },
  },
  total = true,
})

check {
  id = "class-rate-low", severity = "warning", each = classes, record = "session",
  title = {
    vi = "Lớp có tỷ lệ tham dự dưới " .. fmt.number(params.floor) .. "%",
    en = "Classes that less than " .. fmt.number(params.floor) .. "% came to",
  },
  test = function(c) return c.rate >= params.floor end,
  message = { vi = "${session.name}: ${rate}", en = "${session.name}: ${rate}" },
}

local absent = {}
for _, r in unit.attendance:each() do
  if r.person and (r.attended or 0) < (r.summoned or 0) then
    absent[#absent + 1] = { person = r.person, session = r.session, reason = r.reason or page.missing() }
  end
end
report.heading({ vi = "Người vắng: " .. #absent, en = "Absent: " .. #absent }, 2)
page.table(absent, {
  columns = { "person", "session", "reason" },
  labels = {
    person = { vi = "Họ và tên", en = "Name" }, session = { vi = "Lớp", en = "Class" },
    reason = { vi = "Lý do", en = "Reason" },
  },
})
