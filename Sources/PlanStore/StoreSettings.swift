public import PlanModel

extension Store {
  /// A member of `store.json`; nothing when it has none of that name.
  public func setting(_ name: String) throws(StoreError) -> JSONValue? {
    try Store.settings(DirectoryFiles(disk))[name]
  }
}
