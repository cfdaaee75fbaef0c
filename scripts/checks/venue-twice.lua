--- Một hội trường xếp cho hai lớp cùng ngày.
--- One hall for two classes at a time.

local class_days = require "class_days"

check {
  id = "venue-twice", severity = "error", tags = { "class", "calendar" },
  title = { vi = "Hội trường trùng lịch", en = "Hall booked twice" },
  why = {
    vi = "Hai lớp cùng ngày ở một nơi thì một lớp phải chuyển.",
    en = "Of two classes in one place on one day, one must move.",
  },
  fix = { vi = "Đổi ngày hoặc đổi địa điểm một lớp.", en = "Move one of them to another day or place." },
  each = function()
    return class_days.clashes(function(s) return s.format ~= "self_study" and { s.venue } or {} end)
  end,
  test = function(r)
    if not r.other then return true end
    return false, { field = "venue" }
  end,
  message = {
    vi = "${record.name}: ${what} đã dành cho ${other.name}, ${other.starts_at}",
    en = "${record.name}: ${what} is taken by ${other.name}, ${other.starts_at}",
  },
}
