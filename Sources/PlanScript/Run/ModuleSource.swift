/// A module source is where `require` finds the modules of a script.
public struct ModuleSource: Sendable {
  /// The text of a module by the name that was asked for, and where it was found, as errors show it.
  let find: @Sendable (String) throws -> (source: String, name: String)?
  /// What stands before the names that a module asks for, by the name of its text; see
  /// `LuaState.moduleRoom`.
  let room: @Sendable (String) -> String?

  public init(_ find: @escaping @Sendable (String) throws -> (source: String, name: String)?) {
    self.init(find, room: { _ in nil })
  }

  init(
    _ find: @escaping @Sendable (String) throws -> (source: String, name: String)?,
    room: @escaping @Sendable (String) -> String?
  ) {
    (self.find, self.room) = (find, room)
  }
}
