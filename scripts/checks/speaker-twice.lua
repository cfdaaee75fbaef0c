--- Một báo cáo viên xếp cho hai lớp cùng ngày.
--- One speaker for two classes at a time.

local class_days = require "class_days"

check {
  id = "speaker-twice", severity = "error", tags = { "class", "calendar" },
  title = { vi = "Báo cáo viên trùng lịch", en = "Speaker booked twice" },
  why = {
    vi = "Một người không thể giảng ở hai nơi cùng lúc. Tên giống nhau chưa chắc là một người.",
    en = "Nobody speaks in two places at once. The same name need not be the same person.",
  },
  fix = { vi = "Đổi ngày hoặc đổi báo cáo viên; nếu là hai người trùng tên thì miễn trừ.", en = "Change the day or the speaker; waive it where two people share a name." },
  each = function() return class_days.clashes(function(s) return s.speakers or {} end) end,
  test = function(r)
    if not r.other then return true end
    return false, { field = "speakers" }
  end,
  message = {
    vi = "${record.name}: ${what} đã nhận ${other.name}, ${other.starts_at}",
    en = "${record.name}: ${what} speaks at ${other.name}, ${other.starts_at}",
  },
}
