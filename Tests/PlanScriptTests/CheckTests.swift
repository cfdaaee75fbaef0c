import Foundation
import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// A copy of the sample store that a test may change.
final class SampleCopy {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.copyItem(
      atPath: Sample.package.appending(path: "examples/plan-130").path, toPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func edit(_ edit: CheckCase.Edit) throws {
    let url = URL(filePath: path + "/" + edit.file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let range = try #require(text.range(of: edit.old), "\(edit.file) does not hold \(edit.old)")
    try text.replacingCharacters(in: range, with: edit.new).write(
      to: url, atomically: true, encoding: .utf8)
  }

  func snapshot() throws -> Snapshot { try Store(path: path).snapshot(cached: false) }
}

/// Checks run on a snapshot, as a host runs them.
enum Checking {
  /// The day on which the sample's round is over.
  static let today = Day("2023-12-22") ?? Day(number: 0)

  static var options: Run.Options {
    var options = Sample.options()
    options.today = { _ in today }
    return options
  }

  static func source(_ text: String, _ name: String = "test.lua") -> CheckSource {
    CheckSource(name: name, text: text, modules: .shipped)
  }

  static func shipped(_ name: String) throws -> CheckSource {
    source(try #require(ShippedLibrary.script("checks/" + name)), "checks/\(name).lua")
  }

  static func outcomes(
    _ sources: [CheckSource], _ snapshot: Snapshot, _ settings: CheckSettings = CheckSettings()
  ) -> [CheckOutcome] {
    CheckRuns(sources, of: snapshot, options: options).outcomes(settings) { _ in true }
  }

  static func outcome(_ source: CheckSource, _ snapshot: Snapshot) throws -> CheckOutcome {
    let outcome = try #require(outcomes([source], snapshot).first)
    if let failure = outcome.failure { throw failure }
    return outcome
  }
}

/// Every check that ships, shown to fire and not to fire.
@Suite struct ShippedCheckTests {
  @Test(
    "finds what a change to the sample breaks, and no longer what it mends",
    arguments: CheckCase.all)
  func fires(_ example: CheckCase) throws {
    let source = try Checking.shipped(example.check)
    let before = try Checking.outcome(source, try Sample.snapshot())
    let copy = try SampleCopy()
    for edit in example.edits { try copy.edit(edit) }
    let after = try Checking.outcome(source, try copy.snapshot())
    let (old, new) = (ids(before), ids(after))
    #expect(new.subtracting(old) == Set(example.appears))
    #expect(old.subtracting(new) == Set(example.vanishes))
    #expect(after.examined > 0)
  }

  private func ids(_ outcome: CheckOutcome) -> Set<String> {
    Set(outcome.findings.compactMap { $0.record?.id })
  }

  @Test("each has a case that shows it fire, and looks at a record that is as it should be")
  func complete() throws {
    let shown = Set(CheckCase.all.filter { !($0.appears + $0.vanishes).isEmpty }.map(\.check))
    #expect(shown == Set(ShippedLibrary.checkNames))
    for name in ShippedLibrary.checkNames {
      let cases = CheckCase.all.filter { $0.check == name }
      let passes = try cases.contains { example in
        let copy = try SampleCopy()
        for edit in example.edits { try copy.edit(edit) }
        let outcome = try Checking.outcome(try Checking.shipped(name), try copy.snapshot())
        return outcome.examined > outcome.findings.count
      }
      #expect(passes, "\(name) passes nothing")
    }
  }

  @Test("each is in a file of its name, in both languages, with its reason and what to do")
  func declarations() throws {
    // Nobody needs a store to read what checks there are.
    let snapshot = Snapshot(absentFrom: "")
    for name in ShippedLibrary.checkNames {
      let runs = CheckRuns([try Checking.shipped(name)], of: snapshot, options: Checking.options)
      let check = try #require(runs.declared.first)
      #expect(runs.declared.count == 1)
      #expect(check.id == name)
      #expect(!check.tags.isEmpty, "\(name)")
      #expect(check.title.vi != check.title.en, "\(name)")
      let (why, fix) = (try #require(check.why), try #require(check.fix))
      #expect(why.vi != why.en && fix.vi != fix.en, "\(name)")
      for threshold in check.thresholds {
        let help = try #require(threshold.help, "\(name).\(threshold.name)")
        #expect(help.vi != help.en)
        #expect(threshold.fallback != nil || threshold.isOptional)
      }
    }
  }

  @Test("a finding names its record, and its message has no place left open")
  func messages() throws {
    let sources = try ShippedLibrary.checkNames.map(Checking.shipped)
    let findings = Checking.outcomes(sources, try Sample.snapshot()).flatMap(\.findings)
    #expect(findings.count > 80)
    for finding in findings {
      #expect(finding.record != nil, "\(finding)")
      #expect(!finding.message.contains("$") && !finding.message.contains("nil"), "\(finding)")
    }
  }

  @Test("thresholds decide: what is allowed, and what is asked for")
  func thresholds() throws {
    func found(_ name: String, _ threshold: String, _ value: String) throws -> Int {
      var settings = CheckSettings()
      settings.set(threshold, to: value, of: name)
      let outcomes = Checking.outcomes(
        [try Checking.shipped(name)], try Sample.snapshot(), settings)
      #expect(outcomes[0].failure == nil)
      return outcomes[0].findings.count
    }
    #expect(try found("over-capacity", "percent", "110") == 0)
    #expect(try found("over-capacity", "percent", "25") > 1)
    #expect(try found("person-several-classes", "most", "2") == 0)
    #expect(try found("summoned-differs", "most", "100") == 0)
    #expect(try found("class-on-day-off", "weekend", "không") == 0)
    #expect(try found("class-on-day-off", "holidays", "06/12, 2023-12-07") == 3)
    #expect(try found("format-against-level", "base", "online") == 12)
    #expect(try found("uncovered-not-handed-on", "most", "1000") == 0)
    #expect(try found("review-due", "days", "1") == 1)
    #expect(try found("logistics-open", "days", "0") == 7)
  }
}
