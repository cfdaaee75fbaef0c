-- Queries: conditions, order, groups, figures, and what ends them.

same(plan.units:where { kind = "party_base", reports_back = true }:count(), 5)
same(plan.units:where { kind = { "school", "enterprise" }, sample = nil }:count() > 3, true)
same(plan.units:where { members_total = op.ge(28) }:count(), 3)
same(plan.units:where { members_total = op.none }:count() + plan.units:where { members_total = op.some }:count(),
  #plan.units)
same(plan.units:where { name = op.contains("phuong hoa thuan") }:count(), 2, "without accents")
same(plan.sessions:where { starts_at = op.before(date(2023, 12, 5)) }:count(), 2)
same(plan.sessions:where { starts_at = date("2023-12-04") }:count(), 2, "a day is all of its times")
same(plan.reports:where { submitted_on = op.ge("2023-12-21") }:count(), 2)
same(plan.attendance:where { ["session.level"] = "city" }:count(),
  plan.attendance:where { session = "lop-tp-1" }:count(), "through a reference")
same(plan.attendance:where { unit = op.opt(nil) }:count(), #plan.attendance, "left out on purpose")
same(plan.attendance:where { unit = plan.units["dv-001"] }:count(), 31, "a record as the value")
same(plan.units:where(function(u) return u.members_exempt and u.members_exempt > 2 end):count(), 3)
same(plan.sessions:where { topics = "nq-1" }:count() > 1, true, "in a list")

local by_unit = plan.attendance:group_by("unit", "category"):summarise {
  rows = agg.count(), summoned = agg.sum("summoned"), attended = agg.sum("attended"),
  rate = agg.ratio("attended", "summoned"), classes = agg.count_distinct("session"),
}
same(by_unit:count(), 24)
local first = by_unit:first()
same(first.unit, plan.units["dv-001"], "groups come in the order of their keys")
same(first.category, "member")
same(first.summoned, 23)
same(first.rate.part, 22)
same(tostring(first.rate), "95,65%")
same(by_unit:where { category = "mass", summoned = op.gt(7) }:count(), 3, "a figure as a condition")
same(by_unit:sort("rate"):first().unit.id, "dv-007", "by rate")
same(by_unit:sort("-rate", "unit"):limit(1):one().rate.percent, 100)
same(by_unit:group_by("category"):summarise { n = agg.sum("summoned") }:first().n, 208, "groups of groups")

local all = plan.attendance:summarise { n = agg.sum("summoned") }:one()
same(all.n, 268, "no keys: one group")
same(plan.attendance:where { unit = "dv-001" }:summarise { m = agg.max("summoned"), a = agg.mean("attended") }:one().m, 1)

local n = 0
for i, r in plan.units:sort("-members_total"):limit(2):each() do
  n = n + 1
  same(i, n)
end
same(n, 2)
same(#plan.topics:all(), 4)
same(plan.topics:values("id")[4], "nq-4")
same(plan.tasks:where { id = "no-such" }:first(), nil)
same(plan.units:limit(2, 1):values("id")[1], plan.units:values("id")[2])

local sorted = plan.units["dv-001"].people:sort("name"):values("name")
same(table.concat(sorted, ", ", 1, 4),
  "Nguyễn Thanh Ân, Tạ Bá Dũng, Đỗ Thanh Đào, Trần Đình Đức", "people sort by given name")

fails(function() plan.units:where { knd = "x" } end, "knd", "kind")
fails(function() plan.units:where { kind = "schol" } end, "schol")
fails(function() plan.units:where { members_total = "x" } end, "members_total")
fails(function() plan.units:where { parent = "dv-01" } end, "dv-01")
fails(function() plan.units:sort("nam") end, "nam", "name")
fails(function() by_unit:sort("summond") end, "summond", "summoned")
fails(function() return first.sumoned end, "sumoned", "summoned")
fails(function() plan.attendance:group_by("unit"):summarise { x = agg.sum("reason") } end, "reason")
fails(function() plan.tasks:where { due_before = op.before(nil) } end, "before")
fails(function() plan.units:group_by("kind"):summarise { kind = agg.count() } end, "kind")
fails(function() plan.units:one() end)
fails(function() plan.units:where { ["name.x"] = 1 } end, "name")
