import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// What a bundle's script can learn of what is out of its sight, in the office of `EscapeTests`:
/// by measuring, by probing, from what it is told, and what of it gets into a file.
@Suite struct OutOfSightTests {
  /// Ways to a record of a collection that may be read, for a run whose output goes into a file.
  private static let outward = [
    "return #plan.people", "return plan.people:count()", "return plan.people['p1'].name",
    "print(plan.people)", "report.table(plan.units:first().people)",
    "return plan.attendance:first().unit.name",
    "return plan.tasks:where { ['unit.name'] = 'Một' }:count()",
    "local t = {} for _, p in plan.people:each() do t[#t + 1] = p.name end return table.concat(t)",
    "pcall(function() return #plan.people end) print('x')",
    "draft { kind = 'x', subject = 's', to = plan.units['u1'], template = 'Chào\\n', key = 'z' }",
    "check { id = 'x', severity = 'error', each = plan.people, test = function() return false end, message = '${name}' }",
    "return coroutine.wrap(function() return plan.people:count() end)()",
  ]

  @Test func `nothing of what may not be exported gets into a file, by whatever way`() throws {
    let office = try Office(EscapeTests.files)
    let scripts = Self.outward.indices.map { "way\($0)" }
    var own: [String: String] = [:]
    for (script, source) in zip(scripts, Self.outward) { own["scripts/\(script).lua"] = source }
    let needs =
      EscapeTests.needs.filter { $0 != "read:tasks" } + ["export:tasks", "export:attendance"]
    try office.install(try office.bundle("pack", needs: needs, scripts: scripts, own))
    for (script, source) in zip(scripts, Self.outward) {
      let seen = try office.run("pack", script)
      #expect(seen.error == nil, "\(source): \(String(describing: seen.error))")
      let kept = try office.run("pack", script) { $0.permissions.isForFile = true }
      #expect(kept.error != nil, "\(source): \(kept.values)")
      let refusal = try #require(kept.run.gate.refusal, "\(source)")
      #expect(["export:people", "export:units"].contains(refusal.permission.description))
      #expect(kept.shown.blocks.isEmpty, "\(source)")
    }
  }

  /// Everything that a script can measure: what it counts, how large its own memory is, how often
  /// it can go on before a limit ends it, which ids are free, what errors say.
  private static let measures = """
    local seen = {}
    local function note(name, value) seen[#seen + 1] = name .. "=" .. tostring(value) end
    local before = collectgarbage("count")
    note("people", plan.people:count())
    note("sum", plan.attendance:summarise { n = agg.sum("summoned"), k = agg.count() }:first().n)
    for _, row in plan.people:sort("name"):each() do note("row", row.id) end
    note("join", plan.attendance:join(plan.units, { on = { unit = "id" } }):count())
    note("groups", plan.people:group_by("category"):summarise { n = agg.count() }:count())
    note("filter", plan.people:where(function(p) return p.name ~= "" end):count())
    note("distinct", plan.people:distinct("category"):count())
    note("none", select(2, pcall(function() return plan.people:get("nobody") end)))
    note("text", tostring(plan.people) .. tostring(plan.people:explain()))
    note("memory", collectgarbage("count") - before)
    note("new", plan.tasks:add { title = "x", unit = "u1" }.id)
    return table.concat(seen, " ")
    """

