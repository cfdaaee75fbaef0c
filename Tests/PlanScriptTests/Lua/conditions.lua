-- What `where` takes: ranges, tests of text, windows of days, queries; and what it refuses.

-- Counts what a loop accepts: the independent computation.
local function loop(rows, accepts)
  local n = 0
  for _, r in rows:each() do if accepts(r) then n = n + 1 end end
  return n
end

local units, tasks, reports = plan.units, plan.tasks, plan.reports

-- Ranges hold both ends.
local function within(from, to)
  return loop(units, function(u)
    return u.members_total ~= nil and (not from or u.members_total >= from) and (not to or u.members_total <= to)
  end)
end
same(units:where { members_total = { from = 22, to = 28 } }:count(), within(22, 28))
same(within(22, 28) > 1, true)
same(units:where { members_total = op.between(22, 28) }:count(), within(22, 28))
same(units:where { members_total = { from = 22 } }:count(), within(22, nil))
same(units:where { members_total = { to = 22 } }:count(), within(nil, 22))
same(plan.sessions:where { starts_at = op.between(date("2023-12-04"), date("2023-12-04")) }:count(), 2,
  "the last day of a range is all of its times")

-- Comparison, and its opposite.
same(units:where { members_total = op.eq(28) }:count(), within(28, 28))
same(units:where { kind = op.ne("school") }:count() + units:where { kind = "school" }:count(), #units)
same(units:where { name = op.ne(op.contains("chi bo")) }:count() + units:where { name = op.contains("chi bo") }:count(),
  #units)

-- Sets.
same(units:where { kind = op.any_of { "school", "enterprise" } }:count(),
  units:where { kind = "school" }:count() + units:where { kind = "enterprise" }:count())
same(units:where { kind = op.none_of { "school", "enterprise" } }:count() + units:where { kind = { "school", "enterprise" } }:count(),
  #units)
same(units:where { kind = { op.none, "school" } }:count(),
  loop(units, function(u) return u.kind == nil or u.kind == "school" end), "a test in a list")
same(plan.people:where { unit = units:where { kind = "school" } }:count(),
  loop(plan.people, function(p) return p.unit ~= nil and p.unit.kind == "school" end), "the records of a query")
same(units:where { members_total = op.either(op.lt(10), op.gt(28)) }:count(),
  loop(units, function(u) return u.members_total ~= nil and (u.members_total < 10 or u.members_total > 28) end))
same(units:where { members_total = op.both(op.ge(22), op.le(28)) }:count(), within(22, 28))

-- Text, without accents and with them; old and new tone placement are one.
same(units:where { name = op.contains("hoa thuan") }:count(), 2)
same(units:where { name = op.contains("Hoà Thuận", "exact") }:count(), 2, "both placements of the tone")
same(units:where { name = op.contains("hoa thuan", "exact") }:count(), 0)
same(units:where { name = op.starts("chi bo") }:count(),
  loop(units, function(u) return text.fold(u.name):sub(1, 6) == "chi bo" end))
same(units:where { name = op.starts("chi bộ", "exact") }:count(), 0, "letter case counts")
same(units:where { name = op.ends("(MAU)") }:count(), loop(units, function(u) return u.name:sub(-7) == "(mẫu)" end))
same(units:where { name = op.like("dang bo * dong an*") }:count(), 1)
same(units:where { name = op.like("dang bo") }:count(), 0, "a pattern without a star is the whole")
same(plan.people:where { name = op.like("*duc") }:count(), loop(plan.people, function(p) return text.fold(text.given_name(p.name)):sub(-3) == "duc" end))

-- Windows around plan.today (both ends are in).
local today = plan.today
local function due(from, to)
  return loop(tasks, function(t) return t.due_before ~= nil and t.due_before >= from and t.due_before <= to end)
end
same(tasks:where { due_before = op.next("30d") }:count(), due(today, today + 30))
same(tasks:where { due_before = op.last("3m") }:count(), due(date.add(today, "-3m"), today))
same(due(date.add(today, "-3m"), date.add(today, "3m")) > 0, true, "the windows are not empty")
same(tasks:where { due_before = op.last("2 tuần") }:count(), due(today - 14, today))
same(tasks:where { due_before = op.this("month") }:count(), due(date.first("month"), date.last("month")))
same(tasks:where { due_before = op.after(today) }:count() + tasks:where { due_before = op.le(today) }:count(),
  tasks:where { due_before = op.some }:count())

-- A parameter left out widens on purpose.
same(units:where { members_total = op.opt(nil, "ge") }:count(), #units)
same(units:where { members_total = op.opt(22, "ge") }:count(), within(22, nil))
same(units:where { kind = op.opt({ "school", "enterprise" }) }:count(), units:where { kind = { "school", "enterprise" } }:count())

-- Nothing there, and null there, are told apart.
same(units:where { parent = op.missing }:count() + units:where { parent = op.null }:count(),
  units:where { parent = op.none }:count())

-- Mistakes are told, and are no empty result.
fails(function() units:where { members_total = "nhiều" } end, "members_total")
fails(function() units:where { name = 5 } end, "name")
fails(function() units:where { members_total = op.contains("2") } end, "members_total")
fails(function() units:where { members_total = op.between(9, 2) } end, "emptyRange")
fails(function() units:where { members_total = { form = 9 } } end, "form", "from")
fails(function() units:where { kind = op.any_of { "school", "enterprize" } } end, "enterprize")
fails(function() units:where { kind = op.ne("schol") } end, "schol")
fails(function() units:where { parent = plan.tasks:where {} } end, "parent")
fails(function() units:where { name = print } end, "name")
fails(function() units:where { name = op.contains("a", "exakt") } end, "exakt", "exact")
fails(function() tasks:where { due_before = op.last("30 giờ") } end, "30 giờ")
fails(function() tasks:where { due_before = op.this("mont") } end, "mont", "month")
fails(function() units:where { members_total = op.opt(1, "gee") } end, "gee")
fails(function() units:where { kind = agg.count() } end, "kind")
fails(function() return op.lik end, "lik", "like")
