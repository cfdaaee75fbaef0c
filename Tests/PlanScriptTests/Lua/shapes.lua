-- Results of other shapes: columns, groups of expressions, cross tables, joins, running totals.

local attendance, units = plan.attendance, plan.units

-- select, distinct, offset.
local names = plan.people:select { who = "name", of = "unit.name" }
same(names:count(), #plan.people)
same(names:first().who, plan.people:first().name)
same(names:first().of, plan.people:first().unit.name)
same(plan.people:select("unit"):distinct():count(), plan.people:distinct("unit"):count())
local seen, n = {}, 0
for _, p in plan.people:each() do if p.unit and not seen[p.unit] then seen[p.unit] = true n = n + 1 end end
same(plan.people:where { unit = op.some }:distinct("unit"):count(), n)
same(plan.people:distinct("unit"):first(), plan.people:first(), "the first of each stays, and is a record")
same(units:offset(3):first(), units:all()[4])
same(units:offset(1000):count(), 0)
same(names:where { of = op.contains("dong an") }:count(),
  plan.people:where { ["unit.name"] = op.contains("dong an") }:count(), "a result is a query again")

-- Groups of expressions and of fields behind references.
local by_month = plan.sessions:where { starts_at = op.some }:group_by(by.month("starts_at")):summarise { n = agg.count() }
same(by_month:first()["starts_at.month"], "2023-12")
local total = 0
for _, r in by_month:each() do total = total + r.n end
same(total, plan.sessions:where { starts_at = op.some }:count())
same(plan.sessions:group_by { thang = by.month("starts_at"), tuan = by.week("starts_at") }:summarise { n = agg.count() }:first().tuan, "2023-W49")
same(plan.sessions:group_by { ngay = by.weekday("starts_at") }:first().ngay, plan.sessions:where { starts_at = op.some }:sort(
  "starts_at"):first().starts_at.date.weekday)
local by_kind = attendance:group_by("unit.kind"):summarise { n = agg.sum("attended") }
local sums = {}
for _, a in attendance:each() do sums[a.unit.kind] = (sums[a.unit.kind] or 0) + (a.attended or 0) end
for _, r in by_kind:each() do same(r.n, sums[r["unit.kind"]], r["unit.kind"]) end

-- Figures.
local function median(list)
  table.sort(list)
  local m = #list
  return m % 2 == 1 and list[(m + 1) // 2] or (list[m // 2] + list[m // 2 + 1]) / 2
end
local sizes = units:values("members_total")
same(units:summarise { m = agg.median("members_total") }:one().m, median(sizes))
local lists = attendance:group_by("unit"):summarise { who = agg.list("category"), n = agg.count() }:first()
same(#lists.who, lists.n)
local parts = attendance:group_by("unit"):summarise {
  members = agg.where({ category = "member" }, agg.sum("attended")),
  all = agg.sum("attended"),
  rate = agg.where({ category = "mass" }, agg.ratio("attended", "summoned")),
}
for _, r in parts:each() do
  local mine = attendance:where { unit = r.unit, category = "member" }:summarise { n = agg.sum("attended") }:one().n
  same(r.members, mine)
end

-- Running totals, shares and ranks.
local ranked = parts:sort("-all", "unit"):extend {
  sum = agg.running("all"), share = agg.share("all"), rank = agg.rank("-all"),
}
local sum, last = 0, nil
local grand = attendance:summarise { n = agg.sum("attended") }:one().n
for i, r in ranked:each() do
  sum = sum + r.all
  same(r.sum, sum)
  same(r.share.part, r.all)
  same(r.share.whole, grand)
  same(r.rank, last and last.all == r.all and last.rank or i)
  last = r
end
same(sum, grand)
local within = attendance:group_by("unit", "category"):summarise { n = agg.sum("attended") }:extend { part = agg.share("n", "unit") }
local first = within:first()
same(first.part.whole, attendance:where { unit = first.unit }:summarise { n = agg.sum("attended") }:one().n)
same(units:extend { big = agg.rank("-members_total") }:first().unit, units:first(), "a record stands whole in a column")

-- A cross table.
local cross = attendance:pivot { rows = "unit", columns = "category", value = agg.sum("attended"), total = "all" }
for _, r in cross:each() do same(r.member + r.mass, r.all) end
same(cross:sort("-member"):first().member >= cross:sort("member"):first().member, true)
same(cross:summarise { n = agg.sum("all") }:one().n, grand)
local months = plan.sessions:pivot { rows = "level", columns = by.month("starts_at"), value = agg.count() }
same(months:where { level = "city" }:one()["2023-12"], plan.sessions:where { level = "city",
  starts_at = op.between("2023-12-01", "2023-12-31") }:count())

-- Joins and unions.
local joined = units:where { kind = "party_base" }:join(plan.reports, { on = { id = "unit" } })
for _, r in joined:each() do same(r.report.unit, r.unit) end
same(joined:count(), plan.reports:where { ["unit.kind"] = "party_base" }:count())
local missing = units:where { reports_back = true }:join(plan.reports, { on = { id = "unit" }, optional = true })
  :where { report = op.none }
local without = 0
for _, u in units:where { reports_back = true }:each() do
  if plan.reports:where { unit = u }:count() == 0 then without = without + 1 end
end
same(missing:count(), without)
local came = attendance:group_by("unit"):summarise { came = agg.sum("attended") }
local stated = plan.reports:select("unit", "due_before")
same(came:join(stated, { on = "unit" }):count(), plan.reports:where { unit = attendance:group_by("unit"):values("unit") }:count())
local schools, firms = units:where { kind = "school" }, units:where { kind = "enterprise" }
same(schools:union(firms):count(), schools:count() + firms:count())
same(schools:union(schools):count(), schools:count(), "a record stands once")
same(schools:select("name"):union(firms:select("name")):sort("name"):count(), schools:count() + firms:count())

-- What ends them.
same(units:index_by("id")["dv-001"], units["dv-001"])
same(plan.reports:index_by("unit")[plan.reports:first().unit], plan.reports:first())
fails(function() plan.people:index_by("unit") end, "unit")

-- In words.
local words = attendance:where { unit = "dv-001" }:group_by("category"):summarise { n = agg.sum("attended") }:sort("-n"):explain()
for _, word in ipairs { "attendance", "unit", "category", "tổng attended", "n giảm dần" } do
  same(words:find(word, 1, true) ~= nil, true, word)
end

-- Mistakes.
fails(function() units:select("nme") end, "nme", "name")
fails(function() units:select() end, "select")
fails(function() units:group_by(by.month("name")) end, "name")
fails(function() plan.tasks:group_by(by.hour("due_before")) end, "due_before")
fails(function() units:extend { x = agg.running("name") } end, "name")
fails(function() units:extend { x = agg.sum("members_total") } end, "extend")
fails(function() units:group_by("kind"):summarise { x = agg.running("members_total") } end, "summarise")
fails(function() units:select { a = "name" }:extend { a = "a" } end, "nameTaken")
fails(function() units:pivot { rows = "kind", columns = "parent", valu = agg.count() } end, "valu", "value")
fails(function() units:pivot { rows = "kind", columns = "parent", value = "x" } end, "value")
fails(function() units:join(plan.reports, { on = { name = "unit" } }) end, "keysDiffer")
fails(function() units:join(plan.reports, { on = "unit" }) end, "unit")
fails(function() units:join(plan.reports, {}) end, "on")
fails(function() schools:select("name"):union(firms:select("kind")) end, "columnsDiffer")
fails(function() cross:sort("membr") end, "membr", "member")
