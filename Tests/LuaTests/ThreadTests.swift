import Foundation
import Lua
import Synchronization
import Testing

/// A state belongs to one thread at a time. References may be dropped anywhere, and only an
/// interrupter may reach in.
@Suite struct ThreadTests {
  /// For what a test hands over on purpose.
  private struct Handed<Value>: @unchecked Sendable { var value: Value }

  private static func drop<Value>(_ values: [Value]) async {
    let handed = Handed(value: values)
    await withTaskGroup(of: Void.self) { group in
      let size = (handed.value.count + 3) / 4
      for start in stride(from: 0, to: handed.value.count, by: size) {
        let part = Handed(value: Array(handed.value[start..<min(start + size, handed.value.count)]))
        group.addTask { _ = part.value.count }
      }
    }
  }

  @Test func `references are dropped on other threads while the state runs`() throws {
    let state = LuaState(limits: LuaLimits(time: .seconds(60)))
    let waiting = Mutex<[Handed<LuaTable>]>([])
    let done = Atomic(false)
    let finished = DispatchSemaphore(value: 0)
    Thread {
      while !done.load(ordering: .acquiring) { waiting.withLock { $0.removeAll() } }
      finished.signal()
    }.start()
    state.register("give") { call in
      let handed = Handed(value: try call.table(1))
      waiting.withLock { $0.append(handed) }
      return [.table(call.state.makeTable())]
    }
    let count = try state.run("for i = 1, 20000 do give({ i }) end return 1", name: "t")
    done.store(true, ordering: .releasing)
    finished.wait()
    waiting.withLock { $0.removeAll() }
    #expect(count == [1])
    state.collectGarbage()
    #expect(state.memoryUsed < 4 << 20)
  }

  @Test func `references are dropped on other threads after the state is gone`() async throws {
    var state: LuaState? = LuaState()
    let values = (0..<1000).map { index in
      index.isMultiple(of: 2)
        ? state?.makeTable() as Any : state?.makeFunction("f") { _ in [] } as Any
    }
    state = nil
    await Self.drop(values)
  }

  @Test func `a state moves from thread to thread between its runs`() throws {
    let state = Handed(value: LuaState(limits: LuaLimits(time: .milliseconds(50))))
    for index in 0..<20 {
      let answer = try StackTests.onThread(kilobytes: 1024) {
        let error = failure { _ = try state.value.run("while true do end", name: "t") }
        guard case .timeLimit = error else { return -1 }
        return Int(
          try state.value.run("n = (rawget(_G, 'n') or 0) + 1 return n", name: "t")[0].integer ?? 0)
      }
      #expect(answer == index + 1)
    }
  }

  @Test func `each thread has its own states, all of them at once`() async throws {
    try await withThrowingTaskGroup(of: Int64?.self) { group in
      for seed in 0..<8 {
        group.addTask {
          let state = LuaState(limits: LuaLimits(time: .seconds(60), memory: 32 << 20))
          state.register("next") { call in [.integer(try call.integer(1) + 1)] }
          return try state.run(
            "local n = \(seed) for i = 1, 2000 do n = next(n) local t = {n} end return n - \(seed)",
            name: "t")[0].integer
        }
      }
      for try await result in group { #expect(result == 2000) }
    }
  }

  @Test func `an interrupter is used by many threads, at any time`() async throws {
    var state: LuaState? = LuaState(limits: LuaLimits(time: .seconds(60)))
    let interrupter = try #require(state?.interrupter)
    let going = Atomic(true)
    let finished = DispatchSemaphore(value: 0)
    for _ in 0..<3 {
      Thread {
        while going.load(ordering: .acquiring) {
          interrupter.interrupt()
          usleep(100)
        }
        finished.signal()
      }.start()
    }
    var stopped = 0
    while stopped < 30 {
      let error = failure { _ = try state?.run("while true do pcall(error) end", name: "t") }
      if case .interrupted = error {
        stopped += 1
      } else {
        Issue.record("\(String(describing: error))")
      }
    }
    state = nil
    interrupter.interrupt()
    going.store(false, ordering: .releasing)
    for _ in 0..<3 { finished.wait() }
    interrupter.interrupt()
  }
}
