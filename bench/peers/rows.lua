-- The loop of ../rows.lua in stock Lua, over plain tables that are ready made.
-- lua5.4 rows.lua all|two FILE…: tables with all fields of a row, or with just the two.
local make = {
  all = function(line)
    local id, session, unit, category, person =
      line:match('"id": "(.-)", "session": "(.-)", "unit": "(.-)", "category": "(.-)", "person": "(.-)"')
    local summoned, attended = line:match('"summoned": (%d+), "attended": (%d+)')
    return id and {
      id = id, session = session, unit = unit, category = category, person = person,
      summoned = math.tointeger(summoned), attended = math.tointeger(attended),
      mode = line:match('"mode": "(.-)"'), reason = line:match('"reason": "(.-)"'),
    }
  end,
  two = function(line)
    local category, summoned = line:match('"category": "(.-)".*"summoned": (%d+)')
    return category and { category = category, summoned = math.tointeger(summoned) }
  end,
}

local rows = {}
for i = 2, #arg do
  for line in io.lines(arg[i]) do rows[#rows + 1] = make[arg[1]](line) end
end
collectgarbage()

local function walk()
  local summoned, members = 0, 0
  for _, r in ipairs(rows) do
    summoned = summoned + r.summoned
    if r.category == "member" then members = members + 1 end
  end
  return summoned, members
end

walk()
local best, summoned, members = math.huge, 0, 0
for _ = 1, 5 do
  local start = os.clock()
  summoned, members = walk()
  best = math.min(best, os.clock() - start)
end
print(("%d\t%.1f\t%d %d"):format(#rows, best * 1000, summoned, members))
