internal import PlanModel
public import PlanStore

/// A check report is what all checks found, with what is waived and what was known before taken
/// out of the count.
public struct CheckReport: Sendable {
  /// In the order of ids.
  public let outcomes: [Outcome]
  public let waivers: [WaiverState]
  /// Findings of the baseline that are found no more.
  public let vanished: [Baseline.Entry]
  /// Whether there was a baseline to hold findings against.
  public let hasBaseline: Bool
  /// What counts now, for a baseline of tomorrow.
  public let baseline: Baseline

  public struct Outcome: Sendable {
    public let check: CheckOutcome
    public let findings: [Reported]
  }

  /// A finding, where it stands, and whether it counts.
  public struct Reported: Sendable {
    public let finding: Finding
    public let state: State
    /// Nothing where the finding is about no record, or the record's file is gone.
    public let place: FilePlace?
  }

  public enum State: Sendable, Equatable {
    case counted
    /// By the waiver of that id.
    case waived(by: String)
    /// It was there when the baseline was written.
    case known
  }

  /// `baseline`: what was known before; nothing when nobody asks.
  public init(
    _ outcomes: [CheckOutcome], waivers: [WaiverState], baseline known: Baseline?,
    in snapshot: Snapshot
  ) {
    let places = snapshot.places(
      of: outcomes.flatMap(\.findings).compactMap { finding in
        finding.record.map { RecordField($0, field: finding.field) }
      })
    hasBaseline = known != nil
    var (left, held): (Baseline?, [String: Int]) = (known, [:])
    self.outcomes = outcomes.map { outcome in
      let reported = outcome.findings.map { finding in
        let state = CheckReport.state(of: finding, waivers, &left)
        if case .waived(let id) = state { held[id, default: 0] += 1 }
        let place = finding.record.flatMap { places[RecordField($0, field: finding.field)] }
        return Reported(finding: finding, state: state, place: place)
      }
      return Outcome(check: outcome, findings: reported)
    }
    let evaluated = Set(outcomes.filter { $0.failure == nil }.compactMap { $0.declaration?.id })
    vanished = left?.left(of: evaluated) ?? []
    self.waivers = waivers.map { waiver in
      var waiver = waiver
      if case .holding = waiver.state, evaluated.contains(waiver.check) {
        waiver.state = .holding(held[waiver.id] ?? 0)
      }
      return waiver
    }
    self.baseline = Baseline(
      self.outcomes.flatMap(\.findings).filter { !$0.isWaived }.map(\.finding))
  }

  private static func state(
    of finding: Finding, _ waivers: [WaiverState], _ left: inout Baseline?
  ) -> State {
    if let waiver = waivers.first(where: { !$0.isOver && $0.covers(finding) }) {
      return .waived(by: waiver.id)
    }
    return left?.take(finding) == true ? .known : .counted
  }
}

extension CheckReport.Reported {
  public var isWaived: Bool { if case .waived = state { true } else { false } }
}

// MARK: - The tally

extension CheckReport {
  /// How many records were looked at, by all checks together.
  public var examined: Int { outcomes.reduce(0) { $0 + $1.check.examined } }

  public func count(_ severity: Severity) -> Int {
    counted.count { $0.finding.severity == severity }
  }

  /// Findings that count.
  public var counted: [Reported] {
    outcomes.flatMap(\.findings).filter { $0.state == .counted }
  }

  public var waivedCount: Int { outcomes.flatMap(\.findings).count { $0.isWaived } }
  public var knownCount: Int { outcomes.flatMap(\.findings).count { $0.state == .known } }
  /// Checks that had nothing to look at: they say neither good nor bad.
  public var vacuous: [CheckOutcome] {
    outcomes.map(\.check).filter { $0.failure == nil && $0.examined == 0 }
  }
  public var broken: [CheckOutcome] { outcomes.map(\.check).filter { $0.failure != nil } }
  /// The worst that counts.
  public var worst: Severity? { counted.map(\.finding.severity).max() }
}
