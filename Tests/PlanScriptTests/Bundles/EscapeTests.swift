import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// Ways in which a bundle's script may try to get at what it may not. The office is one unit's;
/// what is another's, and what the bundle did not ask for, bears the figure 7391 somewhere.
@Suite struct EscapeTests {
  /// What the store holds. The unit `u1` has `u11` below it; `u2` is another's.
  static let files: [String: String] = [
    "plan.json": #"{"number": "1", "title": "Kế hoạch", "issuer": "Thành ủy"}"#,
    "units.json": """
    [
      {"id": "u1", "name": "Một", "kind": "party_base"},
      {"id": "u11", "name": "Một Một", "kind": "party_base", "parent": "u1"},
      {"id": "u2", "name": "Hai 7391", "kind": "party_base", "secretary": "7391", "members_total": 7391}
    ]
    """,
    "people/u1.json": #"[{"id": "p1", "name": "An", "unit": "u1", "category": "member"}]"#,
    "people/u2.json": #"[{"id": "p2", "name": "Bình 7391", "unit": "u2", "category": "member"}]"#,
    "sessions.json": """
    [
      {"id": "s1", "name": "Lớp chung", "level": "city", "organizer": "u2", "chair": "Bình 7391"},
      {"id": "s2", "name": "Lớp 7391", "level": "base", "organizer": "u2"},
      {"id": "s3", "name": "Lớp của Một", "level": "base", "organizer": "u1"}
    ]
    """,
    "attendance/u1.json":
      #"[{"id": "a1", "session": "s1", "unit": "u1", "category": "member", "summoned": 5, "attended": 4}]"#,
    "attendance/u2.json":
      #"[{"id": "a2", "session": "s1", "unit": "u2", "category": "member", "summoned": 7391, "attended": 7391}]"#,
    "tasks.json": """
    [
      {"id": "t1", "title": "Việc của Một", "unit": "u1"},
      {"id": "t2", "title": "Việc 7391", "unit": "u2"},
      {"id": "t3", "title": "Việc chung"}
    ]
    """,
    "topics.json":
      #"[{"id": "n1", "title": "Chuyên đề 7391", "restricted": true, "owners": ["u1"]}]"#,
    "materials.json": #"[{"id": "m1", "title": "Tài liệu 7391", "topics": ["n1"]}]"#,
    "budget.json": #"[{"id": "b1", "session": "s3", "item": "7391", "amount": 7391}]"#,
    "reports.json": #"[{"id": "r1", "unit": "u1", "figures": {"a": 7391}}]"#,
    "drafts.json":
      #"[{"id": "d2", "kind": "x", "to": "u2", "subject": "7391", "body": "7391", "state": "draft", "key": "k2"}]"#,
    "recipients.json": #"[{"id": "n1", "name": "Nơi nhận 7391", "purpose": "report"}]"#,
    "scripts/secret.lua": "return '7391'", "scripts/lib/secret.lua": "return '7391'",
    "scripts/templates/secret.mustache": "7391", "lib/secret.lua": "return '7391'",
    "notes.txt": "7391",
  ]

  static let needs = [
    "read:units", "read:people", "read:sessions", "read:attendance", "write:tasks", "draft",
    "read:plan",
  ]

  /// How each way is to end: an error, or a value that says that nothing was there.
  enum End: Sendable { case refused, empty }

