-- Changes: a script reads what it assigned, added and removed, by handles and in queries.

local t = plan.tasks["iv-1-a"]
same(t.status, nil)
local open_before = plan.tasks:where { status = "done" }:count()
t.status = "done"
same(t.status, "done", "a handle reads what was assigned")
same(plan.tasks["iv-1-a"].status, "done", "so does the same record found again")
same(plan.tasks:where { status = "done" }:count(), open_before + 1, "so does a query")
t.done_on = date("2023-12-21")
same(t.done_on, date("2023-12-21"))
t.due_on = "04/12/2023"
same(t.due_on, date("2023-12-04"), "a day may be text")
same(plan.tasks:where { due_on = date("2023-12-04") }:first(), t)
t.due_on = nil
same(t.due_on, nil, "nil takes a field away")
same(t.title ~= nil, true, "other fields stay as they were")

-- references, and the other way round
local a, b = plan.units["dv-001"], plan.units["dv-002"]
local tasks_of_b = b.tasks:count()
t.unit = b
same(t.unit, b)
same(t.unit.name, b.name)
same(b.tasks:count(), tasks_of_b + 1, "the other way round sees it")
t.unit = "dv-001"
same(t.unit, a, "an id will do")
same(b.tasks:count(), tasks_of_b)
t.with = { a, "dv-002" }
same(#t.with, 2)
same(t.with[2], b)
same(b.shared_tasks:where { id = "iv-1-a" }:count(), 1)
t.with = {}
same(#t.with, 0, "an empty list")

-- numbers, yes and no, texts
local r = plan.reports:first()
r.member_percent = 95.5
same(r.member_percent, 95.5)
r.members_attended = 7.0
same(math.type(r.members_attended), "integer", "a whole number is whole")
a.reports_back = false
same(a.reports_back, false)
a.aliases = { "Một", "Hai" }
same(a.aliases[2], "Hai")

-- adding
local n = #plan.tasks
local made = plan.tasks:add { title = "Việc mới", unit = a, status = "open" }
same(made.id, "mau-7", "an id is made that goes on from the last one")
same(#plan.tasks, n + 1)
same(plan.tasks["mau-7"], made)
same(plan.tasks:get("mau-7").title, "Việc mới")
same(made.unit, a)
same(a.tasks:where { title = "Việc mới" }:one(), made)
made.title = "Việc khác"
same(made.title, "Việc khác")
same(tostring(made), "Việc khác")
same(plan.tasks:add { id = "riêng", title = "Có mã" }.id, "riêng")
same(t.status, "done", "handles from before stay")
same(t.unit.name, a.name)
local person = plan.people:add { name = "Trần Thị Mới", unit = "dv-001", category = "mass" }
same(person.id:match("^dv%-001%-"), "dv-001-", "a person's id goes on from its unit's")
same(plan.people[person.id].unit, a)
same(a.people:where { name = "Trần Thị Mới" }:count(), 1)
local own = plan.people:add { name = "Người Đầu", unit = "tinh-uy", category = "mass" }
same(own.id:sub(1, 8), "tinh-uy-", "a unit's first person gets an id of the same kind")
local unit = plan.units:add { id = "moi", name = "Đơn vị mới" }
made.unit = unit
same(made.unit, unit, "what was added can be referred to at once")
same(unit.tasks:count(), 1)
same(unit.people:count(), 0)

-- removing
plan.tasks:remove("mau-7")
same(plan.tasks["mau-7"], nil)
same(#plan.tasks, n + 1)
same(unit.tasks:count(), 0)
plan.units:remove(unit)
same(plan.units["moi"], nil)
plan.tasks:remove(plan.tasks["riêng"])
same(#plan.tasks, n)
local seen = 0
for _, task in plan.tasks:each() do
  seen = seen + 1
  same(task.id ~= "mau-7", true)
end
same(seen, n)
local trigger = plan.triggers:add { id = "moi", title = "Sự kiện" }
t.trigger = trigger
same(t.trigger, trigger)
same(t.trigger.title, "Sự kiện")
t.trigger = nil
plan.triggers:remove("moi")
same(t.trigger, nil, "and leads nowhere once it is gone")

-- figures see it too
local before = plan.units:summarise { n = agg.sum("members_total") }:first().n
a.members_total = a.members_total + 10
same(plan.units:summarise { n = agg.sum("members_total") }:first().n, before + 10)
same(plan.units:where { members_total = op.gt(a.members_total - 1) }:count() > 0, true)
same(plan.units:sort("-members_total"):first().members_total >= a.members_total, true)

-- the plan's own fields
plan.title = "Tên khác"
same(plan.title, "Tên khác")
same(tostring(plan), "Tên khác")
plan.basis = { number = "1-KH", date = "2023-11-27" }
same(plan.basis.number, "1-KH")

-- a change inside a walk does not disturb the walk
local walked = 0
for _, x in plan.tasks:where { unit = a }:each() do
  x.unit = b
  walked = walked + 1
end
same(walked > 0, true)
same(plan.tasks:where { unit = a }:count(), 0)

-- many in a row, reading each
for i = 1, 300 do
  local x = plan.topics:add { id = "t" .. i, title = "Nghị quyết " .. i }
  same(x.title, "Nghị quyết " .. i)
  x.restricted = i % 2 == 0
end
same(plan.topics:where { restricted = true, id = op.contains("t") }:count() >= 150, true)
for i = 1, 300 do plan.topics:remove("t" .. i) end
same(plan.topics["t5"], nil)
