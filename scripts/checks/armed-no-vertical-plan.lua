--- Đơn vị lực lượng vũ trang chưa có kế hoạch ngành dọc.
--- Armed-forces units without a plan of their own line.

check {
  id = "armed-no-vertical-plan", severity = "warning", tags = { "unit" },
  title = { vi = "Đơn vị vũ trang chưa có kế hoạch ngành dọc", en = "Armed-forces unit without a vertical plan" },
  why = {
    vi = "Quân sự và Công an kết hợp kế hoạch này với kế hoạch chỉ đạo của ngành dọc cấp tỉnh (mục VI.5).",
    en = "Military and police combine this plan with that of their own line in the province (section VI.5).",
  },
  fix = { vi = "Ghi vertical_plan là tên kế hoạch ấy.", en = "Set vertical_plan to its name." },
  each = function() return plan.units:where { kind = "armed_forces" } end,
  test = function(u) return u.vertical_plan ~= nil end,
  message = { vi = "${name}: chưa có kế hoạch ngành dọc", en = "${name}: no vertical plan" },
}
