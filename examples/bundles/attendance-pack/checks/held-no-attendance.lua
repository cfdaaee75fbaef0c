--- Lớp đã mở mà chưa có dòng điểm danh nào.
--- A class was held, and nobody has written down who came.

check {
  id = "held-no-attendance", severity = "warning", tags = { "attendance", "class" },
  title = { vi = "Lớp đã mở chưa điểm danh", en = "A class without attendance" },
  why = {
    vi = "Không điểm danh thì lớp không được tính vào tỷ lệ của đơn vị.",
    en = "Without attendance a class does not count in the unit's rate.",
  },
  fix = {
    vi = "Nhập danh sách: planscript run attendance-pack:attendance-import.",
    en = "Take its list: planscript run attendance-pack:attendance-import.",
  },
  each = plan.sessions:where { status = "held", level = "base" },
  test = function(s) return s.attendance:count() > 0 end,
  message = { vi = "${name}: đã mở, chưa có điểm danh", en = "${name}: held, and no attendance" },
}
