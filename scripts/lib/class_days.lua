--- Ngày của lớp: lớp nào còn mở, từ ngày nào đến ngày nào, lớp nào trùng nhau.
--- The days of classes: which are on, from when to when, and which clash.

local class_days = {}

--- Every class that has not been called off.
function class_days.live()
  local list = {}
  for _, s in plan.sessions:each() do
    if s.status ~= "cancelled" then list[#list + 1] = s end
  end
  return list
end

--- Those that have a day.
function class_days.dated()
  local list = {}
  for _, s in ipairs(class_days.live()) do
    if s.starts_at then list[#list + 1] = s end
  end
  return list
end

function class_days.first(session) return session.starts_at.date end

--- The last day of a class that has a day.
function class_days.last(session)
  return session.starts_at.date + math.max(math.ceil(session.days or 1), 1) - 1
end

-- A morning and an afternoon of one day do not meet.
local function meet(a, b)
  if class_days.first(a) > class_days.last(b) or class_days.first(b) > class_days.last(a) then
    return false
  end
  local are_halves = a.days and b.days and a.days <= 0.5 and b.days <= 0.5
  return not are_halves or (a.starts_at.hour < 12) == (b.starts_at.hour < 12)
end

--- What classes ask for at the same time. `names(session)` is a list of what it asks for; each
--- item has `record`, and where an earlier class has asked for the same, `other` and `what`.
function class_days.clashes(names)
  local taken, items = {}, {}
  for _, s in ipairs(class_days.dated()) do
    local wanted = names(s)
    local item = { record = s }
    for _, name in ipairs(wanted) do
      local key = text.key(name)
      taken[key] = taken[key] or {}
      for _, other in ipairs(taken[key]) do
        if not item.other and meet(s, other) then item.other, item.what = other, name end
      end
      table.insert(taken[key], s)
    end
    if #wanted > 0 then items[#items + 1] = item end
  end
  return items
end

return class_days
