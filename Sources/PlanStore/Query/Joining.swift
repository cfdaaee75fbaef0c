import PlanModel

// A join matches rows by equal values.

extension Snapshot {
  func join(_ left: QueryResult, _ right: QueryResult, _ join: Join) throws -> QueryResult {
    let (mine, theirs) = (left.relation, right.relation)
    let pairs = try join.pairs.map { pair in
      let operands = (
        try Operand(pair.left, of: left, in: self), try Operand(pair.right, of: right, in: self)
      )
      guard
        Operand.areComparable(
          (operands.0.field, operands.0.type), (operands.1.field, operands.1.type))
      else {
        throw QueryError.keysDiffer(left: pair.left.description, right: pair.right.description)
      }
      return operands
    }
    let kept = theirs.columns.indices.filter { place in
      !join.isRepeated(theirs.columns[place].name, in: mine)
    }
    var columns = mine.columns
    for place in kept { try columns.add(theirs.columns[place]) }
    let partners = partners(pairs.map(\.1), right)
    let nothing = [PlanValue](repeating: .none, count: kept.count)
    let selection = left.selection
    var rows: [[PlanValue]] = []
    for (position, row) in mine.rows.enumerated() {
      let found = key(pairs.map(\.0), selection[position]).flatMap { partners[$0] } ?? []
      for partner in found { rows.append(row + kept.map { theirs.rows[partner][$0] }) }
      if found.isEmpty, join.keepsAll { rows.append(row + nothing) }
    }
    return .groups(Relation(columns: columns, rows: rows))
  }

  private func partners(_ operands: [Operand], _ result: QueryResult) -> [[PlanValue]: [Int]] {
    let rows = result.selection
    var places: [[PlanValue]: [Int]] = [:]
    for position in 0..<rows.count {
      if let key = key(operands, rows[position]) { places[key, default: []].append(position) }
    }
    return places
  }

  /// Nothing when one of the values is none, which equals nothing.
  private func key(_ operands: [Operand], _ row: Int) -> [PlanValue]? {
    let values = operands.map { $0.value(row).joinable }
    return values.contains(.none) ? nil : values
  }
}

extension Join {
  /// A column on the right that the left has already, and to which it is equal.
  fileprivate func isRepeated(_ name: String, in left: Relation) -> Bool {
    left.position(of: name) != nil
      && pairs.contains { $0.left.description == name && $0.right.description == name }
  }
}

extension Operand {
  /// Whether values of the two can ever be equal.
  static func areComparable(
    _ a: (field: Field?, type: FieldType?), _ b: (field: Field?, type: FieldType?)
  ) -> Bool {
    switch (a.type, b.type) {
    case (.choice?, .text?), (.text?, .choice?), (.choice?, .choice?): true
    case (.integer?, .decimal?), (.decimal?, .integer?): true
    case (.reference?, .text?): b.field?.name == "id"
    case (.text?, .reference?): a.field?.name == "id"
    default: a.type == b.type
    }
  }
}

extension PlanValue {
  /// A record and its id are equal, and numbers of any spelling.
  fileprivate var joinable: PlanValue {
    switch self {
    case .reference(_, let id): .text(id)
    case .integer(let number): .decimal(ExactDecimal(number))
    case .text(let text): .text(composed(text))
    default: self
    }
  }
}
