-- Records: fields, references, the other way round, what they compare and print as.

local u = plan.units["dv-001"]
same(u.name, "Đảng bộ phường Bình Minh (mẫu)", "a field")
same(u.members_total, 28)
same(u.reports_back, true)
same(u.vertical_plan, nil, "an empty field is nil")
same(u.parent.id, "tu", "a reference gives the record")
same(u.parent.parent, nil, "and nil where there is none")
same(u.people:count(), 36, "the other way round is a query")
same(u.people:where { category = "member" }:count(), u.members_total)
same(plan.units["tu"].children:count() > 10, true)

same(u == plan.units["dv-001"], true, "the same record is the same value")
same(u ~= plan.units["dv-002"], true)
local seen = { [u] = "here" }
same(seen[plan.units:get("dv-001")], "here", "a record keys a table")
same(tostring(u), "Đảng bộ phường Bình Minh (mẫu)")
same("→ " .. u, "→ Đảng bộ phường Bình Minh (mẫu)")

same(u.sample, true, "an undeclared field is kept and visible")
same(plan.units["tu"].sample, nil, "and nil on a record without it")
same(plan.units["nowhere"], nil, "no such record is nil")

local s = plan.sessions["lop-tp-1"]
same(#s.topics, 4, "several references give a list")
same(s.topics[1].restricted, true)
same(plan.topics["nq-1"].sessions:count() > 1, true, "a list of references the other way round")
same(plan.attendance["dv-005-a14"].person, nil, "a reference to nothing is nil")

same(plan.number, "130-KH/TU")
same(plan.basis.number, "172-KH/TU")
same(plan.issued_on, nil, "what the source leaves out stays out")
same(#plan.footnotes, 2)
same(plan.settings.time_zone, "Asia/Ho_Chi_Minh")

local names = {}
for name, value in pairs(plan.topics["nq-2"]) do names[#names + 1] = name end
same(names[1], "id", "pairs walks the fields in their order")

fails(function() return u.nmae end, "nmae", "name")
fails(function() return plan.unitz end, "unitz", "units")
fails(function() u.people = {} end, "people")
fails(function() plan.today = date("2023-12-04") end, "today")
fails(function() return plan.units:get("dv-01") end, "dv-01", "dv-001")
