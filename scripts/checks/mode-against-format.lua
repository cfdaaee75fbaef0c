--- Dự trực tuyến ở lớp chỉ học trực tiếp, hoặc ngược lại.
--- Came online to a class in person, or the other way round.

check {
  id = "mode-against-format", severity = "warning", tags = { "attendance", "class" },
  title = { vi = "Cách dự không hợp với hình thức lớp", en = "Way of coming against the form of the class" },
  why = {
    vi = "Lớp trực tiếp thì không có người dự trực tuyến: một trong hai chỗ ghi nhầm.",
    en = "Nobody comes online to a class in person: one of the two is wrong.",
  },
  fix = { vi = "Sửa cách dự (mode), hoặc hình thức của lớp (format).", en = "Correct the mode, or the format of the class." },
  each = function() return plan.attendance:where { mode = op.some } end,
  test = function(r)
    local format = r.session and r.session.format
    if format == "in_person" and r.mode == "online" then return false, { field = "mode" } end
    return true
  end,
  message = {
    vi = "${unit.name}, ${person}: dự ${mode} ở ${session.name}, lớp ${session.format}",
    en = "${unit.name}, ${person}: ${mode} at ${session.name}, which is ${session.format}",
  },
}
