public import PlanModel
public import PlanStore

/// A waiver as it stands today.
public struct WaiverState: Sendable {
  public let id: String
  public let check: String
  public let key: RecordKey
  public let reason: String
  public let owner: String
  public let endsOn: Day
  public var state: State

  public enum State: Sendable, Equatable {
    /// How many findings it holds back; nothing where its check was not evaluated.
    case holding(Int?)
    /// Its last day has passed: what it held back counts again.
    case expired
    case unknownCheck(suggestions: [String])
    case unknownRecord(suggestions: [String])
  }

  /// What has come to its end, or never applied.
  public var isOver: Bool { if case .holding = state { false } else { true } }
}

extension WaiverState {
  /// All waivers of a store, in its order. `checks`: the ids of all checks that there are.
  public static func all(
    in snapshot: Snapshot, today: Day, checks: [String]
  ) throws -> [WaiverState] {
    try snapshot.waivers.compactMap { record in
      guard let id = record.id, let check = record.check, let collection = record.collection,
        let target = record.record, let endsOn = record.endsOn
      else { return nil }
      let key = RecordKey(collection, target)
      var waiver = WaiverState(
        id: id, check: check, key: key, reason: record.reason ?? "", owner: record.owner ?? "",
        endsOn: endsOn, state: .holding(nil))
      if !checks.contains(check) {
        waiver.state = .unknownCheck(suggestions: suggestions(for: check, among: checks))
      } else if let near = try snapshot.idsNear(missing: key) {
        waiver.state = .unknownRecord(suggestions: near)
      } else if endsOn < today {
        waiver.state = .expired
      }
      return waiver
    }
  }

  func covers(_ finding: Finding) -> Bool { finding.check == check && finding.record == key }
}

extension Snapshot {
  /// Ids that a key may have meant; nothing when its record is there. What a unit may not see is
  /// taken to be there.
  fileprivate func idsNear(missing key: RecordKey) throws -> [String]? {
    guard let collection = Catalogue.collection(key.collection) else {
      return suggestions(for: key.collection, among: Catalogue.collections.map(\.name))
    }
    if unit != nil { return nil }
    let table = try table(collection)
    return table.row(id: key.id) == nil ? table.ids(near: key.id) : nil
  }
}
