--- Lớp chưa rõ hình thức.
--- Class without a form.

local class_days = require "class_days"

check {
  id = "class-no-format", severity = "warning", tags = { "class", "open" },
  title = { vi = "Lớp chưa rõ hình thức", en = "Class without a form" },
  why = {
    vi = "Trực tiếp, trực tuyến hay kết hợp thì chuẩn bị khác nhau (mục II.2.2).",
    en = "In person, online or both: the preparations differ (section II.2.2).",
  },
  fix = {
    vi = "Ghi format: in_person, online, hybrid hoặc self_study.",
    en = "Set format: in_person, online, hybrid or self_study.",
  },
  each = class_days.live,
  test = function(r)
    if r.format then return true end
    return false, { field = "format" }
  end,
  message = { vi = "${name}: chưa rõ hình thức", en = "${name}: its form is not given" },
}
