--- Đơn vị phải báo cáo mà không có bí thư lẫn đầu mối để liên hệ.
--- A unit that owes a report, with nobody to call.

check {
  id = "unit-no-contact", severity = "info", tags = { "quality", "units" },
  title = { vi = "Đơn vị không có đầu mối", en = "A unit with nobody to call" },
  why = { vi = "Khi phải đôn đốc thì không biết gọi ai.", en = "When it has to be reminded, nobody knows whom to call." },
  fix = { vi = "Ghi bí thư hoặc đầu mối của đơn vị.", en = "Write the unit's secretary or contact." },
  each = plan.units:where { reports_back = true },
  test = function(u) return u.secretary ~= nil or u.contact ~= nil end,
  message = { vi = "${name}: chưa ghi bí thư, đầu mối", en = "${name}: neither secretary nor contact" },
}
