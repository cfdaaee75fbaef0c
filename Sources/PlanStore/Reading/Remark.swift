/// A remark is something odd in a file that can still be read, and is only in doubt.
public struct Remark: Sendable, Hashable {
  public let file: String
  public let place: FileFault.Place
  public let oddity: Oddity

  public enum Oddity: Sendable, Hashable {
    /// A name that stands twice in its record; the first value counts.
    case duplicateName
    /// An id that another record before this one has; the first record is the one that
    /// references lead to.
    case duplicateId(String)
    /// A required reference to no record.
    case danglingReference(field: String, id: String, suggestions: [String])
  }
}

extension Remark.Oddity {
  /// A number for the kind; what loses the most comes first.
  public var kind: Int {
    switch self {
    case .danglingReference: 0
    case .duplicateId: 1
    case .duplicateName: 2
    }
  }
}

extension Snapshot {
  /// What is odd in the collections that were read. Ids and references are looked at where
  /// that takes no time to speak of.
  public var remarks: [Remark] {
    tablesRead.flatMap { table in
      let names = table.duplicateNames.compactMap { remark(.duplicateName, $0.file, $0.offset) }
      guard table.count <= manyRows else { return names }
      return names + duplicateIds(of: table) + danglingReferences(of: table)
    }
  }

  private func duplicateIds(of table: Table) -> [Remark] {
    table.duplicateIds.compactMap { remark(.duplicateId(table.id($0)), at: $0, of: table) }
  }

  /// Of required references to collections that were read as well: no other is read for this.
  private func danglingReferences(of table: Table) -> [Remark] {
    table.collection.fields.enumerated().flatMap { position, field -> [Remark] in
      guard field.isRequired, let target = field.target, collectionsRead.contains(target),
        let links = try? links(table, field: position)
      else { return [] }
      return (0..<table.count).filter { links.target($0) == nil }.compactMap { row in
        guard case .reference(_, let id)? = table.value(row, field.name) else { return nil }
        let near = links.targets.ids(near: id)
        return remark(
          .danglingReference(field: field.name, id: id, suggestions: near), at: row, of: table)
      }
    }
  }

  private func remark(_ oddity: Remark.Oddity, at row: Int, of table: Table) -> Remark? {
    let (file, offset) = table.place(row)
    return remark(oddity, file, offset)
  }

  private func remark(_ oddity: Remark.Oddity, _ file: String, _ offset: Int) -> Remark? {
    place(file, offset).map { Remark(file: file, place: $0, oddity: oddity) }
  }
}
