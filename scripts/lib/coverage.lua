--- Ai đã được triệu tập, ai đã dự. / Who was summoned, and who came.

local coverage = {}

function coverage.is_active(person) return person.status ~= "exempt" and person.status ~= "away" end

--- `summoned`, `came`: by person; `totals`: by unit and category, of units that send numbers;
--- `named`: units that send names; `handed_on`: people summoned to a class of the front.
function coverage.read()
  local seen = { summoned = {}, came = {}, totals = {}, named = {}, handed_on = {} }
  local is_front = {}
  for _, s in plan.sessions:each() do is_front[s] = s.level == "front" end
  for _, r in plan.attendance:where { person = op.some }:each() do
    local person = r.person
    seen.named[r.unit or false] = true
    -- A reference to nobody names a person all the same, and is no total.
    if person then
      seen.summoned[person] = true
      if (r.attended or 0) > 0 then seen.came[person] = true end
      if r.session and is_front[r.session] then seen.handed_on[person] = true end
    end
  end
  for _, r in plan.attendance:where { person = op.none }:each() do
    if r.unit then
      local totals = seen.totals[r.unit] or { member = 0, mass = 0 }
      totals[r.category] = totals[r.category] + (r.attended or 0)
      seen.totals[r.unit] = totals
    end
  end
  return seen
end

--- Sums of attendance by unit: `sums[unit].member.summoned`, and so on.
function coverage.sums()
  local sums = {}
  local groups = plan.attendance:group_by("unit", "category")
    :summarise { summoned = agg.sum("summoned"), attended = agg.sum("attended") }
  for _, g in groups:each() do
    if g.unit then
      local unit = sums[g.unit] or {}
      unit[g.category] = { summoned = g.summoned or 0, attended = g.attended or 0 }
      sums[g.unit] = unit
    end
  end
  return sums
end

--- One figure of those sums; 0 where there is none.
function coverage.sum(sums, unit, category, figure)
  return sums[unit] and sums[unit][category] and sums[unit][category][figure] or 0
end

return coverage
