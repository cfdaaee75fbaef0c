--- Số liệu theo chú thích 2: A, A1, A2; B, C của đảng viên; D, E của quần chúng.
--- The figures of footnote 2: A, A1, A2; B, C of members; D, E of others.

local footnote = {}

local function add(into, r)
  if r.category == "member" then
    into.b, into.c = into.b + (r.summoned or 0), into.c + (r.attended or 0)
  else
    into.d, into.e = into.d + (r.summoned or 0), into.e + (r.attended or 0)
  end
end

--- Of several units together; rates are sums by sums.
function footnote.of(units)
  local f = { a = 0, a1 = 0, a2 = 0, b = 0, c = 0, d = 0, e = 0 }
  for _, unit in ipairs(units) do
    f.a, f.a1, f.a2 = f.a + (unit.members_total or 0), f.a1 + (unit.members_exempt or 0),
      f.a2 + (unit.members_away or 0)
    for _, r in unit.attendance:each() do add(f, r) end
  end
  f.member_rate, f.mass_rate = ratio(f.c, f.b), ratio(f.e, f.d)
  return f
end

--- Units that owe a report, and those of them that have not sent it.
function footnote.owing()
  local units, missing = {}, {}
  for _, unit in plan.units:where { reports_back = true }:each() do
    units[#units + 1] = unit
    if unit.reports:where { submitted_on = op.some }:count() == 0 then missing[#missing + 1] = unit end
  end
  return units, missing
end

--- Puts the figures beside what a letter has.
function footnote.into(data, figures)
  for name, value in pairs(figures) do data[name] = value end
  return data
end

return footnote
