import Foundation
import Testing

/// `doctor`: every kind of damage is found and explained, and what is safe is mended.
@Suite struct DoctorTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let kind: String
    let status: Int32
    let says: String
    let make: @Sendable (Copy) throws -> Void
    var testDescription: String { kind }
  }

  static let damages = [
    Damage(
      kind: "broken-file", status: 4, says: "budget.json:2:1: not JSON",
      make: { try $0.edit("budget.json", "[\n", "[\n}") }),
    Damage(
      kind: "invalid-value", status: 4,
      says: "people “dv-003-p01”: “category” does not take “membr”",
      make: { try $0.edit("people/dv-003.json", #""category": "member""#, #""category": "membr""#) }
    ),
    Damage(
      kind: "invalid-value", status: 4,
      says: "tasks “iv-1-a”: Tasks (tasks) must have “title” (Task)",
      make: { try $0.edit("tasks.json", #""id": "iv-1-a", "title""#, #""id": "iv-1-a", "titel""#) }),
    Damage(
      kind: "dangling-reference", status: 1,
      says: "tasks “iv-1-a”: “unit” is “tccsdd”, but Units (units) has no such id",
      make: { try $0.edit("tasks.json", #""unit": "tccsd""#, #""unit": "tccsdd""#) }),
    Damage(
      kind: "duplicate-id", status: 1, says: "the id of tasks “iv-1-a” is another record's already",
      make: { try $0.edit("tasks.json", #""id": "iv-1-b""#, #""id": "iv-1-a""#) }),
    Damage(
      kind: "colliding-ids", status: 1,
      says: "the id of tasks “IV-1-A” differs from “iv-1-a” only by letter case or composition",
      make: { try $0.edit("tasks.json", #""id": "iv-1-b""#, #""id": "IV-1-A""#) }),
    Damage(
      kind: "duplicate-name", status: 1, says: "a field stands twice in tasks “iv-1-a”",
      make: { try $0.edit("tasks.json", #""title": "#, #""section": "x", "title": "#) }),
    Damage(
      kind: "stray-file", status: 1,
      says: "no collection reads “unit.json”\n  hint: did you mean “units.json”?",
      make: { try $0.write("unit.json", "[]") }),
    Damage(
      kind: "leftover", status: 1, says: "“people/dv-001.json~” was left by another program",
      make: { try $0.write("people/dv-001.json~", "[]") }),
    Damage(
      kind: "colliding-files", status: 1,
      says: "“people/x.json” and “people/X.json” are one file",
      make: {
        try $0.write("people/X.json", "[]")
        try $0.write("people/x.json", "[]")
      }),
    Damage(
      kind: "other-mode", status: 1, says: "triggers.json: its permissions are 600, other than 644",
      make: { try $0.setMode("triggers.json", 0o600) }),
    Damage(
      kind: "abandoned", status: 1, says: "the rest of a commit that never came about",
      make: {
        try $0.apply()
        try $0.write(".planscript/versions/9-0.0", "x")
      }),
    Damage(
      kind: "damaged-log", status: 4, says: "entry 1 of the log is damaged",
      make: {
        try $0.apply()
        try $0.write(".planscript/log/0000000001.json", "x")
      }),
    Damage(
      kind: "kept-edit", status: 1, says: "an edit by another program, kept when a commit met it",
      make: {
        try $0.apply()
        try $0.write(".planscript/conflicts/tasks.json", "x")
      }),
  ]

  @Test("finds and explains each kind of damage, writing nothing", arguments: damages)
  func finds(damage: Damage) throws {
    let store = try Copy()
    try store.edit("attendance/dv-005.json", "dv-005-p99", "dv-005-p09")
    try store.setMode("store.json", 0o644)
    try damage.make(store)
    let before = try store.contents(hidden: true)
    let run = try Command("doctor", "-d", store.path, "--lang", "en")
    #expect(run.output.contains(damage.says), "\(run.output)")
    #expect(
      run.status == (damage.kind == "leftover" || damage.kind == "abandoned" ? 0 : damage.status))
    let json = try Command("doctor", "-d", store.path, "-o", "json")
    #expect(json.output.contains("\"kind\": \"\(damage.kind)\""))
    #expect(try store.contents(hidden: true) == before)
  }

  @Test("a store in order says how much was examined")
  func inOrder() throws {
    let store = try Copy()
    try store.edit("attendance/dv-005.json", "dv-005-p99", "dv-005-p09")
    let run = try Command("doctor", "-d", store.path, "--lang", "vi")
    #expect(run.output.hasPrefix("Đã khám 38 tệp, "))
    #expect(run.output.hasSuffix(" bản ghi: không thấy gì sai.\n"))
    #expect(run.status == 0)
  }

  @Test("sets a damaged entry of the log aside, and brings an older format up to date")
  func older() throws {
    let store = try Copy()
    try store.edit("attendance/dv-005.json", "dv-005-p99", "dv-005-p09")
    try store.apply()
    try store.write(".planscript/log/0000000001.json", "x")
    try store.write("store.json", #"{"title": {"vi": "Kho"}}"#)
    let found = try Command("doctor", "-d", store.path, "--lang", "en")
    #expect(found.output.contains("the store has format 0, older than 1"))
    #expect(found.status == 4)
    let run = try Command("doctor", "-d", store.path, "--lang", "en", "--apply")
    #expect(run.output.hasSuffix("Mended 2.\n"), "\(run.output)")
    #expect(try store.lines("store.json").joined().contains(#""version": 1"#))
    let left = try Command("doctor", "-d", store.path, "-o", "json").output
    #expect(left.contains("kept-edit"))
    #expect(!left.contains("damaged-log"))
    #expect(!left.contains("older-format"))
  }

  @Test("mends what is safe, and touches no data")
  func mends() throws {
    let store = try Copy()
    try store.edit("attendance/dv-005.json", "dv-005-p99", "dv-005-p09")
    try store.apply()
    try store.write(".planscript/versions/9-0.0", "x")
    try store.setMode("triggers.json", 0o600)
    let before = try store.contents()
    let run = try Command("doctor", "-d", store.path, "--lang", "en", "--apply")
    #expect(run.output.hasSuffix("Mended 2.\n"))
    #expect(run.status == 0)
    #expect(try store.contents() == before)
    #expect(
      try Command("doctor", "-d", store.path, "--lang", "en").output.hasSuffix(
        "nothing is wrong.\n"))
  }
}
