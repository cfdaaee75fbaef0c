--- Số dự âm, hoặc nhiều hơn số triệu tập.
--- Attendance that is negative, or more than were summoned.

check {
  id = "attendance-figures", severity = "error", tags = { "attendance", "figures" },
  title = { vi = "Số dự trái với số triệu tập", en = "More came than were summoned" },
  why = {
    vi = "Tham dự không quá triệu tập (C≤B, E≤D), và không số nào âm.",
    en = "No more come than are summoned (C≤B, E≤D), and none is negative.",
  },
  fix = { vi = "Sửa dòng điểm danh; người đến không mời thì thêm vào triệu tập.", en = "Correct the row; who came uninvited joins those summoned." },
  each = plan.attendance,
  test = function(r)
    local summoned, attended = r.summoned or 0, r.attended or 0
    if summoned >= 0 and attended >= 0 and attended <= summoned then return true end
    return false, { field = "attended", b = summoned, c = attended }
  end,
  message = {
    vi = "${unit.name}, ${session.name}: dự ${c}, triệu tập ${b}",
    en = "${unit.name}, ${session.name}: ${c} came, ${b} summoned",
  },
}
