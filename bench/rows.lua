-- A loop over all attendance rows that reads two fields of each. The first loop loads the
-- collection and its columns; the best of the others is told: rows, milliseconds, a sum.
local function walk()
  local summoned, members = 0, 0
  for _, r in plan.attendance:each() do
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
print(("%d\t%.1f\t%d %d"):format(#plan.attendance, best * 1000, summoned, members))
