--- Lớp cấp thành phố chưa dự trù kinh phí.
--- City classes without a budget.

local class_days = require "class_days"

local function city_classes()
  local list = {}
  for _, s in ipairs(class_days.live()) do
    if s.level == "city" then list[#list + 1] = s end
  end
  return list
end

check {
  id = "class-no-budget", severity = "warning", tags = { "budget", "class" },
  title = { vi = "Lớp chưa có dự trù kinh phí", en = "City class without a budget" },
  why = {
    vi = "Văn phòng dự trù kinh phí các lớp cấp thành phố (mục VI.6).",
    en = "The office plans the costs of city classes (section VI.6).",
  },
  fix = { vi = "Ghi số tiền (amount) vào budget.", en = "Set the amount in budget." },
  each = city_classes,
  test = function(s)
    local line
    for _, b in s.budget:each() do
      if b.amount and b.amount > 0 then return true end
      line = line or b
    end
    return false, { record = line or s }
  end,
  message = { vi = "${name}: chưa có số tiền", en = "${name}: no amount" },
}
