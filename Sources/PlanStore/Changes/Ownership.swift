import PlanModel

// Who works for one unit may be held to change only what is that unit's own, or of a unit below
// it: records that belong to all are seen, and stay as they are.

extension Proposal {
  /// Refuses to change a record that is not the unit's own, or would not be it afterwards.
  func refuseForeign(
    _ row: Int, in collection: Collection, setting name: String, to value: JSONValue?
  ) throws {
    guard let unit = ownUnit else { return }
    let before = try owns(collection) { try ids(of: $0, row, in: collection) }
    let after = try owns(collection) {
      try $0 == name ? (value?.ids ?? []) : ids(of: $0, row, in: collection)
    }
    if before, after { return }
    throw Failure.foreign(RecordKey(collection.name, try id(row, in: collection)), unit: unit)
  }

  func refuseForeign(removing row: Int, from collection: Collection) throws {
    try refuseForeign(row, in: collection, setting: "", to: nil)
  }

  func refuseForeign(adding record: [JSONValue.Member], to collection: Collection) throws {
    guard let unit = ownUnit else { return }
    // A new letter to somebody who is in no unit is nobody else's.
    if collection.name == Drafts.name, record["to"] == nil { return }
    guard try !owns(collection, { record[$0]?.ids ?? [] }) else { return }
    throw Failure.foreign(RecordKey(collection.name, record["id"]?.string ?? ""), unit: unit)
  }

  /// Refuses an id that does not begin with a unit in scope: whether any other is taken would tell
  /// which records there are out of sight.
  func refuseForeign(id: String?, in collection: Collection) throws {
    guard let unit = ownUnit, let id else { return }
    let pieces = id.split(separator: "-", omittingEmptySubsequences: false)
    let isOwn = try pieces.indices.dropFirst().contains { end in
      try isInScope(pieces[..<end].joined(separator: "-"))
    }
    guard !isOwn else { return }
    throw ValueFault(collection: collection.name, field: "id", problem: .idNotOwn(unit: unit))
  }

  /// Whether a record leads to a unit in scope; `ids` gives the ids that a field of it names.
  private func owns(
    _ collection: Collection, _ ids: (String) throws -> [String]
  ) throws -> Bool {
    if collection.name == Units.name {
      return try (ids("id") + ids("parent")).contains(where: isInScope)
    }
    return try collection.belonging.fields.contains { path in
      let hops = path.split(separator: ".").map(String.init)
      return try leads(try ids(hops[0]), hops[...], from: collection)
    }
  }

  /// Whether records that a hop named lead to a unit in scope by the hops that follow.
  private func leads(
    _ named: [String], _ hops: ArraySlice<String>, from collection: Collection
  ) throws -> Bool {
    guard let hop = hops.first, let name = collection.field(hop)?.target,
      let target = Catalogue.collection(name)
    else { return false }
    guard let next = hops.dropFirst().first else { return try named.contains(where: isInScope) }
    return try named.contains { id in
      guard let row = try self.row(id: id, in: target) else { return false }
      return try leads(try ids(of: next, row, in: target), hops.dropFirst(), from: target)
    }
  }

  /// The units of a scoped snapshot are those in scope; what is proposed makes no others so.
  private func isInScope(_ unit: String) throws -> Bool {
    try base.unguarded.table(Units.collection).row(id: unit) != nil
  }

  private func ids(of name: String, _ row: Int, in collection: Collection) throws -> [String] {
    if name == "id" { return [try id(row, in: collection)] }
    guard let position = collection.position(of: name) else { return [] }
    return try value(row, position, in: collection).ids
  }
}

extension PlanValue {
  fileprivate var ids: [String] {
    switch self {
    case .reference(_, let id): [id]
    case .list(let items): items.flatMap(\.ids)
    default: []
    }
  }
}

extension JSONValue {
  fileprivate var ids: [String] {
    switch self {
    case .string(let id): [id]
    case .array(let items): items.flatMap(\.ids)
    default: []
    }
  }
}
