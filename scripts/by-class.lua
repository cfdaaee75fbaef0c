--- Tham dự theo từng lớp. / Attendance by class.

script {
  title = { vi = "Tham dự theo lớp", en = "Attendance by class" },
  tags = { "attendance" },
}

report.heading { vi = "Tham dự theo lớp", en = "Attendance by class" }

report.table(
  plan.attendance
    :group_by("session", "category")
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

local empty = {}
for _, session in plan.sessions:each() do
  if session.attendance:count() == 0 then empty[#empty + 1] = session end
end
if #empty > 0 then
  report.heading({ vi = "Lớp chưa có điểm danh", en = "Classes without attendance" }, 2)
  report.table(empty, { columns = { "name", "level", "organizer", "starts_at", "complete_before" } })
end
