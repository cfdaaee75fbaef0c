--- Kết quả học tập theo chú thích 2: từng đơn vị và toàn Đảng bộ, đảng viên và quần chúng
--- tính riêng. / Attendance as footnote 2 asks: by unit and for all, members and others apart.

script {
  title = { vi = "Kết quả học tập, quán triệt", en = "Attendance summary" },
  about = {
    vi = "Bảng theo chú thích 2: tổng số đảng viên, miễn sinh hoạt, đi làm ăn xa; triệu tập, tham dự và tỷ lệ, đảng viên và quần chúng tính riêng, từng đơn vị và toàn Đảng bộ. Số liệu không khớp được nêu dưới bảng.",
    en = "The table of footnote 2: members in all, exempt, away; summoned, came and the rate, members and others apart, by unit and for all. Figures that do not agree are told below it.",
  },
  tags = { "attendance", "report" },
  examples = {
    "planscript summary",
    "planscript summary -P session=lop-tp-1",
    "planscript summary -P group=kind -o html --out ket-qua.html",
    "planscript summary --per unit:reports_back -o html --out theo-don-vi",
  },
  params = {
    session = {
      type = "session", optional = true,
      help = { vi = "Chỉ tính một lớp.", en = "Counts one class alone." },
    },
    group = {
      type = "choice", choices = { "none", "kind", "parent" }, default = "none",
      help = {
        vi = "Gom đơn vị theo loại hoặc theo đơn vị cấp trên, có cộng nhóm.",
        en = "Puts units in groups by kind or by the unit above, with subtotals.",
      },
    },
  },
}

local page = require "page"

-- How many were summoned and came: unit → category → figures.
local came = {}
local sums = plan.attendance
  :where { session = op.opt(params.session) }
  :group_by("unit", "category")
  :summarise { summoned = agg.sum("summoned"), attended = agg.sum("attended") }
for _, r in sums:each() do
  if r.unit then
    came[r.unit] = came[r.unit] or {}
    came[r.unit][r.category] = r
  end
end

local function figures(unit, category)
  local r = came[unit] and came[unit][category]
  if r then return r.summoned, r.attended end
  return 0, 0
end

local units = plan.units:where { reports_back = true }

local rows = {}
for _, unit in units:each() do
  local b, c = figures(unit, "member")
  local d, e = figures(unit, "mass")
  rows[#rows + 1] = {
    unit = unit, group = params.group ~= "none" and (unit[params.group] or page.missing()) or nil,
    members = unit.members_total, exempt = unit.members_exempt, away = unit.members_away,
    b = b, c = c, member_rate = ratio(c, b),
    d = d, e = e, mass_rate = ratio(e, d),
  }
end

