--- Tham dự theo từng lớp, đảng viên và quần chúng tính riêng.
--- Attendance by class, members and others apart.

script {
  title = { vi = "Tham dự theo lớp", en = "Attendance by class" },
  tags = { "attendance" },
}

report.heading { vi = "Tham dự theo lớp", en = "Attendance by class" }

local function by_class(category, title)
  report.heading(title, 2)
  report.table(
    plan.attendance
      :where { category = category }
      :group_by("session")
      :summarise {
        units = agg.count_distinct("unit"),
        summoned = agg.sum("summoned"),
        attended = agg.sum("attended"),
        rate = agg.ratio("attended", "summoned"),
      },
    {
      labels = {
        units = { vi = "Số đơn vị", en = "Units" },
        rate = { vi = "Tỷ lệ", en = "Rate" },
      },
      total = true,
    }
  )
end

by_class("member", { vi = "Đảng viên", en = "Members" })
by_class("mass", { vi = "Quần chúng", en = "Others" })

local empty = {}
for _, session in plan.sessions:each() do
  if session.attendance:count() == 0 then empty[#empty + 1] = session end
end
if #empty > 0 then
  report.heading({ vi = "Lớp chưa có điểm danh", en = "Classes without attendance" }, 2)
  report.table(empty, { columns = { "name", "level", "organizer", "starts_at", "complete_before" } })
end
