-- Attendance by unit and category, two sums; a line a group: unit, category, summoned, attended.
local groups = plan.attendance
  :group_by("unit", "category")
  :summarise { summoned = agg.sum("summoned"), attended = agg.sum("attended") }

local lines = {}
for _, g in groups:each() do
  lines[#lines + 1] = ("%s\t%s\t%d\t%d"):format(g.unit.id, g.category, g.summoned, g.attended)
end
print(table.concat(lines, "\n"))
