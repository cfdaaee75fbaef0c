import PlanModel

/// The work of an import: each row is read, its record found, and the change proposed.
struct ImportWork {
  private(set) var rows = 0
  private(set) var (added, changed, unchanged) = (0, 0, 0)
  private(set) var faultCount = 0
  private var faults: [RowFault] = []
  private let collection: Collection
  private let header: HeaderMap
  private let table: CSVTable
  private let top: Int
  private let proposal: Proposal
  private let lines: FileLines
  private var columns: [CellReading] = []
  private var names: Set<String> = []
  private var keys: KeyIndex?
  /// The row of the file that is about a record, by the record's row.
  private var taken: [Int: Int] = [:]
  private var missing: Set<String> = []

  init(
    _ collection: Collection, _ header: HeaderMap, _ table: CSVTable, _ top: Int,
    _ snapshot: Snapshot
  ) throws {
    (self.collection, self.header, self.table, self.top) = (collection, header, table, top)
    let most = Proposal.Limits(changes: .max, bytes: .max)
    proposal = Proposal(snapshot, limits: most)
    lines = FileLines(table.bytes)
    var finders: [String: RecordFinder] = [:]
    for column in header.columns {
      guard let field = column.field else { continue }
      let target = field.target.flatMap(Catalogue.collection)
      if let target, finders[target.name] == nil {
        finders[target.name] = RecordFinder(target, proposal)
      }
      columns.append(
        CellReading(
          column, field, of: collection, target.flatMap { finders[$0.name] }, proposal.check))
    }
    // Whom a row is about is known first; who is called so is looked for among those whom the
    // other cells leave.
    func order(_ reader: CellReading) -> (Int, Int, Int) {
      (reader.field.name == "id" ? 0 : 1, reader.scope.count, reader.column.index)
    }
    columns.sort { order($0) < order($1) }
    names = Set(columns.map(\.field.name))
    guard names.contains("id") || !collection.naturalKey.isEmpty else {
      throw ImportError.needsId(collection: collection.name)
    }
    if !collection.naturalKey.isEmpty {
      keys = try KeyIndex(proposal, collection, columns: names)
    }
  }

  /// Takes all rows.
  mutating func take(_ progress: (Int, Int) -> Void) throws {
    var waiting: [Int] = []
    for row in (top + 1)..<max(top + 1, table.count) where !table.isEmpty(row: row) {
      rows += 1
      if try !take(row, isLast: false) { waiting.append(row) }
      if rows % ImportWork.rowsPerNews == 0 { progress(row - top, table.count - top) }
    }
    progress(rows, rows)
    guard rows > 0 else { throw ImportError.noRows }
    // What a row refers to, or is told apart from, may stand below it.
    var isLast = false
    while !waiting.isEmpty {
      var left: [Int] = []
      for row in waiting where try !take(row, isLast: isLast) { left.append(row) }
      if left.count == waiting.count { isLast = true }
      waiting = left
    }
  }

  private static let rowsPerNews = 256

  var sortedFaults: [RowFault] {
    faults.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
  }

  var missingFields: [Field] { collection.fields.filter { missing.contains($0.name) } }

  var changes: ChangeSet { proposal.changes }

  /// Takes a row into the proposal. False when it is to be tried again after the others;
  /// `isLast`: it will not be.
  private mutating func take(_ row: Int, isLast: Bool) throws -> Bool {
    var reading = Reading()
    try read(row, into: &reading)
    let mayWait = reading.faults.allSatisfy { isPatient($0.problem) }
    if !reading.faults.isEmpty {
      if mayWait, !isLast { return false }
      note(reading.faults)
      try noteLacking(of: row, reading)
      return true
    }
    do {
      return try propose(row, reading.values, isLast: isLast)
    } catch let fault as ValueFault {
      note([self.fault(row, column(of: fault.field), .value(fault))])
    } catch Proposal.Failure.ambiguous(let key) {
      let candidate = RowFault.Candidate(id: key.id, title: key.id)
      note([self.fault(row, nil, .uncertain(candidates: [candidate, candidate], fields: []))])
    }
    return true
  }

  private struct Reading {
    var values: [(String, PlanValue)] = []
    var faults: [RowFault] = []
  }

  /// Whether a row below may yet make good what is wrong.
  private func isPatient(_ problem: RowFault.Problem) -> Bool {
    if case .noSuchRecord(collection.name, _, _) = problem { true } else { false }
  }
}