-- What does not agree, said under the table.
local doubts = {}
local function doubt(unit, vi, en, ...)
  doubts[#doubts + 1] = unit.name .. ": " .. say { vi = vi:format(...), en = en:format(...) }
end

local function check_unit(r)
  local a, a1, a2 = r.members or 0, r.exempt or 0, r.away or 0
  if a1 + a2 > a then
    doubt(r.unit, "miễn sinh hoạt và đi xa (%d) nhiều hơn tổng số đảng viên (%d)",
      "exempt and away (%d) are more than the members in all (%d)", a1 + a2, a)
  elseif not params.session and r.b ~= a - a1 - a2 then
    doubt(r.unit, "triệu tập %d đảng viên, lẽ ra %d (tổng số trừ miễn và đi xa)",
      "%d members summoned, %d expected (all but exempt and away)", r.b, a - a1 - a2)
  end
  if r.c > r.b or r.e > r.d then
    doubt(r.unit, "số dự nhiều hơn số triệu tập", "more came than were summoned")
  end
end

local function check_figures(report, name, part, whole, stated)
  if not part or not whole then return end
  if part > whole then
    doubt(report.unit, "báo cáo ghi %s dự %d nhiều hơn triệu tập %d",
      "the report has more %s who came (%d) than were summoned (%d)", name, part, whole)
  elseif stated and stated ~= ratio(part, whole).percent then
    doubt(report.unit, "báo cáo ghi tỷ lệ %s %s%%, tính ra %s",
      "the report states a rate of %s of %s%%, computed %s", name, fmt.number(stated),
      tostring(ratio(part, whole)))
  end
end

local function check_report(report, r)
  local members = say { vi = "đảng viên", en = "members" }
  local others = say { vi = "quần chúng", en = "others" }
  check_figures(report, members, report.members_attended, report.members_summoned,
    report.member_percent)
  check_figures(report, others, report.mass_attended, report.mass_summoned, report.mass_percent)
  local function differs(name, stated, counted)
    if stated and stated ~= counted then
      doubt(report.unit, "báo cáo ghi %s %d, điểm danh được %d",
        "the report says %s: %d, the attendance list %d", name, stated, counted)
    end
  end
  differs(say { vi = "đảng viên triệu tập", en = "members summoned" }, report.members_summoned, r.b)
  differs(say { vi = "đảng viên dự", en = "members who came" }, report.members_attended, r.c)
  differs(say { vi = "quần chúng triệu tập", en = "others summoned" }, report.mass_summoned, r.d)
  differs(say { vi = "quần chúng dự", en = "others who came" }, report.mass_attended, r.e)
end

local missing = {}
for _, r in ipairs(rows) do
  check_unit(r)
  local report = r.unit.reports:where { submitted_on = op.some }:first()
  if not report then
    missing[#missing + 1] = r.unit
  elseif not params.session then
    check_report(report, r)
  end
end

page.head { vi = "Kết quả học tập, quán triệt", en = "Attendance at the classes" }
if params.session then report.text(params.session.name) end

local b, c, d, e = 0, 0, 0, 0
for _, r in ipairs(rows) do b, c, d, e = b + r.b, c + r.c, d + r.d, e + r.e end
report.figures {
  { label = { vi = "Đảng viên tham dự", en = "Members who came" }, value = ratio(c, b),
    note = fmt.number(c) .. "/" .. fmt.number(b) },
  { label = { vi = "Quần chúng tham dự", en = "Others who came" }, value = ratio(e, d),
    note = fmt.number(e) .. "/" .. fmt.number(d) },
  { label = { vi = "Đơn vị đã báo cáo", en = "Units that have reported" },
    value = ratio(#rows - #missing, #rows), format = "0%",
    note = (#rows - #missing) .. "/" .. #rows },
}

report.table(rows, {
  group = params.group ~= "none" and "group" or nil, subtotals = true,
  columns = {
    "unit", "members", "exempt", "away", "b", "c", "member_rate", "d", "e", "mass_rate",
  },
  footnotes = {
    member_rate = {
      vi = "Tổng số dự chia tổng số triệu tập, không phải trung bình các tỷ lệ.",
      en = "All who came by all who were summoned, not a mean of rates.",
    },
  },
  fields = params.group ~= "none" and { group = "units." .. params.group } or nil,
  labels = {
    unit = { vi = "Đơn vị", en = "Unit" },
    members = { vi = "Tổng số đảng viên", en = "Members in all" },
    exempt = { vi = "Miễn sinh hoạt", en = "Exempt" },
    away = { vi = "Đi làm ăn xa", en = "Away" },
    b = { vi = "ĐV triệu tập", en = "Members summoned" },
    c = { vi = "ĐV tham dự", en = "Members came" },
    member_rate = { vi = "Tỷ lệ ĐV", en = "Members' rate" },
    d = { vi = "QC triệu tập", en = "Others summoned" },
    e = { vi = "QC tham dự", en = "Others came" },
    mass_rate = { vi = "Tỷ lệ QC", en = "Others' rate" },
  },
  total = true,
})

if #rows > 1 then
  local function bars(value, title)
    report.bars(rows, {
      label = "unit", value = value, title = title,
      labels = { unit = { vi = "Đơn vị", en = "Unit" }, [value] = { vi = "Tỷ lệ", en = "Rate" } },
    })
  end
  report.heading({ vi = "Tỷ lệ tham dự", en = "Rates" }, 2)
  bars("member_rate", { vi = "Đảng viên", en = "Members" })
  bars("mass_rate", { vi = "Quần chúng", en = "Others" })
end

if #doubts > 0 then
  report.heading({ vi = "Số liệu cần xem lại", en = "Figures to look at again" }, 2)
  report.list(doubts)
end

report.heading({ vi = "Đơn vị chưa báo cáo", en = "Units that have not reported" }, 2)
if #rows == 0 then
  report.text {
    vi = "Chưa có đơn vị nào phải báo cáo (units.reports_back).",
    en = "No unit owes a report yet (units.reports_back).",
  }
elseif #missing > 0 then
  report.list(missing)
else
  report.text { vi = "Không có.", en = "None." }
end
