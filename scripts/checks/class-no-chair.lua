--- Lớp chưa có người chủ trì.
--- Class without a chair.

local class_days = require "class_days"

check {
  id = "class-no-chair", severity = "warning", tags = { "class", "open" },
  title = { vi = "Lớp chưa có người chủ trì", en = "Class without a chair" },
  why = {
    vi = "Bí thư cấp ủy trực tiếp chỉ đạo, chủ trì hội nghị (mục III.3, VI.1).",
    en = "The secretary directs and chairs the meeting (sections III.3, VI.1).",
  },
  fix = {
    vi = "Ghi chair: chức vụ hoặc họ tên người chủ trì.",
    en = "Set chair to the office or the name of who chairs.",
  },
  each = class_days.live,
  test = function(r)
    if r.chair then return true end
    return false, { field = "chair" }
  end,
  message = { vi = "${name}: chưa có người chủ trì", en = "${name}: no chair" },
}
