--- Đơn vị chưa gửi danh sách triệu tập.
--- Units that have summoned nobody.

check {
  id = "unit-no-summons", severity = "error", tags = { "unit", "attendance" },
  title = { vi = "Đơn vị chưa triệu tập ai", en = "Unit without a summons list" },
  why = {
    vi = "Đơn vị triệu tập thành phần của mình dự hội nghị (mục VI.1).",
    en = "Each unit summons its own people (section VI.1).",
  },
  fix = { vi = "Đề nghị đơn vị gửi danh sách, rồi planscript import vào attendance.", en = "Ask the unit for its list, and planscript import it into attendance." },
  each = function() return plan.units:where { reports_back = true } end,
  test = function(unit) return unit.attendance:where { summoned = op.gt(0) }:count() > 0 end,
  message = { vi = "${name}: chưa có danh sách triệu tập", en = "${name}: no summons list" },
}
