internal import CLua
internal import CLuaSupport
internal import Synchronization

/// A reference keeps a Lua value alive for Swift. It may be dropped on any thread: the drop is
/// queued, and the state lets go when it next makes or runs something.
final class LuaReference {
  private(set) weak var state: LuaState?
  let slot: Int32
  /// Equal for two references to the same value, as long as both live.
  let identity: UnsafeRawPointer?
  private let queue: ReferenceQueue

  /// Takes the value on top of `thread` off its stack.
  init(popping thread: OpaquePointer, of state: LuaState) {
    self.state = state
    queue = state.dropped
    identity = lua_topointer(thread, -1)
    slot = luaL_ref(thread, LuaState.registry)
  }

  deinit { queue.add(slot) }

  func belongs(to state: LuaState) -> Bool { queue === state.dropped }
}

/// References that nobody holds any more and the state has not yet let go of.
final class ReferenceQueue: Sendable {
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
