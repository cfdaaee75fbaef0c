--- Tham dự theo từng lớp, đảng viên và quần chúng tính riêng.
--- Attendance by class, members and others apart.

script {
  title = { vi = "Tham dự theo lớp", en = "Attendance by class" },
  about = {
    vi = "Mỗi lớp có bao nhiêu đơn vị, triệu tập bao nhiêu, dự bao nhiêu; và lớp chưa có điểm danh.",
    en = "How many units, summoned and came, for each class; and classes without attendance.",
  },
  tags = { "attendance", "classes" },
  examples = { "planscript by-class", "planscript by-class -P level=city" },
  params = {
    level = {
      type = "choice", choices = { "city", "base", "front" }, optional = true,
      help = { vi = "Chỉ lớp của cấp này.", en = "Only classes of this level." },
    },
  },
}

local page = require "page"

page.head { vi = "Tham dự theo lớp", en = "Attendance by class" }

local function by_class(category, title)
  report.heading(title, 2)
  local rows = plan.attendance
    :where { category = category, ["session.level"] = op.opt(params.level) }
    :group_by("session")
    :summarise {
      units = agg.count_distinct("unit"),
      summoned = agg.sum("summoned"),
      attended = agg.sum("attended"),
      rate = agg.ratio("attended", "summoned"),
    }
  page.table(rows, {
    labels = { units = { vi = "Số đơn vị", en = "Units" }, rate = { vi = "Tỷ lệ", en = "Rate" } },
    total = true,
  })
end

by_class("member", { vi = "Đảng viên", en = "Members" })
by_class("mass", { vi = "Quần chúng", en = "Others" })

local empty = {}
for _, session in plan.sessions:where { level = op.opt(params.level) }:each() do
  if session.attendance:count() == 0 then empty[#empty + 1] = session end
end
if #empty > 0 then
  report.heading({ vi = "Lớp chưa có điểm danh", en = "Classes without attendance" }, 2)
  report.table(empty, { columns = { "name", "level", "organizer", "starts_at", "complete_before" } })
end
