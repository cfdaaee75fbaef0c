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
  }
}

extension Snapshot {
  /// What is odd in the collections that were read. Duplicate ids are only known of
  /// collections whose records were looked up by their ids.
  public var remarks: [Remark] {
    tablesRead.flatMap { table in
      table.duplicateNames.compactMap { remark(.duplicateName, $0.file, $0.offset) }
        + table.duplicateIds.compactMap { row in
          let (file, offset) = table.place(row)
          return remark(.duplicateId(table.id(row)), file, offset)
        }
    }
  }

  private func remark(_ oddity: Remark.Oddity, _ file: String, _ offset: Int) -> Remark? {
    place(file, offset).map { Remark(file: file, place: $0, oddity: oddity) }
  }
}
