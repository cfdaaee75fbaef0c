--- Đơn vị được giao việc mà không có ở nơi nhận.
--- Units with a task that do not receive the plan.

local receives, bases

-- "Các TCCSĐ trực thuộc" stands for every organisation that reports back to the same parent.
local function read()
  receives, bases = {}, {}
  for _, r in plan.recipients:each() do
    for _, unit in ipairs(r.units or {}) do
      receives[unit] = true
      if unit.kind == "party_base" and not unit.reports_back then bases[unit.parent or false] = true end
    end
  end
end

local function is_reached(unit)
  if unit.reports_back and bases[unit.parent or false] then return true end
  for _ = 1, 20 do
    if not unit then return false end
    if receives[unit] then return true end
    unit = unit.parent
  end
  return false
end

local function tasked()
  read()
  local items, seen = {}, {}
  for _, t in plan.tasks:each() do
    if t.unit and not seen[t.unit] then
      seen[t.unit] = true
      items[#items + 1] = { record = t.unit, task = t }
    end
  end
  return items
end

check {
  id = "unit-no-recipient", severity = "warning", tags = { "unit", "plan" },
  title = { vi = "Đơn vị được giao việc không có ở nơi nhận", en = "Tasked unit that is no recipient" },
  why = {
    vi = "Đơn vị được giao nhiệm vụ phải nhận được kế hoạch (Nơi nhận).",
    en = "Whoever is given a task must receive the plan (its list of recipients).",
  },
  fix = { vi = "Thêm đơn vị vào nơi nhận, hoặc ghi đơn vị cấp trên (parent).", en = "Add it to the recipients, or set its parent." },
  each = tasked,
  test = function(r) return is_reached(r.record) end,
  message = {
    vi = "${record.name}: được giao “${task.title}” (mục ${task.section}), không có ở nơi nhận",
    en = "${record.name}: has “${task.title}” (section ${task.section}), is no recipient",
  },
}
