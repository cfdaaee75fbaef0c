internal import CLua
internal import CLuaSupport
internal import Synchronization

/// A reference keeps a Lua value alive for Swift. It may be dropped on any thread: the drop is
/// queued, and the state lets go when it next makes or runs something.
final class LuaReference {
  let slot: Int32
  private let identity: UnsafeRawPointer?
  private let queue: ReferenceQueue

  /// Takes the value on top of `thread` off its stack.
  init(popping thread: OpaquePointer, of state: LuaState) {
    queue = state.dropped
    identity = lua_topointer(thread, -1)
    slot = luaL_ref(thread, LuaState.registry)
  }

  deinit { queue.add(slot) }

  var state: LuaState? { queue.state }

  /// Stands for the same value. An address is used again when its state is gone.
  func isSame(as other: LuaReference) -> Bool {
    identity == other.identity && queue === other.queue
  }

  func belongs(to state: LuaState) -> Bool { queue === state.dropped }
}

/// References that nobody holds any more and the state has not yet let go of; also how a value
/// finds its state.
final class ReferenceQueue: Sendable {
  /// Read on the state's thread only, and emptied when the state goes. Not `weak`: a single weak
  /// reference would make every retain of the state, one for each host call, several times dearer.
  nonisolated(unsafe) unowned(unsafe) var state: LuaState?

  private let slots = Mutex<[Int32]>([])
  private let waiting = Atomic<Bool>(false)

  func add(_ slot: Int32) {
    slots.withLock { $0.append(slot) }
    waiting.store(true, ordering: .releasing)
  }

  func take() -> [Int32] {
    guard waiting.load(ordering: .acquiring) else { return [] }
    return slots.withLock { slots in
      waiting.store(false, ordering: .relaxed)
      defer { slots = [] }
      return slots
    }
  }
}
