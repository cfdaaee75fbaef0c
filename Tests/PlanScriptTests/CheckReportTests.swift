import Foundation
import PlanModel
import PlanScript
import PlanStore
import Testing

/// What is made of findings: their places, waivers, baselines.
@Suite struct CheckReportTests {
  private static let waivers = """
    [
      {"id": "mt-1", "check": "over-capacity", "collection": "sessions", "record": "lop-dv-002", "reason": "Kê thêm ghế", "owner": "Văn phòng", "ends_on": "2023-12-31"},
      {"id": "mt-2", "check": "unit-figures", "collection": "units", "record": "dv-009", "reason": "Đang hỏi", "owner": "Văn phòng", "ends_on": "2023-12-21"},
      {"id": "mt-3", "check": "unit-figure", "collection": "units", "record": "dv-009", "reason": "a", "owner": "b", "ends_on": "2023-12-31"},
      {"id": "mt-4", "check": "unit-figures", "collection": "units", "record": "dv-0099", "reason": "a", "owner": "b", "ends_on": "2023-12-31"},
      {"id": "mt-5", "check": "unit-figures", "collection": "units", "record": "dv-001", "reason": "a", "owner": "b", "ends_on": "2023-12-22"}
    ]

    """

  private func report(_ copy: SampleCopy, baseline: Baseline? = nil) throws -> CheckReport {
    let snapshot = try copy.snapshot()
    let sources = try ["over-capacity", "unit-figures"].map(Checking.shipped)
    let runs = CheckRuns(sources, of: snapshot, options: Checking.options)
    let waivers = try WaiverState.all(
      in: snapshot, today: Checking.today, checks: runs.declared.map(\.id))
    return CheckReport(
      runs.outcomes(CheckSettings()) { _ in true }, waivers: waivers, baseline: baseline,
      in: snapshot)
  }

