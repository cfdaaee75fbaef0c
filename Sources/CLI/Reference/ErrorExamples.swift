internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// Error examples are mistakes made on purpose, so that the reference can show how each is told.
enum ErrorExamples {
  /// One mistake that a script can make a line; each is made anew, on the sample plan.
  static let scripts = [
    "for",
    "local x = nil + 1",
    "local unit; print(unit.name)",
    "error(\"…\")",
    "prnt(1)",
    "io.open(\"a.txt\")",
    "os.exit()",
    "string.rep = nil",
    "report.tabel {}",
    "report.table({}, { totl = true })",
    "report.list(\"a\")",
    "report.table({}, { formats = { a = \"x\" } })",
    "plan.unts:count()",
    "plan.units:where { nmae = \"A\" }",
    "plan.units:where { [\"name.kind\"] = 1 }",
    "plan.units:where { members_total = \"a\" }",
    "plan.units:where { kind = \"skool\" }",
    "plan.units:where { members_total = { from = 5, to = 1 } }",
    "plan.units:where { members_total = op.gt(nil) }",
    "plan.units:summarise { n = agg.sum(\"name\") }",
    "plan.units:group_by(by.month(\"name\"))",
    "plan.units:select(\"name\", \"name\")",
    "plan.units:select(\"id\"):union(plan.units:select(\"name\"))",
    "plan.units:join(plan.people, { on = { members_total = \"name\" } })",
    "plan.units:get(\"dv-0003\")",
    "plan.units:one()",
    "plan.units:limit(3):add { name = \"A\" }",
    "plan.units:add { kind = \"school\" }",
    "plan.units:add { name = 1 }",
    "plan.tasks:add { title = \"A\", unit = \"dv-999\" }",
    "plan.units:remove(\"dv-003\")",
    "plan.keys:add { name = \"A\" }",
    "plan.people:index_by(\"unit\")",
    "plan.today = 1",
    "date(\"32/13/2023\")",
    "date.parse(\"01/02/03\")",
    "op.last(\"3x\")",
    "fmt.read_number(\"1.234\")",
    "require \"clases\"",
    "require \"../a\"",
    "script { titel = \"A\" }",
    "script { title = \"A\" } script { title = \"B\" }",
    "script { needs = { \"raed:units\" } }",
    "print(plan.units:count()) script { needs = {} }",
    "script { needs = { \"read:units\" } } print(plan.people:count())",
    "script { params = { floor = { type = \"percent\" } } }",
    "script { params = { floor = { type = \"procent\" } } }",
    "check { id = \"a\" }",
    "check { id = \"a b\", each = {}, test = print, message = \"\" }",
    "check { id = \"a\", severity = \"bad\", each = {}, test = print, message = \"\" }",
    "check { id = \"a\", each = {}, test = print, message = \"${name\" }",
    "draft { to = \"dv-001\", template = \"invte\" }",
    "print(plan.today + math.maxinteger)",
    "local t = {} t[1] = t plan.title = t",
    "json.decode('{\"a\": 1,}')", "csv.decode('a;b\\n1;\"2')",
    "json.decode(string.rep(' ', 5000000))",
    "while true do end",
    "print(string.rep(\"a\", 1e9))",
  ]

