--- Báo cáo của đơn vị gửi cấp trên. / A unit's report to the unit above.

script {
  title = { vi = "Soạn báo cáo của đơn vị", en = "Drafts: a unit's report" },
  about = {
    vi = "Báo cáo kết quả học tập theo chú thích 2 của từng đơn vị phải báo cáo, hoặc một đơn vị; số liệu từ điểm danh.",
    en = "The report of each unit that owes one, or of one unit, as footnote 2 asks; figures from attendance.",
  },
  tags = { "drafts", "report" },
  examples = { "planscript draft-unit-report -P unit=dv-001", "planscript draft-unit-report --unit dv-001" },
  params = {
    unit = { type = "unit", optional = true, help = { vi = "Chỉ một đơn vị.", en = "One unit alone." } },
  },
}

local letter = require "letter"
local footnote = require "footnote"
local classes = require "classes"

local function held_by(unit)
  local held = {}
  for _, s in unit.sessions:sort("starts_at"):each() do
    if classes.was_held(s) then held[#held + 1] = s end
  end
  return held
end

local units = params.unit and { params.unit } or footnote.owing()
local count = 0
for _, unit in ipairs(units) do
  count = count + 1
  local data = letter.unit(unit, "BC", { unit = unit, sessions = held_by(unit) })
  draft {
    -- Under --unit the unit above is out of sight; the plan's issuer is not.
    kind = "report", to = unit.parent or { name = plan.issuer }, template = "unit-report",
    data = footnote.into(data, footnote.of { unit }), key = { "unit-report", unit },
  }
end
if count == 0 then letter.none("không có đơn vị nào phải báo cáo", "no unit owes a report") end