  @Test("a waiver holds its finding back until its last day; an expired one counts again")
  func waivers() throws {
    let copy = try SampleCopy()
    try Data(Self.waivers.utf8).write(to: URL(filePath: copy.path + "/waivers.json"))
    let report = try report(copy)
    #expect(report.waivedCount == 1)
    #expect(report.counted.map { $0.finding.record?.id } == ["dv-009"])
    #expect(report.outcomes[0].findings.map(\.state) == [.waived(by: "mt-1")])
    #expect(
      report.waivers.map(\.state) == [
        .holding(1), .expired, .unknownCheck(suggestions: ["unit-figures"]),
        .unknownRecord(suggestions: report.waivers[3].near), .holding(0),
      ])
    #expect(report.waivers[3].near.contains("dv-009"))
    #expect(report.waivers.map(\.isOver) == [false, true, true, true, false])
    #expect(report.worst == .error)
  }

  @Test("a baseline holds back what was known, tells what is new and what is gone")
  func baseline() throws {
    let copy = try SampleCopy()
    let first = try report(copy)
    #expect(first.counted.count == 2)
    let text = first.baseline.text
    let read = try Baseline(text, file: "b.json")
    #expect(read == first.baseline)
    let second = try report(copy, baseline: read)
    #expect(second.counted.isEmpty)
    #expect(second.knownCount == 2)
    #expect(second.vanished.isEmpty)
    #expect(second.baseline == read)
    try copy.edit(.init(file: "sessions.json", old: #""capacity": 30"#, new: #""capacity": 31"#))
    try copy.edit(.init(file: "sessions.json", old: #""capacity": 80"#, new: #""capacity": 8"#))
    let third = try report(copy, baseline: read)
    #expect(third.counted.map { $0.finding.record?.id } == ["lop-dv-001"])
    #expect(third.knownCount == 1)
    #expect(third.vanished.map(\.record) == ["lop-dv-002"])
  }

  @Test(
    "a file that is no baseline is refused",
    arguments: [
      "", "[]", "{}", #"{"planscript_baseline": 2, "findings": []}"#,
      #"{"planscript_baseline": 1, "findings": [{}]}"#,
      #"{"planscript_baseline": 1, "findings": [{"check": "a", "count": 0}]}"#,
    ])
  func badBaseline(_ text: String) {
    #expect(throws: CheckFault.self) { try Baseline(text, file: "b.json") }
  }

  @Test("a finding points to the line of its field in the JSON file")
  func places() throws {
    let copy = try SampleCopy()
    // A record on several lines, behind letters of several bytes.
    try copy.edit(
      .init(
        file: "sessions.json", old: #""capacity": 30, "#, new: "\n   \"capacity\":\n   30,\n   "))
    let report = try report(copy)
    let place = try #require(report.outcomes[0].findings.first?.place)
    #expect(place.file == "sessions.json")
    let lines = try String(contentsOfFile: copy.path + "/sessions.json", encoding: .utf8)
      .components(separatedBy: "\n")
    #expect(lines[place.line - 1].dropFirst(place.column - 1).hasPrefix("30,"))
    let other = try #require(report.outcomes[1].findings.first?.place)
    let units = try String(contentsOfFile: copy.path + "/units.json", encoding: .utf8)
      .components(separatedBy: "\n")
    #expect(units[other.line - 1].dropFirst(other.column - 1).hasPrefix("10, "))
    #expect(units[other.line - 1].contains("\"dv-009\""))
    // A field that the record does not have stands where the record begins.
    let snapshot = try copy.snapshot()
    let missing = RecordField(RecordKey("units", "dv-009"), field: "vertical_plan")
    let nowhere = RecordField(RecordKey("units", "dv-9999"))
    let places = snapshot.places(of: [missing, nowhere])
    #expect(places.count == 1)
    #expect(places[missing]?.line == other.line)
    #expect(places[missing]?.column == 3)
  }
}

extension WaiverState {
  fileprivate var near: [String] {
    if case .unknownRecord(let near) = state { near } else { [] }
  }
}

/// The forms for other programs, held against what their standards demand.
@Suite struct CheckFormatTests {
  private func report() throws -> CheckReport {
    let copy = try SampleCopy()
    try Data(
      """
      [{"id": "mt-1", "check": "over-capacity", "collection": "sessions", "record": "lop-dv-002", "reason": "Kê thêm <ghế>", "owner": "x", "ends_on": "2023-12-31"}]
      """.utf8
    ).write(to: URL(filePath: copy.path + "/waivers.json"))
    let snapshot = try copy.snapshot()
    let sources =
      try ["over-capacity", "unit-figures", "city-total-differs", "task-no-date", "class-count"]
      .map(Checking.shipped) + [Checking.source("lỗi & <lỗi>", "hỏng.lua")]
    let runs = CheckRuns(sources, of: snapshot, options: Checking.options)
    let outcomes = runs.outcomes(CheckSettings()) { _ in true }
    let figures = outcomes.first { $0.name == "unit-figures" }
    let known = try Baseline(
      CheckReport([try #require(figures)], waivers: [], baseline: nil, in: snapshot).baseline.text,
      file: "b")
    let waivers = try WaiverState.all(
      in: snapshot, today: Checking.today, checks: runs.declared.map(\.id))
    return CheckReport(outcomes, waivers: waivers, baseline: known, in: snapshot)
  }

  private typealias Object = [String: Any]

  private func object(_ json: JSONValue) throws -> Object {
    let value = try JSONSerialization.jsonObject(with: Data(json.text().utf8))
    return try #require(value as? Object)
  }

  @Test("SARIF 2.1.0: what the standard demands of a log, its run, rules and results")
  func sarif() throws {
    let report = try report()
    let sarif = SARIF(
      report, language: .vi, version: "1.0", root: "file:///kho/", describe: { "\($0)" })
    let log = try object(sarif.json)
    #expect(SARIFObjects.faults(log).isEmpty, "\(SARIFObjects.faults(log).prefix(5))")
    let wrong: Object = [
      "version": "2.1.0", "runs": [["tol": [:], "results": [["level": "bad"]]]],
    ]
    #expect(SARIFObjects.faults(wrong).count == 5)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [Object])?.first)
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "planscript")
    let rules = try #require(driver["rules"] as? [Object])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids.count == 5 && Set(ids).count == 5)
    for rule in rules {
      #expect((rule["shortDescription"] as? Object)?["text"] is String)
      let level = (rule["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(["none", "note", "warning", "error"].contains(level))
    }
    let bases = try #require(run["originalUriBaseIds"] as? Object)
    let base = try #require((bases["STORE"] as? Object)?["uri"] as? String)
    // A base ends with a slash (3.14.14).
    #expect(base.hasSuffix("/"))
    let results = try #require(run["results"] as? [Object])
    #expect(results.count == report.outcomes.flatMap(\.findings).count)
    for result in results { try check(result, ids) }
    #expect(results.filter { $0["suppressions"] != nil }.count == 1)
    let states = results.compactMap { $0["baselineState"] as? String }
    #expect(states.count == results.count)
    #expect(states.count { $0 == "unchanged" } == 1 && states.count { $0 == "new" } == 29)
    let invocation = try #require((run["invocations"] as? [Object])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect((invocation["toolExecutionNotifications"] as? [Object])?.count == 1)
  }

  private func check(_ result: Object, _ rules: [String]) throws {
    #expect(rules.contains(result["ruleId"] as? String ?? ""))
    #expect(["none", "note", "warning", "error"].contains(result["level"] as? String))
    let text = try #require((result["message"] as? Object)?["text"] as? String)
    #expect(!text.isEmpty)
    let location = try #require((result["locations"] as? [Object])?.first)
    let physical = try #require(location["physicalLocation"] as? Object)
    let artifact = try #require(physical["artifactLocation"] as? Object)
    #expect(artifact["uriBaseId"] as? String == "STORE")
    let uri = try #require(artifact["uri"] as? String)
    #expect(URL(string: uri) != nil && !uri.hasPrefix("/"))
    let region = try #require(physical["region"] as? Object)
    #expect(try #require(region["startLine"] as? Int) >= 1)
    #expect(try #require(region["startColumn"] as? Int) >= 1)
  }

  @Test("a path in SARIF is a URI")
  func uri() {
    #expect(SARIF.uri("people/dv-001.json") == "people/dv-001.json")
    #expect(SARIF.uri("kho tỉnh/a%b.json") == "kho%20t%E1%BB%89nh/a%25b.json")
  }

  @Test("JUnit's XML is well formed, and its counts are those of its cases")
  func junit() throws {
    let text = JUnit(try report(), language: .vi, describe: { "\($0)" }).text
    let reader = SuiteReader()
    try reader.read(text)
    #expect(reader.faults.isEmpty, "\(reader.faults)")
    #expect(
      reader.suites.map(\.name) == [
        "hỏng.lua", "city-total-differs", "class-count", "over-capacity", "task-no-date",
        "unit-figures",
      ])
    #expect(reader.suites.map(\.errors) == [1, 0, 0, 0, 0, 0])
    #expect(reader.suites.map(\.skipped) == [0, 1, 0, 1, 0, 1])
    #expect(reader.suites.map(\.failures) == [0, 0, 0, 0, 28, 0])
    #expect(reader.suites.map(\.tests) == [1, 1, 1, 1, 28, 1])
    #expect(reader.examined == ["0", "0", "3", "10", "40", "12"])
  }

  @Test("JSON: the tally is what the findings and checks add up to")
  func json() throws {
    let json = try object(try report().json(.en, describe: { "\($0)" }))
    let tally = try #require(json["tally"] as? [String: Int])
    let findings = try #require(json["findings"] as? [Object])
    let states = findings.compactMap { $0["state"] as? String }
    #expect(tally["waived"] == states.count { $0 == "waived" })
    #expect(tally["known"] == states.count { $0 == "known" })
    #expect(tally["infos"] == 28 && tally["errors"] == 0 && tally["warnings"] == 0)
    let checks = try #require(json["checks"] as? [Object])
    #expect(tally["checks"] == checks.count)
    #expect(tally["examined"] == checks.compactMap { $0["examined"] as? Int }.reduce(0, +))
    #expect(tally["broken"] == 1 && tally["vacuous"] == 1)
    for finding in findings {
      let file = try #require(finding["file"] as? String)
      #expect(file.hasSuffix(".json") && finding["line"] as? Int ?? 0 > 0)
    }
    #expect((json["waivers"] as? [Object])?.first?["state"] as? String == "active")
  }
}

/// Reads JUnit's XML, an element at a time: as strict as what is written is plain.
private final class SuiteReader {
  struct Suite {
    var name = ""
    var (tests, failures, errors, skipped) = (0, 0, 0, 0)
  }

  private(set) var suites: [Suite] = []
  private(set) var examined: [String] = []
  private(set) var faults: [String] = []
  private var open: [String] = []
  private var counted = Suite()
  private var total = Suite()

  private static let parents = [
    "testsuites": "", "testsuite": "testsuites", "properties": "testsuite",
    "property": "properties", "testcase": "testsuite", "failure": "testcase",
    "error": "testcase", "skipped": "testcase",
  ]

  /// What build servers' schema lets an element have (of what is written here).
  private static let known: [String: Set<String>] = [
    "testsuites": ["name", "tests", "failures", "errors"],
    "testsuite": ["name", "tests", "failures", "errors", "skipped"],
    "properties": [], "property": ["name", "value"], "testcase": ["name", "classname"],
    "failure": ["type", "message"], "error": ["type", "message"], "skipped": ["type", "message"],
  ]

  func read(_ text: String) throws {
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      let end = try #require(rest[start...].firstIndex(of: ">"))
      element(String(rest[rest.index(after: start)..<end]))
      rest = rest[rest.index(after: end)...]
    }
    if !open.isEmpty { faults.append("open: \(open)") }
  }

  private func element(_ text: String) {
    if text.hasPrefix("?xml") { return }
    if text.hasPrefix("/") {
      if open.last != String(text.dropFirst()) { faults.append("closes \(text)") }
      if open.popLast() == "testsuite" { close() }
      return
    }
    let isEmpty = text.hasSuffix("/")
    let name = String(text.prefix { $0.isLetter })
    let attributes = attributes(String(text.dropFirst(name.count)))
    if SuiteReader.parents[name] != (open.last ?? "") { faults.append("\(name) in \(open)") }
    let strange = Set(attributes.keys).subtracting(SuiteReader.known[name] ?? [])
    if !strange.isEmpty { faults.append("\(name) with \(strange.sorted())") }
    begin(name, attributes)
    if !isEmpty { open.append(name) }
  }

  private func begin(_ name: String, _ attributes: [String: String]) {
    func number(_ name: String) -> Int { attributes[name].flatMap(Int.init) ?? -1 }
    switch name {
    case "testsuites", "testsuite":
      let suite = Suite(
        name: attributes["name"] ?? "", tests: number("tests"), failures: number("failures"),
        errors: number("errors"), skipped: number("skipped"))
      if name == "testsuite" { suites.append(suite) } else { total = suite }
    case "testcase":
      counted.tests += 1
      if attributes["name"]?.isEmpty ?? true || attributes["classname"]?.isEmpty ?? true {
        faults.append("a case without a name")
      }
    case "failure": counted.failures += 1
    case "error": counted.errors += 1
    case "skipped": counted.skipped += 1
    case "property": examined.append(attributes["value"] ?? "")
    default: break
    }
  }

  private func close() {
    guard let suite = suites.last else { return }
    if (suite.tests, suite.failures, suite.errors, suite.skipped)
      != (counted.tests, counted.failures, counted.errors, counted.skipped)
    {
      faults.append("\(suite) is not \(counted)")
    }
    counted = Suite()
    total.tests -= suite.tests
    if open.count == 1, total.tests < 0 { faults.append("more cases than the whole says") }
  }

  private func attributes(_ text: String) -> [String: String] {
    var (found, rest): ([String: String], Substring) = ([:], text[...])
    while let sign = rest.range(of: "=\"") {
      let name = rest[..<sign.lowerBound].trimmingCharacters(in: .whitespaces)
      guard let end = rest[sign.upperBound...].firstIndex(of: "\"") else {
        faults.append("no end of \(name)")
        return found
      }
      let value = String(rest[sign.upperBound..<end])
      if value.contains("<") || value.replacing(/&(amp|lt|gt|quot|#\d+);/, with: "").contains("&") {
        faults.append("not escaped: \(value)")
      }
      found[name] = value
      rest = rest[rest.index(after: end)...]
    }
    return found
  }
}

/// Figures that checks work out, computed a second time from the JSON files alone.
@Suite struct CheckFigureTests {
  private typealias Record = [String: Any]

  private func records(_ name: String) throws -> [Record] {
    let store = Sample.package.appending(path: "examples/plan-130")
    func read(_ url: URL) throws -> [Record] {
      try #require(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [Record])
    }
    let folder = store.appending(path: name)
    guard FileManager.default.fileExists(atPath: folder.path) else {
      return try read(store.appending(path: name + ".json"))
    }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .flatMap { try read(folder.appending(path: $0)) }
  }

  private func found(_ check: String) throws -> Set<String> {
    let outcome = try Checking.outcome(try Checking.shipped(check), try Sample.snapshot())
    return Set(outcome.findings.compactMap { $0.record?.id })
  }

  private func number(_ record: Record, _ name: String) -> Int { record[name] as? Int ?? 0 }
  private func text(_ record: Record, _ name: String) -> String { record[name] as? String ?? "" }

  private func sum(
    _ rows: [Record], _ name: String, where test: (Record) -> Bool
  ) -> Int { rows.filter(test).reduce(0) { $0 + number($1, name) } }

  @Test("members summoned against those on the roster, and seats against those summoned")
  func summoned() throws {
    let (rows, units) = (try records("attendance"), try records("units"))
    let differing = units.filter { unit in
      let own = rows.filter { text($0, "unit") == text(unit, "id") }
      let expected =
        number(unit, "members_total") - number(unit, "members_exempt")
        - number(unit, "members_away")
      return !own.isEmpty && expected >= 0
        && sum(own, "summoned") { text($0, "category") == "member" } != expected
    }
    #expect(!differing.isEmpty)
    #expect(try found("summoned-differs") == Set(differing.map { text($0, "id") }))
    let full = try records("sessions").filter { session in
      guard let capacity = session["capacity"] as? Int else { return false }
      return sum(rows, "summoned") { text($0, "session") == text(session, "id") } > capacity
    }
    #expect(!full.isEmpty)
    #expect(try found("over-capacity") == Set(full.map { text($0, "id") }))
  }

  @Test("percentages that reports state, by whole numbers alone")
  func percentages() throws {
    let wrong = try records("reports").filter { report in
      [("member_percent", "members"), ("mass_percent", "mass")].contains { field, kind in
        guard let stated = report[field] as? NSNumber else { return false }
        let (part, whole) = (number(report, kind + "_attended"), number(report, kind + "_summoned"))
        guard whole > 0 else { return true }
        // Hundredths of a percent, rounded half up.
        return (part * 20_000 + whole) / (2 * whole) != Int((stated.doubleValue * 100).rounded())
      }
    }
    #expect(!wrong.isEmpty)
    #expect(try found("percent-differs") == Set(wrong.map { text($0, "id") }))
  }

  @Test("reports against attendance, and people who came to no class")
  func attendance() throws {
    let rows = try records("attendance")
    let figures = [
      ("members_summoned", "member", "summoned"), ("members_attended", "member", "attended"),
      ("mass_summoned", "mass", "summoned"), ("mass_attended", "mass", "attended"),
    ]
    let differing = try records("reports").filter { report in
      report["submitted_on"] != nil
        && figures.contains { field, category, name in
          sum(rows, name) {
            text($0, "unit") == text(report, "unit") && text($0, "category") == category
          } != number(report, field)
        }
    }
    #expect(!differing.isEmpty)
    #expect(
      try found("report-against-attendance") == Set(differing.map { text($0, "id") }))
    let came = Set(
      rows.filter { number($0, "attended") > 0 }.compactMap { $0["person"] as? String })
    let active = try records("people").filter { !["exempt", "away"].contains(text($0, "status")) }
    let totals = Dictionary(
      grouping: rows.filter { $0["person"] == nil }, by: { text($0, "unit") }
    ).mapValues { rows in sum(rows, "attended") { _ in true } }
    let left = Dictionary(grouping: active, by: { text($0, "unit") }).filter { unit, people in
      people.count { !came.contains(text($0, "id")) } > totals[unit] ?? 0
    }
    #expect(try found("uncovered-not-handed-on") == Set(left.keys))
  }
}