  /// What each of `scripts` ends with; those that end well are left out.
  static func failures(_ language: Language) throws -> [(script: String, error: any Error)] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try SampleStore().write(to: folder)
    let snapshot = try Store(path: folder).snapshot(cached: false)
    return scripts.compactMap { script in
      error(of: script, snapshot, language).map { (script, $0) }
    }
  }

  private static func error(
    of script: String, _ snapshot: Snapshot, _ language: Language
  ) -> (any Error)? {
    let source = ScriptSource(name: "example", text: script, path: nil)
    let search = ModuleSearch(beside: source, store: nil)
    var options = Run.Options(
      language: language, today: { _ in Day(number: 0) },
      limits: LuaLimits(time: .milliseconds(100), memory: 32 << 20))
    options.modules = ModuleSource { try search.find($0) }
    do {
      try Run(snapshot, options: options) { _ in }.run(script, name: source.name)
      return nil
    } catch {
      return error
    }
  }

  /// What is not a script's doing.
  static let others: [any Error] =
    [
      UsageError.nothingToRun, UsageError.scriptAndCode, UsageError.badParameter("floor"),
      UsageError.badDay("32/13/2023"),
      UsageError.badChoice(option: "-o", "pdf", choices: ReportFormat.names),
      UsageError.badAmount(option: "--timeout", "10x", example: "10s"),
      UsageError.unknownCollection("unts", suggestions: ["units"]), UsageError.sizeWithoutSample,
      UsageError.outIntoStore(path: "thu/units.json"), UsageError.commitMissing,
      UsageError.noSuchCommit("9", newest: 3), UsageError.missing(option: "--into"),
      UsageError.badHeading("Đơn vị"), UsageError.appliesPerUnit,
      UsageError.unknownTags(["atendance"], known: ["attendance"]),
      UsageError.badSetting(option: "--set", "floor", example: "ID.floor=80"),
      UsageError.noSuchRecord("lop-9", collections: [], suggestions: ["lop-tp-9"]),
      UsageError.badSize(name: "units"),
      UsageError.unknownPermissions(Permission.named(["raed:units"]).faults),
      UsageError.noSuchUnit(
        .unknownRecord(collection: "units", id: "dv-0003", suggestions: ["dv-003"])),
      UsageError.endsAlready(Day(number: 19_700)),
      UsageError.waivedAlready(id: "mt-001", until: Day(number: 19_700)),
      UsageError.badFingerprint("1a2b"), UsageError.otherFingerprint(found: ["1a2b 3c4d"]),
      UsageError.severalSigners(["1a2b 3c4d", "5e6f 7a8b"]),
      UsageError.keyNameTaken("thanh-pho", by: "1a2b 3c4d"),
      UsageError.signedAlready("tham-du-1.0.0.bundle", version: "1.0.0"),
      UsageError.badVersion("1.2"), UsageError.passphrasesDiffer,
      UsageError.emptyPassphrase("mk.txt"),
      ScriptSearchError.notFound(
        name: "sumary", places: [".", "thu/scripts"], suggestions: ["summary"]),
      OutputError.exists(directory: "don-vi", names: ["dv-001.html"]),
      OutputError.notWritten(path: "bang.csv", errno: 28),
      StoreError.notAStore(path: "thu", searchedAbove: true),
      StoreError.newerFormat(found: 9, known: 1),
    ] + calls + files + commits + bundles

  private static let calls: [any Error] = [
    CallFault.unknownOption("--selct", verb: "planscript check", suggestions: ["--select"]),
    CallFault.unknownVerb("exprot", verb: "planscript draft", suggestions: ["export"]),
    CallFault.flagWithValue(option: "--apply"),
    CallFault.surplus("2", verb: "planscript log"),
  ]

  private static let files: [any Error] = [
    FileFault.Problem.unreadable(errno: 13), .outside, .snapshotTooOld, .damagedLog,
    .notRecords(expectsOne: false), .wrongType(field: unit.field, found: "12"),
    .noSuchDay(field: due.field, found: "\"2023-02-30\""), .missing(field: unit.field),
  ].map { StoreError.file(FileFault(file: "reports.json", place: nil, problem: $0)) }

  private static let fault = DiskFault(.write, "tasks.json", errno: 28)
  private static let unit = Reports().unit
  private static let due = Reports().dueBefore

  private static let commits: [any Error] = [
    CommitError.busy(waited: .seconds(5)), CommitError.stale(paths: ["tasks.json"]),
    CommitError.refused(path: "tasks.json", .notAPlainFile),
    CommitError.notWritten(fault), CommitError.unfinished(id: "7", fault),
    CommitError.inDoubt(id: "7", fault),
    CommitError.newerFormat(found: 9, known: 1), CommitError.damagedLog(number: 7),
    TransactError.conflicts([
      Conflict(
        file: "tasks.json", key: RecordKey("tasks", "iv-1-a"), field: "status",
        base: .string("open"), ours: .string("done"), theirs: .string("cancelled"))
    ]),
    TransactError.unsettled(paths: ["tasks.json"]),
    EditError.duplicateId(file: "tasks.json", key: RecordKey("tasks", "iv-1-a")),
    Proposal.Failure.tooMany(limit: 100_000),
  ]
}