// MARK: - Reading a row

extension ImportWork {
  private func read(_ row: Int, into reading: inout Reading) throws {
    let cells = table.row(row)
    for reader in columns where reader.column.index < cells.count {
      let cell = cells[cells.startIndex + reader.column.index]
      let text = table.text(cell)
      if text.isEmpty { continue }
      do {
        let scope = try scope(of: reader, text, reading.values)
        let value = try reader.value(text, among: scope)
        reading.values.append((reader.field.name, value))
      } catch let refusal as CellReading.Refusal {
        if try value(of: reader.field.name, reading.values)?.refers(to: text) == true { continue }
        reading.faults.append(fault(row, reader.column.index, refusal.problem))
      }
    }
    let width = header.columns.count
    for (index, cell) in cells.dropFirst(width).enumerated() where !table.isEmpty(cell) {
      reading.faults.append(fault(row, width + index, .surplusCell(table.text(cell))))
      break
    }
  }

  /// What the row says of the fields without which the name of a record does not tell it.
  private func scope(
    of reader: CellReading, _ text: String, _ values: [(String, PlanValue)]
  ) throws -> [(String, PlanValue)] {
    guard let finder = reader.finder, !reader.scope.isEmpty else { return [] }
    if try proposal.row(id: text, in: finder.collection) != nil { return [] }
    let known = try reader.scope.compactMap { name in
      try value(of: name, values).map { (name, $0) }
    }
    guard known.count == reader.scope.count else {
      throw CellReading.Refusal(
        problem: .nameAlone(collection: finder.collection.name, text, fields: reader.scope))
    }
    return known
  }

  /// What the row says of a field, or the record that it is about by its id.
  private func value(of name: String, _ values: [(String, PlanValue)]) throws -> PlanValue? {
    if let value = values.first(where: { $0.0 == name })?.1 { return value }
    guard case .text(let id)? = values.first(where: { $0.0 == "id" })?.1,
      let row = try proposal.row(id: id, in: collection),
      let position = collection.position(of: name)
    else { return nil }
    let value = try proposal.value(row, position, in: collection)
    return value.isNone ? nil : value
  }

  private func column(of field: String) -> Int? {
    columns.first { $0.field.name == field }?.column.index
  }

  private func fault(_ row: Int, _ column: Int?, _ problem: RowFault.Problem) -> RowFault {
    let cells = table.row(row)
    let index = column.map { min($0, cells.count - 1) } ?? 0
    let reader = columns.first { $0.column.index == column }
    var offset = cells[cells.startIndex + index].range.lowerBound
    if cells[cells.startIndex + index].isQuoted { offset -= 1 }
    return RowFault(
      place: lines.place(offset), row: row + 1, column: column, header: reader?.column.header,
      field: reader?.field.name, problem: problem)
  }

  private mutating func note(_ faults: [RowFault]) {
    faultCount += faults.count
    let room = Import.maximumFaults - self.faults.count
    self.faults += faults.prefix(max(0, room))
  }
}

// MARK: - Proposing

extension ImportWork {
  private mutating func propose(
    _ row: Int, _ values: [(String, PlanValue)], isLast: Bool
  ) throws -> Bool {
    if case .text(let id)? = values.first(where: { $0.0 == "id" })?.1 {
      let known = try proposal.row(id: id, in: collection)
      guard let known else { return try add(row, values) }
      return try update(known, row, values, byKey: false)
    }
    // Not bound to a name: that would copy the index at each row that adds to it.
    guard keys != nil else {
      note([fault(row, column(of: "id"), .value(required("id")))])
      return true
    }
    let blank = Dictionary(values, uniquingKeysWith: { first, _ in first })
    let lacking = collection.naturalKey.filter {
      collection.field($0)?.isRequired == true && blank[$0] == nil
    }
    guard lacking.isEmpty else {
      noteLacking(lacking, row)
      return true
    }
    switch try keys?.match(blank, taken: taken) ?? .new {
    case .one(let known): return try update(known, row, values, byKey: true)
    case .new: return try add(row, values)
    case .uncertain(let rows, let fields):
      guard isLast else { return false }
      if rows.count == 1, let other = taken[rows[0]] {
        note([sameAs(other, row)])
      } else {
        let candidates = try rows.prefix(5).map {
          RowFault.Candidate(
            id: try proposal.id($0, in: collection), title: try proposal.title($0, in: collection))
        }
        note([fault(row, nil, .uncertain(candidates: candidates, fields: fields))])
      }
      return true
    }
  }