  static let ways: [(name: String, source: String, end: End)] = [
    // Other collections, by every way to a record of them.
    ("a collection", "return plan.topics:count()", .refused),
    ("an id", "return plan.budget['b1']", .refused),
    ("a list", "for _, r in plan.reports:each() do return r.id end", .refused),
    ("an inverse", "return plan.sessions['s3'].budget:count()", .refused),
    ("an inverse of one's own unit", "return plan.units['u1'].reports:count()", .refused),
    (
      "a path in a condition", "return plan.tasks:where { ['trigger.title'] = '7391' }:count()",
      .refused
    ),
    ("a path in a sort", "return plan.sessions:sort('topics.title'):first().id", .refused),
    ("values of a path", "return plan.sessions:values('materials.title')[1]", .refused),
    ("a join", "return plan.sessions:join('topics'):count()", .refused),
    ("a union", "return plan.tasks:union(plan.topics):count()", .refused),
    (
      "a group of an inverse",
      "return plan.sessions:group_by('topics'):summarise { n = agg.count() }:count()", .refused
    ),
    (
      "pairs of a record",
      "for k, v in pairs(plan.sessions['s3']) do if tostring(v):find('7391') then return v end end",
      .empty
    ),
    ("the keys", "return plan.keys:count()", .refused),
    ("the installed bundles", "return plan.bundles:count()", .refused),
    ("the waivers", "return plan.waivers:count()", .refused),
    ("a name that is made", "return plan['bud' .. 'get']:count()", .refused),
    // What is another unit's, in collections that may be read.
    ("a hidden unit by id", "return plan.units['u2']", .empty),
    ("a hidden unit by get", "return plan.units:get('u2')", .refused),
    (
      "a hidden unit by its name", "return plan.units:where { name = op.contains('7391') }:first()",
      .empty
    ),
    (
      "a hidden unit by a function",
      "return plan.units:where(function(u) return u.members_total == 7391 end):first()", .empty
    ),
    ("the count of units", "return plan.units:count() - 2", .empty),
    ("the count of people", "return plan.people:count() - 1", .empty),
    (
      "totals of hidden units",
      "return plan.attendance:summarise { n = agg.sum('summoned') }:first().n - 5", .empty
    ),
    (
      "a ratio over hidden units",
      "local r = plan.attendance:summarise { r = agg.ratio('attended', 'summoned') }:first().r; return r == fmt and 1 or (tostring(r):find('80') and 0 or 1)",
      .empty
    ),
    (
      "groups by unit",
      "return plan.attendance:group_by('unit'):summarise { n = agg.count() }:count() - 1", .empty
    ),
    ("distinct units", "return plan.attendance:distinct('unit'):count() - 1", .empty),
    (
      "the largest", "return plan.attendance:summarise { n = agg.max('summoned') }:first().n - 5",
      .empty
    ),
    (
      "a list of an aggregate",
      "return #plan.people:summarise { n = agg.list('name') }:first().n - 1", .empty
    ),
    (
      "a pivot",
      "for _, r in plan.attendance:pivot { rows = 'unit', columns = 'category', value = agg.sum('summoned') }:each() do for k, v in pairs(r) do if tostring(v):find('7391') then return v end end end",
      .empty
    ),
    ("the organizer of a common class", "return plan.sessions['s1'].organizer", .empty),
    ("attendance of a common class", "return plan.sessions['s1'].attendance:count() - 1", .empty),
    ("a class of another unit", "return plan.sessions['s2']", .empty),
    ("drafts of another unit", "return plan.drafts:count()", .empty),
    ("a draft's key", "for _, d in plan.drafts:each() do return d.key end", .empty),
    ("suggestions of an error", "return plan.people:get('p3')", .refused),
    ("a misspelt path", "return plan.units:where { name = 'Hai 739' }:first()", .empty),
    ("a sum of a condition", "return plan.tasks:where { unit = op.ne('u1') }:count() - 1", .empty),
    (
      "an explained query",
      "return tostring(plan.units:where { id = 'u2' }:explain()):find('7391') and 1 or 0", .empty
    ),
    // Writing where it may not.
    ("a task of another unit", "plan.tasks['t2'].title = 'x' return 1", .refused),
    ("a task of all", "plan.tasks['t3'].title = 'x' return 1", .refused),
    ("a task for another unit", "plan.tasks:add { title = 'x', unit = 'u2' } return 1", .refused),
    ("a task for nobody", "plan.tasks:add { title = 'x' } return 1", .refused),
    ("one's own task given away", "plan.tasks['t1'].unit = 'u2' return 1", .refused),
    ("one's own task taken from all", "plan.tasks['t1'].unit = nil return 1", .refused),
    ("a task of all taken away", "plan.tasks:remove('t3') return 1", .refused),
    ("a unit", "plan.units['u1'].name = 'x' return 1", .refused),
    ("a key", "plan.keys:add { name = 'x', public = 'x', state = 'trusted' } return 1", .refused),
    ("a bundle's grant", "plan.bundles['pack'].allow = { 'write:*' } return 1", .refused),
    ("a caught refusal", "pcall(function() plan.units['u1'].name = 'x' end) return 1", .refused),
    // Letters.
    (
      "a draft to another unit",
      "draft { kind = 'x', subject = 's', to = plan.units['u2'], template = 'Chào\\n', key = 'a' } return 1",
      .refused
    ),
    (
      "a draft to an id",
      "draft { kind = 'x', subject = 's', to = { name = 'x', unit = 'u2' }, template = 'Chào\\n', key = 'a' } return 1",
      .refused
    ),
    (
      "a draft to a foreign organizer",
      "draft { kind = 'x', subject = 's', to = plan.sessions['s1'].organizer, template = 'Chào\\n', key = 'a' } return 1",
      .refused
    ),
    (
      "a draft record by hand",
      "plan.drafts:add { kind = 'x', to = 'u2', subject = 's', body = 'b', key = 'b' } return 1",
      .refused
    ),
    (
      "a template that reads a hidden field",
      "return draft { kind = 'x', subject = 's', to = plan.units['u1'], template = '{{#s}}{{organizer.name}}{{/s}}\\n', data = { s = plan.sessions['s1'] }, key = 'c' }.body",
      .refused
    ),
    (
      "a template over another collection",
      "return draft { kind = 'x', subject = 's', to = plan.units['u1'], template = '{{#s}}{{#budget}}{{amount}}{{/budget}}{{/s}}\\n', data = { s = plan.sessions['s3'] }, key = 'd' }.body:find('7391')",
      .empty
    ),
    (
      "the store's template",
      "return draft { kind = 'x', subject = 's', to = plan.units['u1'], template = 'secret', key = 'e' }.body",
      .refused
    ),
    (
      "another bundle's template",
      "return draft { kind = 'x', subject = 's', to = plan.units['u1'], template = 'hidden', key = 'f' }.body",
      .refused
    ),
    (
      "a partial that leads out",
      "return draft { kind = 'x', subject = 's', to = plan.units['u1'], template = '{{>../secret}}\\n', key = 'g' }.body",
      .refused
    ),
    (
      "a guess at a restricted title",
      "pcall(draft, { kind = 'x', subject = 's', to = 'Ai', template = 'Chuyên đề 7391\\n', key = 'q' }) return 1",
      .refused
    ),
    // Code of others, and what others left.
    ("require of the store's module", "return require 'secret'", .refused),
    ("require of another bundle's module", "return require 'other.secret'", .refused),
    ("require with ..", "return require '..scripts.secret'", .refused),
    ("require of a path", "return require '../../scripts/secret'", .refused),
    ("require of its own test", "return require 'tests.secret'", .refused),
    ("require of a signature", "return require 'signature'", .refused),
    ("a global of another script", "return left_behind", .refused),
    ("a global that another's module set", "return rawget(_G, 'left_behind')", .empty),
    ("io", "return io.open('notes.txt')", .refused),
    ("os", "return os.getenv('HOME')", .refused),
    ("package", "return package.loaded", .refused),
    ("debug", "return debug.getregistry()", .refused),
    ("load of bytes", "return load('\\27Lua', 'x', 'b')()", .refused),
    // Metatables, coroutines, error values.
    (
      "the strings' metatable", "getmetatable('').__index = function() return '7391' end return 1",
      .refused
    ),
    ("the metatable of a row", "return getmetatable(plan.units['u1']) or nil", .empty),
    ("the metatable of a query", "return getmetatable(plan.units) or nil", .empty),
    ("a replaced library", "string.rep = function() return '7391' end return 1", .refused),
    ("a replaced host module", "report.table = nil return 1", .refused),
    (
      "rawset on a host module", "rawset(report, 'table', nil) return rawget(report, 'table')",
      .empty
    ),
    ("a coroutine", "return coroutine.wrap(function() return plan.topics:count() end)()", .refused),
    (
      "a coroutine's close",
      "local co = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() return plan.topics:count() end }) coroutine.yield() end) coroutine.resume(co) coroutine.close(co) return 1",
      .refused
    ),
    (
      "an error value",
      "local ok, e = pcall(function() return plan.topics:count() end) return type(e) == 'table' and e.collection or tostring(e)",
      .refused
    ),
    (
      "an error handler",
      "return select(2, xpcall(function() return plan.topics:first().title end, function(e) return tostring(e) end))",
      .refused
    ),
    (
      "tostring of an error",
      "return tostring(select(2, pcall(function() return plan.units:get('u2') end))):find('7391') and 1 or 0",
      .empty
    ),
    (
      "a row number kept",
      "local u = plan.units['u1'] for i = 1, 9 do local v = plan.units:all()[i] if v and tostring(v):find('7391') then return v end end",
      .empty
    ),
    (
      "a declaration that widens",
      "script { needs = { 'read:topics' } } return plan.topics:count()", .refused
    ),
    (
      "a parameter that names a hidden record",
      "script { params = { u = { type = 'unit', default = 'u2' } } } return params.u.name", .refused
    ),
    (
      "a check over another collection",
      "check { id = 'x', severity = 'error', each = plan.topics, test = function() return true end, message = '-' } return 1",
      .refused
    ),
    ("a report of another collection", "report.table(plan.budget) return 1", .refused),
    ("print of another collection", "print(plan.reports) return 1", .refused),
    // What can be measured: nothing hidden is counted, weighed or waited for.
    ("a length", "return #plan.people - 1", .empty),
    (
      "memory that hidden rows take",
      "local before = collectgarbage('count') local n = 0 for _ in plan.people:each() do n = n + 1 end return n - 1",
      .empty
    ),
    (
      "an id that may be taken", "return plan.tasks:add { id = 't2', title = 'x', unit = 'u1' }.id",
      .refused
    ),
    (
      "an id that may be free", "return plan.tasks:add { id = 't9', title = 'x', unit = 'u1' }.id",
      .refused
    ),
    (
      "the order of ids",
      "return plan.tasks:add { title = 'x', unit = 'u1' }.id:find('7391') and 1 or 0", .empty
    ),
    ("an index by a hidden key", "return plan.units:index_by('name')['Hai 7391']", .empty),
  ]

