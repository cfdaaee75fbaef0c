internal import Synchronization

/// Declaring is making a value whose parts put themselves down on a list as they are made, in the
/// order in which they are written: the fields of a collection, the collections of a store. So
/// each is one line, and no start of a program pays for looking at types as it runs.
enum Declaring {
  @TaskLocal private static var fieldList: List<Field>?
  @TaskLocal private static var collectionList: List<Collection>?

  /// The fields that `make` makes, except those that are parts of others.
  static func fields(_ make: () -> Void) -> [Field] {
    let list = List<Field>()
    $fieldList.withValue(list, operation: make)
    return list.all
  }

  static func collections(_ make: () -> Void) -> [Collection] {
    let list = List<Collection>()
    $collectionList.withValue(list, operation: make)
    return list.all
  }

  /// Fields of nobody but who calls this.
  static func parts(_ make: () -> [any AnyTypedField]) -> [Field] {
    $fieldList.withValue(nil) { make().map(\.field) }
  }

  static func put(_ field: Field) { fieldList?.put(field) }
  static func put(_ collection: @autoclosure () -> Collection) {
    if let collectionList { collectionList.put(collection()) }
  }

  private final class List<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])

    var all: [Item] { items.withLock { $0 } }

    func put(_ item: Item) { items.withLock { $0.append(item) } }
  }
}