  @Test func `whatever a script can measure is the same, however much is hidden`() throws {
    var measured: [[PlanValue]] = []
    for hidden in [0, 1, 20_000] {
      var files = EscapeTests.files
      let people = (0..<hidden).map {
        #"{"id": "h\#($0)", "name": "Ẩn \#($0)", "unit": "u2", "category": "mass"}"#
      }
      let counts = (0..<hidden).map {
        #"{"id": "c\#($0)", "session": "s1", "unit": "u2", "category": "member", "summoned": 9, "attended": 1}"#
      }
      files["people/u2.json"] = "[" + people.joined(separator: ",") + "]"
      files["attendance/u2.json"] = "[" + counts.joined(separator: ",") + "]"
      let tasks = (0..<hidden).map { #"{"id": "t\#($0 + 4)", "title": "Ẩn", "unit": "u2"}"# }
      files["tasks.json"] = files["tasks.json"]?.replacing(
        "\n]", with: tasks.map { ",\n" + $0 }.joined() + "\n]")
      let office = try Office(files)
      try office.install(
        try office.bundle("pack", needs: EscapeTests.needs, ["scripts/main.lua": Self.measures]))
      let outcome = try office.run("pack", unit: "u1")
      #expect(outcome.error == nil, "\(String(describing: outcome.error))")
      measured.append(outcome.values)
    }
    #expect(measured[1] == measured[0])
    #expect(measured[2] == measured[0])
  }

  @Test func `a bundle's script has no clock: what it finds to be the present stands still`() throws
  {
    let office = try Office(EscapeTests.files)
    let source = """
      local clock, time, day = os.clock(), os.time(), os.date("%c")
      for i = 1, 2e7 do end
      local seconds = os.time { year = 2024, month = 1, day = 1, hour = 12 }
      return clock == 0 and os.clock() == 0, time == os.time() and day == os.date("%c"),
        os.time { year = 2024, month = 1, day = 2, hour = 12 } - seconds, os.date("%Y", seconds)
      """
    try office.install(
      try office.bundle("pack", needs: EscapeTests.needs, ["scripts/main.lua": source]))
    let outcome = try office.run("pack", unit: "u1")
    #expect(
      outcome.values == [.boolean(true), .boolean(true), .integer(86_400), .text("2024")],
      "\(outcome.values) \(String(describing: outcome.error))")
  }

  @Test func `what is out of sight is not found by adding, by removing, or in the office's notes`()
    throws
  {
    var files = EscapeTests.files
    files["attendance/u2.json"] =
      #"[{"id": "a2", "session": "s1", "unit": "u2", "category": "member", "person": "p1", "summoned": 1, "attended": 1}]"#
    files["waivers.json"] =
      #"[{"id": "w1", "check": "c", "collection": "people", "record": "p2", "reason": "7391", "owner": "An", "ends_on": "2030-01-01"}]"#
    let tries = [
      "plan.units:add { id = 'ID', name = 'x', kind = 'party_base', parent = 'u1' }",
      "plan.units:add { id = 'u', name = 'x', kind = 'party_base', parent = 'u1' }",
      "plan.people:add { id = 'ID', name = 'x', category = 'member', unit = 'u1' }",
    ]
    let source = """
      local said = {}
      for _, id in ipairs { "u2", "u9", "p2", "p9" } do
        for _, code in ipairs { \(tries.map { "[[\($0)]]" }.joined(separator: ", ")) } do
          local ok, e = pcall(load((code:gsub("ID", id))))
          said[#said + 1] = tostring(ok) .. tostring(e):gsub(id, "ID")
        end
      end
      for i = 4, #said do
        if said[i] ~= said[(i - 1) % 3 + 1] then return said[i], said[(i - 1) % 3 + 1] end
      end
      return plan.waivers:count(), tostring(select(2, pcall(plan.people.remove, plan.people, "p1")))
      """
    let office = try Office(files)
    let needs = EscapeTests.needs + ["write:units", "write:people", "read:waivers"]
    try office.install(
      try office.bundle("pack", needs: needs, ["scripts/main.lua": source]))
    let outcome = try office.run("pack", unit: "u1")
    guard outcome.values.count == 2, case .text(let said) = outcome.values[1] else {
      Issue.record("\(outcome.values) \(String(describing: outcome.error))")
      return
    }
    #expect(outcome.values[0] == .integer(0))
    #expect(said.contains("referredToElsewhere") && !said.contains("a2"), "\(said)")
  }

  @Test func `a damaged file of another unit tells a script nothing of what stands in it`() throws {
    var files = EscapeTests.files
    files["people/u2.json"] = #"[{"id": "p2", "name": "Bình", "unit": "u2", "category": "7391"}]"#
    let office = try Office(files)
    let source = "return tostring(select(2, pcall(function() return plan.people:count() end)))\n"
    try office.install(
      try office.bundle("pack", needs: EscapeTests.needs, ["scripts/main.lua": source]))
    let outcome = try office.run("pack", unit: "u1")
    guard case .text(let said)? = outcome.values.first else {
      Issue.record("\(outcome)")
      return
    }
    #expect(said.contains("damagedData") && !said.contains("7391") && !said.contains("u2"))
  }
}
