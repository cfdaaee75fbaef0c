--- Lớp chưa có địa điểm.
--- Class without a venue.

local class_days = require "class_days"

check {
  id = "class-no-venue", severity = "warning", tags = { "class", "open" },
  title = { vi = "Lớp chưa có địa điểm", en = "Class without a venue" },
  why = {
    vi = "Lớp học trực tiếp phải có nơi học thì giấy mời mới đủ.",
    en = "A class that people go to must say where, or its invitation is not complete.",
  },
  fix = {
    vi = "Ghi venue; lớp chỉ học trực tuyến thì đặt format là online.",
    en = "Set venue; where nobody goes anywhere, set format to online.",
  },
  each = class_days.live,
  test = function(r)
    if not (r.format ~= "online" and r.format ~= "self_study") or r.venue then return true end
    return false, { field = "venue" }
  end,
  message = { vi = "${name}: chưa có địa điểm", en = "${name}: no venue" },
}
