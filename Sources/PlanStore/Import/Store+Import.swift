extension Store {
  /// Commits what an import changes, all of it, and remembers what its columns are. Nothing where
  /// the store says all of that already.
  ///
  /// Throws `ImportError.hasFaults`, and what `commit(_:origin:)` throws.
  @discardableResult
  public func commit(_ rows: Import, origin: Origin) throws -> Commit? {
    guard rows.isGood else { throw ImportError.hasFaults(rows.faultCount) }
    let name = rows.collection.name
    if rows.changes.isEmpty, try RememberedHeaders(snapshot()).adding(rows.header, for: name) == nil
    {
      return nil
    }
    return try commit(rows.changes, origin: origin) { current in
      let remembered = try RememberedHeaders(try current.bytes(RememberedHeaders.file))
      guard let after = remembered.adding(rows.header, for: name) else { return [] }
      let before = remembered.bytes.map { ContentHash(of: $0) }
      return [FileChange(path: RememberedHeaders.file, before: before, after: after)]
    }
  }
}
