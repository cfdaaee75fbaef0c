--- Lớp chưa có ngày mở.
--- Class without a date.

local class_days = require "class_days"

check {
  id = "class-no-date", severity = "warning", tags = { "class", "open" },
  title = { vi = "Lớp chưa có ngày mở", en = "Class without a date" },
  why = {
    vi = "Chưa có ngày thì không mời được, không xếp được hội trường và báo cáo viên.",
    en = "Without a date nobody can be invited and no hall or speaker be booked.",
  },
  fix = {
    vi = "Ghi starts_at; lớp chỉ có hạn hoàn thành thì phải mở trước hạn ấy.",
    en = "Set starts_at; a class with nothing but a limit must be held before it.",
  },
  each = class_days.live,
  test = function(r)
    if r.starts_at then return true end
    return false, { field = "starts_at" }
  end,
  message = { vi = "${name}: chưa có ngày mở (hoàn thành trước ${complete_before})", en = "${name}: no date yet (to be complete before ${complete_before})" },
}
