public import PlanModel
public import PlanStore

/// Unit runs are one script run once for each of several units, each on what that unit may see,
/// all on one snapshot and on all cores.
public struct UnitRuns: Sendable {
  let source: String
  let name: String
  let options: Run.Options
  let format: ReportFormat

  /// `name`: the script's, as its errors show it.
  public init(source: String, name: String, options: Run.Options, format: ReportFormat) {
    (self.source, self.name, self.options, self.format) = (source, name, options, format)
  }

  /// What one unit's run came to.
  public struct Outcome: Sendable {
    public let unit: String
    /// What people call the unit.
    public let title: String
    public let report: Result<Report, any Error>
  }

  public struct Report: Sendable {
    public let text: String
    /// How many changes the script proposed; nobody makes them.
    public let changeCount: Int
    /// What it did that needs permission.
    public let permissions: Set<Permission>
  }

  /// The outcomes in the order of the units. `progress` is told from any thread how many are done.
  public func run(
    _ units: [String], of snapshot: Snapshot, progress: @escaping @Sendable (Int) -> Void
  ) -> [Outcome] {
    concurrently(units.count, progress: progress) { index in
      let unit = units[index]
      return Outcome(
        unit: unit, title: snapshot.unitName(unit) ?? unit,
        report: Result { try report(unit, snapshot) })
    }
  }

  private func report(_ unit: String, _ snapshot: Snapshot) throws -> Report {
    var blocks: [Block] = []
    let run = try Run(try snapshot.scoped(to: unit), options: options) { blocks.append($0) }
    try run.run(source, name: name)
    var rendering = Rendering(format, presenter: run.presenter)
    var text = ""
    for block in blocks { text += rendering.add(block) }
    return Report(
      text: text + rendering.finish(), changeCount: run.changes.count,
      permissions: run.permissionsUsed)
  }
}
