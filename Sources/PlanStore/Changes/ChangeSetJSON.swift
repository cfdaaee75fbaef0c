public import PlanModel

// A change set as JSON: what the log keeps, and what other programs get.

extension ChangeSet {
  /// `[{"collection": …, "id": …, "change": "add" | "update" | "remove", …}, …]`; an update has
  /// `fields`, each with `field`, `base` and `value` (left out where the field is absent), the
  /// others the whole `record`.
  public var json: JSONValue { .array(records.map(\.json)) }

  /// Nothing when the value is no change set.
  public init?(json: JSONValue) {
    guard case .array(let items) = json else { return nil }
    self.init()
    for item in items {
      guard let change = RecordChange(json: item), self[change.key] == nil else { return nil }
      set(change.key, change.kind)
    }
  }
}

extension RecordChange {
  public var json: JSONValue {
    let head: [JSONValue.Member] = [
      .init("collection", .string(key.collection)), .init("id", .string(key.id)),
      .init("change", .string(kind.name)),
    ]
    switch kind {
    case .add(let record), .remove(let record):
      return .object(head + [.init("record", .object(record))])
    case .update(let fields):
      return .object(head + [.init("fields", .array(fields.map(\.json)))])
    }
  }

  init?(json: JSONValue) {
    guard let collection = json["collection"]?.string, let id = json["id"]?.string else {
      return nil
    }
    key = RecordKey(collection, id)
    switch (json["change"]?.string, json["record"], json["fields"]) {
    case ("add"?, .object(let record)?, _): kind = .add(record)
    case ("remove"?, .object(let record)?, _): kind = .remove(record)
    case ("update"?, _, .array(let items)?):
      let fields = items.compactMap(FieldChange.init(json:))
      guard fields.count == items.count else { return nil }
      kind = .update(fields)
    default: return nil
    }
  }
}

extension RecordChange.Kind {
  /// `add`, `update` or `remove`.
  public var name: String {
    switch self {
    case .add: "add"
    case .update: "update"
    case .remove: "remove"
    }
  }
}

extension FieldChange {
  var json: JSONValue {
    let sides = [("base", base), ("value", value)].compactMap { name, side in
      side.map { JSONValue.Member(name, $0) }
    }
    return .object([.init("field", .string(field))] + sides)
  }

  init?(json: JSONValue) {
    guard let field = json["field"]?.string else { return nil }
    self.init(field: field, base: json["base"], value: json["value"])
  }
}
