import PlanModel

/// A scope is what one unit may see of a store: what belongs to it or to a unit below it, and
/// what belongs to all.
///
/// Records out of scope are to a scoped snapshot as if they had been removed. Every way to a
/// record leads through a table of the snapshot (collections, ids, references, the other way
/// round, groups and their sums), so that this is the one place that hides them.
final class Scope: Sendable {
  let unit: String
  let everything: Snapshot
  /// The unit and those below it, as rows of `units`.
  private let units: Set<Int>

  init(unit: String, of everything: Snapshot) throws {
    self.unit = unit
    self.everything = everything
    let table = try everything.table(Units.collection)
    guard let top = table.row(id: unit) else {
      throw QueryError.unknownRecord(
        collection: table.collection.name, id: unit, suggestions: table.ids(near: unit))
    }
    units = try Scope.below(top, table, everything)
  }

  /// A unit that is its own parent, by whatever way, ends the search.
  private static func below(
    _ top: Int, _ table: Table, _ snapshot: Snapshot
  ) throws(StoreError) -> Set<Int> {
    guard let parent = table.collection.position(of: "parent") else { return [top] }
    let children = try snapshot.index(table, field: parent)
    var (found, next): (Set<Int>, [Int]) = ([top], [top])
    while let unit = next.popLast() {
      for child in children.rows(referringTo: unit) where found.insert(Int(child)).inserted {
        next.append(Int(child))
      }
    }
    return found
  }

  /// The table with what is out of scope hidden.
  func visible(_ collection: Collection) throws(StoreError) -> Table {
    let table = try everything.table(collection)
    guard !collection.isSingle, collection.belonging != .toAll else { return table }
    var hidden = Set((0..<table.count))
    if !collection.belonging.isOffices { hidden.subtract(try own(table)) }
    if let through = collection.belonging.through {
      hidden.subtract(try referredTo(by: through))
    }
    return hidden.isEmpty
      ? table : Table(Amendment(base: table, hiding: hidden.union(table.removed)))
  }

  /// Rows of records that belong to the unit, to those below it, or to all.
  private func own(_ table: Table) throws(StoreError) -> Set<Int> {
    if table.collection.name == Units.name { return units }
    let belonging = table.collection.belonging
    var isInScope = [Bool](repeating: false, count: try everything.table(Units.collection).count)
    for unit in units { isInScope[unit] = true }
    var owners: [Owner] = []
    for field in belonging.fields { owners.append(try owner(field, of: table)) }
    let word = belonging.everybodys
    let marked = word.flatMap { table.column($0.name) }
    return Set(
      (0..<table.count).filter { row in
        owners.contains { $0.leads(row, to: isInScope) } || !owners.contains { $0.names(row) }
          || word.map { marked?.value(row, symbols: everything.symbols) == .text($0.value) }
            ?? false
      })
  }

  /// Rows that records of another collection refer to, where those are in scope.
  private func referredTo(by through: Belonging.Word) throws(StoreError) -> Set<Int> {
    guard let collection = Catalogue.collection(through.name),
      let field = collection.position(of: through.value)
    else { return [] }
    let table = try everything.table(collection)
    guard let links = try everything.links(table, field: field) else { return [] }
    return Set(try own(table).flatMap { links.targets($0) })
  }

  private func owner(_ path: String, of table: Table) throws(StoreError) -> Owner {
    let names = path.split(separator: ".").map(String.init)
    var (hops, owners): ([Links], Table) = ([], table)
    for name in names {
      guard let position = owners.collection.position(of: name),
        let links = try everything.links(owners, field: position)
      else { break }
      hops.append(links)
      owners = links.targets
    }
    return Owner(hops: hops, isRequired: table.collection.field(path)?.isRequired ?? false)
  }
}

/// How a record leads to the units that it belongs to.
private struct Owner {
  private let hops: [Links]
  private let isRequired: Bool
  /// Whether the field of each hop names one record, and not a list.
  private let isOne: [Bool]

  init(hops: [Links], isRequired: Bool) {
    (self.hops, self.isRequired) = (hops, isRequired)
    isOne = hops.map { if case .reference = $0.column.field.type { true } else { false } }
  }

  /// Whether the record names one of these units.
  func leads(_ row: Int, from hop: Int = 0, to units: [Bool]) -> Bool {
    guard hop < hops.count else { return hop > 0 && units[row] }
    if isOne[hop] {
      return hops[hop].target(row).map { leads($0, from: hop + 1, to: units) } ?? false
    }
    return hops[hop].targets(row).contains { leads($0, from: hop + 1, to: units) }
  }

  /// Whether the record names a unit, there or not, or should.
  func names(_ row: Int, from hop: Int = 0) -> Bool {
    guard !isRequired, hop < hops.count else { return isRequired }
    guard hop < hops.count - 1 else { return hops[hop].column.hasValue(row) }
    return hops[hop].targets(row).contains { names($0, from: hop + 1) }
  }
}

extension Snapshot {
  /// What a unit may see of the snapshot. The error is `QueryError.unknownRecord` when there is
  /// no such unit, else a `StoreError`.
  public func scoped(to unit: String) throws -> Snapshot {
    Snapshot(try Scope(unit: unit, of: self))
  }
}