  /// One office for all ways, each a script of the same bundle: nothing that is tried changes it.
  private static let office = Result {
    let office = try Office(files)
    let scripts = ways.indices.map { "way\($0)" }
    var own = ["tests/secret.lua": "return '7391'\n"]
    for (script, way) in zip(scripts, ways) { own["scripts/\(script).lua"] = way.source + "\n" }
    try office.install(
      try office.bundle(
        "other", needs: [],
        [
          "lib/secret.lua": "return '7391'\n", "templates/hidden.mustache": "7391\n",
          "scripts/main.lua": "left_behind = '7391' return 1\n",
        ]), try office.bundle("pack", needs: needs, scripts: scripts, own))
    return office
  }

  @Test("a way out leads nowhere", arguments: ways.indices)
  func way(index: Int) throws {
    let (name, source, end) = Self.ways[index]
    let office = try Self.office.get()
    // Somebody else's script comes first, and leaves what it can.
    #expect(try office.run("other", unit: "u1").error == nil)
    let outcome = try office.run("pack", "way\(index)", unit: "u1")
    switch end {
    case .refused: #expect(outcome.error != nil, "\(name): \(outcome.values)")
    case .empty:
      let first = outcome.values.first ?? .none
      #expect([.none, .integer(0)].contains(first), "\(name): \(outcome.values)")
      #expect(outcome.error == nil, "\(name): \(String(describing: outcome.error))")
      #expect(outcome.run.changes.isEmpty || ["draft {", ":add"].contains { source.contains($0) })
    }
    try expectNothingHidden(in: outcome, source, name)
  }

