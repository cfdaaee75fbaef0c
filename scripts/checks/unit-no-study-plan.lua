--- Đơn vị chưa có kế hoạch học tập.
--- Units without a study plan.

check {
  id = "unit-no-study-plan", severity = "warning", tags = { "unit", "programme" },
  title = { vi = "Đơn vị chưa có kế hoạch học tập", en = "Unit without a study plan" },
  why = {
    vi = "Mỗi TCCSĐ xây dựng kế hoạch nghiên cứu, học tập, quán triệt (mục VI.1).",
    en = "Every base organisation makes its own study plan (section VI.1).",
  },
  fix = { vi = "Đề nghị đơn vị gửi; ghi vào programmes với kind là study_plan.", en = "Ask the unit for it; add it to programmes with the kind study_plan." },
  each = function() return plan.units:where { reports_back = true } end,
  test = function(unit)
    for _, p in unit.programmes:where { kind = "study_plan" }:each() do
      if p.status ~= "cancelled" then return true end
    end
    return false
  end,
  message = { vi = "${name}: chưa có kế hoạch học tập", en = "${name}: no study plan" },
}
