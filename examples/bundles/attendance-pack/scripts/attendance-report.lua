--- Soạn báo cáo điểm danh của đơn vị gửi cấp trên; mỗi ngày báo cáo một dự thảo.
--- Drafts the unit's attendance report to the unit above; one draft for each day of reporting.

script {
  title = { vi = "Soạn báo cáo điểm danh", en = "Draft the attendance report" },
  about = {
    vi = "Báo cáo số triệu tập, số tham dự và tỷ lệ của đơn vị, đảng viên và quần chúng tính riêng, từng lớp; là dự thảo để người có thẩm quyền duyệt.",
    en = "How many of the unit were summoned and came, members and others apart, by class; a draft for somebody to approve.",
  },
  tags = { "attendance", "drafts" },
  needs = {
    "draft", "read:attendance", "read:plan", "read:recipients", "read:sessions", "read:units",
  },
  examples = { "planscript --unit dv-001 attendance-pack:attendance-report" },
  params = {
    unit = {
      type = "unit", optional = true,
      help = { vi = "Đơn vị; bỏ trống là đơn vị đang làm việc (--unit).", en = "The unit; left out, the one of --unit." },
    },
  },
}

local letter = require "letter"
local roll = require "roll"

local unit = roll.unit(params.unit)
local classes = roll.by_class(unit)
if #classes == 0 then
  return letter.none("đơn vị chưa có điểm danh nào", "the unit has no attendance yet")
end

local sums = { b = 0, c = 0, d = 0, e = 0 }
local lines = {}
for _, c in ipairs(classes) do
  sums.b, sums.c = sums.b + c.member.summoned, sums.c + c.member.attended
  sums.d, sums.e = sums.d + c.mass.summoned, sums.e + c.mass.attended
  lines[#lines + 1] = { name = letter.lower_first(c.session.name), starts_at = c.session.starts_at, rate = c.rate }
end

local data = letter.unit(unit, "BC", {
  unit = unit, classes = lines, b = sums.b, c = sums.c, d = sums.d, e = sums.e,
  member_rate = ratio(sums.c, sums.b), mass_rate = ratio(sums.e, sums.d),
})
draft {
  -- Under --unit the unit above is out of sight; the plan's issuer is not.
  kind = "report", to = unit.parent or { name = plan.issuer or "……………" }, template = "attendance-report",
  data = data, key = { "attendance-report", unit, plan.today },
}
