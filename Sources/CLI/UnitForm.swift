internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// Which units a script runs for.
struct UnitChoice {
  /// Nothing for all of them.
  let condition: Condition?
}

/// The unit form of a run: one file for each unit, made under what that unit may see. All files
/// appear, or none.
struct UnitForm {
  let format: ReportFormat
  /// The directory for the files.
  let out: String
  let session: Session
  /// The unit below which the others are; nothing for the whole store.
  let unit: String?
  let choice: UnitChoice
  let options: Run.Options

  enum Failure: Error {
    case noUnits
    /// The script failed for these units.
    case failed([UnitRuns.Outcome], total: Int)

    var status: ExitStatus {
      switch self {
      case .noUnits: .nothingExamined
      case .failed(let outcomes, _): outcomes.first?.failure.map { ExitStatus($0) } ?? .scriptFailed
      }
    }
  }

  func write(_ script: ScriptSource) throws {
    let whole = try session.snapshot()
    let snapshot = try script.bundle?.visible(whole) ?? whole
    let units = try units(of: try snapshot.scoped(toOption: unit))
    guard !units.isEmpty else { throw Failure.noUnits }
    if session.holdsData(at: "\(out)/any\(format.suffix)") {
      throw UsageError.outIntoStore(path: out)
    }
    // Nothing is written before all are done: Ctrl-C may end the process.
    Guardian.standBy()
    let runs = UnitRuns(source: script.text, name: script.name, options: options, format: format)
    let (progress, total) = (session.progress(session.wording.unitsDone), units.count)
    let outcomes = runs.run(units, of: snapshot) { progress($0, total) }
    let failed = outcomes.filter { $0.failure != nil }
    if let bundle = script.bundle {
      try session.record(
        bundle.audited(
          .run, parameters: options.parameters, on: snapshot,
          used: outcomes.reduce(into: []) { $0.formUnion($1.permissions) },
          endedBy: failed.first?.failure))
    }
    guard failed.isEmpty else { throw Failure.failed(failed, total: units.count) }
    var names = SafeNames(suffix: format.suffix)
    let files = outcomes.map { outcome in
      (name: names.take(outcome.unit, outcome.title), text: outcome.text)
    }
    try ReportFolder(path: out).write(files)
    session.tellRemarks(of: snapshot)
    snapshot.keepColumns()
    try tell(outcomes)
  }

  private func units(of snapshot: Snapshot) throws -> [String] {
    let all = Query(.collection(Units.collection))
    let query = choice.condition.map { all.adding(.filter([$0])) } ?? all
    do {
      try snapshot.check(query)
    } catch let error as QueryError {
      throw UsageError.noSuchUnit(error)
    }
    return try snapshot.values(of: Path("id"), in: try snapshot.execute(query)).compactMap {
      if case .text(let id) = $0 { id } else { nil }
    }
  }

  private func tell(_ outcomes: [UnitRuns.Outcome]) throws {
    let changing = outcomes.filter { $0.changeCount > 0 }.count
    if changing > 0 { session.note(session.wording.changesLeftOut(changing)) }
    try Output(path: nil).write(session.wording.unitsWritten(outcomes.count, out) + "\n")
  }
}

extension Snapshot {
  /// What the unit of `--unit` may see; everything where none is named.
  func scoped(toOption unit: String?) throws -> Snapshot {
    guard let unit else { return self }
    do {
      return try scoped(to: unit)
    } catch let error as QueryError {
      throw UsageError.noSuchUnit(error)
    }
  }
}

extension UnitRuns.Outcome {
  var failure: (any Error)? { if case .failure(let error) = report { error } else { nil } }
  fileprivate var permissions: Set<Permission> { (try? report.get())?.permissions ?? [] }
  fileprivate var text: String { (try? report.get())?.text ?? "" }
  fileprivate var changeCount: Int { (try? report.get())?.changeCount ?? 0 }
}

extension ReportFormat {
  /// What the name of a file in this format ends with.
  fileprivate var suffix: String { self == .table ? ".txt" : ".\(rawValue)" }
}

/// Names for files that every system takes: letters without accents, digits, `-` and `_`; no two
/// differ in letter case alone.
struct SafeNames {
  let suffix: String
  private var taken: Set<String> = []

  private static let longest = 80
  /// What Windows takes for a device, whatever follows the point.
  private static let reserved = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  init(suffix: String) { self.suffix = suffix }

  /// `dv-001-dang-bo-phuong-binh-minh.html`
  mutating func take(_ id: String, _ title: String) -> String {
    var words = [id, title].map(SafeNames.plain).filter { !$0.isEmpty }
    if words.count == 2, words[0] == words[1] { words.removeLast() }
    let whole = words.isEmpty ? "report" : words.joined(separator: "-")
    let base =
      SafeNames.reserved.contains(whole) ? whole + "-unit" : String(whole.prefix(SafeNames.longest))
    var (name, number) = (base, 1)
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return name + suffix
  }

  private static func plain(_ text: String) -> String {
    let pieces = folded(text).split { character in
      !(character.isASCII && (character.isLetter || character.isNumber || character == "_"))
    }
    return pieces.joined(separator: "-")
  }
}