  private mutating func update(
    _ known: Int, _ row: Int, _ values: [(String, PlanValue)], byKey: Bool
  ) throws -> Bool {
    if let other = taken.updateValue(row, forKey: known) {
      note([sameAs(other, row)])
      return true
    }
    var isChanged = false
    for (name, value) in values where name != "id" {
      // What told the record says nothing new of it.
      if byKey, collection.naturalKey.contains(name) { continue }
      guard let position = collection.position(of: name) else { continue }
      let old = try proposal.value(known, position, in: collection)
      if ImportWork.says(old, value) { continue }
      if try proposal.set(name, ofRow: known, in: collection, to: value) { isChanged = true }
    }
    if isChanged { changed += 1 } else { unchanged += 1 }
    return true
  }

  private mutating func add(_ row: Int, _ values: [(String, PlanValue)]) throws -> Bool {
    let given = Set(values.map(\.0))
    let lacking = collection.fields.filter {
      $0.isRequired && $0.name != "id" && !given.contains($0.name)
    }
    guard lacking.isEmpty else {
      noteLacking(lacking.map(\.name), row)
      return true
    }
    let new = try proposal.add(values, to: collection)
    taken[new] = row
    try keys?.note(new)
    for reader in columns where reader.finder?.collection.name == collection.name {
      try reader.finder?.note(new)
    }
    added += 1
    return true
  }

  /// What a new record lacks beside what is wrong with its row.
  private mutating func noteLacking(of row: Int, _ reading: Reading) throws {
    let unknown = collection.naturalKey.filter {
      collection.field($0)?.isRequired == true && !names.contains($0)
    }
    if !reading.values.contains(where: { $0.0 == "id" }) { missing.formUnion(unknown) }
    let wrong = Set(reading.faults.compactMap(\.field))
    let given = wrong.union(reading.values.map(\.0))
    let lacking = collection.fields.filter {
      $0.isRequired && $0.name != "id" && !given.contains($0.name)
    }
    guard !lacking.isEmpty, try isNew(reading, wrong) else { return }
    noteLacking(lacking.map(\.name), row)
  }

  /// Whether a row that is wrong can only be about a new record.
  private func isNew(_ reading: Reading, _ wrong: Set<String>) throws -> Bool {
    let values = Dictionary(reading.values, uniquingKeysWith: { first, _ in first })
    if wrong.contains("id") { return false }
    if case .text(let id)? = values["id"] { return try proposal.row(id: id, in: collection) == nil }
    guard let keys, wrong.isDisjoint(with: collection.naturalKey) else { return false }
    if case .new = try keys.match(values, taken: taken) { return true }
    return false
  }

  /// A field without a column is told once.
  private mutating func noteLacking(_ fields: [String], _ row: Int) {
    for field in fields {
      if let column = column(of: field) {
        note([fault(row, column, .value(required(field)))])
      } else {
        missing.insert(field)
      }
    }
  }

  private func required(_ field: String) -> ValueFault {
    ValueFault(collection: collection.name, field: field, problem: .required)
  }

  private func sameAs(_ other: Int, _ row: Int) -> RowFault {
    let cells = table.row(other)
    let line = lines.place(cells[cells.startIndex].range.lowerBound).line
    return fault(row, nil, .sameAs(row: other + 1, line: line))
  }

  private static func items(_ list: [PlanValue]) -> [PlanValue] {
    list.flatMap { item -> [PlanValue] in
      guard case .text(let text) = item else { return [item] }
      return text.split(whereSeparator: { ";,".contains($0) })
        .flatMap { CellReading.items(String($0)) }.map { .text($0) }
    }
  }

  /// Whether a record holds already what a row says.
  private static func says(_ old: PlanValue, _ new: PlanValue) -> Bool {
    if case .list(let olds) = old, case .list(let news) = new {
      // A spreadsheet's cell does not tell a comma inside an item from one between two.
      return items(olds) == items(news)
    }
    if let (a, b) = old.number.flatMap({ a in new.number.map { (a, $0) } }) { return a == b }
    return old == new
  }
}

extension PlanValue {
  /// A reference to nothing is a fault of the store, and none of a file that repeats it.
  fileprivate func refers(to id: String) -> Bool {
    if case .reference(_, id) = self { true } else { false }
  }
}