  /// Nothing of what is hidden is in what was shown, proposed or said.
  private func expectNothingHidden(
    in outcome: Office.Outcome, _ source: String, _ name: String
  ) throws {
    let shown = outcome.shown.text(.json, outcome.run.presenter)
    let said = outcome.error.map { "\($0)" } ?? ""
    let proposed = outcome.run.changes.json.text()
    let given = outcome.values.map { "\($0)" }.joined()
    for text in [shown, said, proposed, given] {
      // What the script wrote itself it may say.
      #expect(source.contains("7391") || !text.contains("7391"), "\(name): \(text)")
    }
  }

  @Test func `there are enough of them, each by its own name`() {
    #expect(Self.ways.count >= 30)
    #expect(Set(Self.ways.map(\.name)).count == Self.ways.count)
  }

  @Test func `what the bundle may do it can do`() throws {
    let office = try Office(Self.files)
    let source = """
      plan.tasks['t1'].title = 'Việc mới'
      plan.tasks:add { title = 'Việc của Một Một', unit = 'u11' }
      draft { kind = 'x', subject = 's', to = plan.units['u11'], template = 'Chào {{unit.name}}\\n', data = { unit = plan.units['u11'] }, key = 'a' }
      draft { kind = 'x', subject = 's', to = 'Đồng chí Bí thư', template = 'Chào\\n', key = 'b' }
      return plan.attendance:summarise { n = agg.sum('summoned') }:first().n, plan.units:count()
      """
    try office.install(
      try office.bundle("pack", needs: Self.needs, ["scripts/main.lua": source]))
    let outcome = try office.run("pack", unit: "u1")
    #expect(outcome.values == [.integer(5), .integer(2)], "\(String(describing: outcome.error))")
    #expect(outcome.run.changes.count == 4)
    // Where the installation has no unit, it sees all.
    let whole = try office.run("pack")
    #expect(whole.values == [.integer(7396), .integer(3)])
  }
}
