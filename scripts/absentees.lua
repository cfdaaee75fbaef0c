--- Người được triệu tập mà vắng, theo đơn vị. / Who was summoned and did not come, by unit.

script {
  title = { vi = "Danh sách vắng", en = "Absentees" },
  about = {
    vi = "Từng người vắng, lớp và lý do nếu có ghi. Đơn vị chỉ gửi số tổng thì nêu số người vắng. Lý do sức khỏe không được ghi vào kho.",
    en = "Each person who did not come, with the class and the reason if there is one. Units that send totals have the number of those absent. Health reasons are not kept.",
  },
  tags = { "attendance", "people" },
  examples = {
    "planscript absentees", "planscript absentees -P session=lop-tp-1",
    "planscript absentees --per unit:reports_back -o html --out vang",
  },
  params = {
    session = {
      type = "session", optional = true,
      help = { vi = "Chỉ một lớp.", en = "One class alone." },
    },
    category = {
      type = "choice", choices = { "member", "mass" }, optional = true,
      help = {
        vi = "Chỉ đảng viên (member) hoặc quần chúng (mass).", en = "Only members, or only others.",
      },
    },
  },
}

local page = require "page"

local named, totals, count = {}, {}, { member = 0, mass = 0 }
local rows = plan.attendance
  :where { session = op.opt(params.session), category = op.opt(params.category) }
for _, r in rows:each() do
  local absent = (r.summoned or 0) - (r.attended or 0)
  if absent > 0 then
    count[r.category] = count[r.category] + absent
    local list = r.person and named or totals
    list[#list + 1] = {
      unit = r.unit, person = r.person, category = r.category, session = r.session,
      absent = absent, reason = r.reason or page.missing(),
    }
  end
end

page.head { vi = "Danh sách vắng", en = "Absentees" }
if params.session then report.text(params.session.name) end
report.figures {
  { label = { vi = "Lượt đảng viên vắng", en = "Absences of members" }, value = count.member },
  { label = { vi = "Lượt quần chúng vắng", en = "Absences of others" }, value = count.mass },
}

local fields = {
  unit = "attendance.unit", person = "attendance.person", category = "attendance.category",
  session = "attendance.session", reason = "attendance.reason",
}
page.table(named, {
  columns = { "unit", "person", "category", "session", "reason" }, group = "unit", fields = fields,
})

if #totals > 0 then
  report.heading({ vi = "Đơn vị chỉ gửi số tổng", en = "Units that send totals" }, 2)
  report.table(totals, {
    columns = { "unit", "category", "session", "absent" },
    labels = { absent = { vi = "Số vắng", en = "Absent" } },
    fields = {
      unit = "attendance.unit", category = "attendance.category", session = "attendance.session",
    },
  })
end
