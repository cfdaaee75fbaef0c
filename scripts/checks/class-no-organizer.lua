--- Lớp chưa có đơn vị tổ chức.
--- Class without an organizer.

local class_days = require "class_days"

check {
  id = "class-no-organizer", severity = "error", tags = { "class" },
  title = { vi = "Lớp chưa có đơn vị tổ chức", en = "Class without an organizer" },
  why = {
    vi = "Không có đơn vị tổ chức thì không ai chịu trách nhiệm mở lớp.",
    en = "Without an organizer nobody answers for the class.",
  },
  fix = {
    vi = "Ghi organizer là mã của một đơn vị.",
    en = "Set organizer to the id of a unit.",
  },
  each = class_days.live,
  test = function(r)
    if r.organizer then return true end
    return false, { field = "organizer" }
  end,
  message = { vi = "${name}: chưa có đơn vị tổ chức", en = "${name}: no organizer" },
}
