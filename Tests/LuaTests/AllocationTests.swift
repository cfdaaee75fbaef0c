internal import CLuaSupport
import Foundation
import Testing

@testable import Lua

/// What must be gone when a state is.
private final class Remains {
  weak var references: ReferenceQueue?
  weak var interrupter: LuaInterrupter?
  var bytes: Int?

  init(_ state: LuaState) {
    references = state.dropped
    interrupter = state.interrupter
    state.whenClosed = { left in self.bytes = left }
  }

  func check() {
    #expect(bytes == 0)
    #expect(Counted.alive == 0)
    #expect(references == nil)
    #expect(interrupter == nil)
  }
}

func failure(_ body: () throws -> Void) -> LuaError? {
  do {
    try body()
    return nil
  } catch {
    return error as? LuaError
  }
}

/// Memory that is not there, at every place where it is asked for. Each of the tests goes on until
/// the work is done in spite of it.
@Suite(.serialized) struct AllocationTests {
  enum Outcome: Equatable { case done, failed, outOfMemory, other }

  static let columns = AllocationColumns()

  /// Does the work in a state of its own and checks that nothing of it is left.
  static func run(
    _ work: AllocationWork, limit: Int = 64 << 20, before: (LuaState) -> Void = { _ in },
    after: (LuaState) -> Void = { _ in }
  ) throws -> Outcome {
    let (outcome, remains) = try inState(work, limit, before, after)
    remains.check()
    return outcome
  }

  private static func inState(
    _ work: AllocationWork, _ limit: Int, _ before: (LuaState) -> Void, _ after: (LuaState) -> Void
  ) throws -> (Outcome, Remains) {
    let state = LuaState(limits: LuaLimits(time: .seconds(60), memory: limit))
    let remains = Remains(state)
    AllocationWork.prepare(state, columns: columns)
    let error = failure {
      let chunk = try state.load(work.source, name: work.name)
      before(state)
      let results: [LuaValue] = try chunk.call()
      for result in results { _ = result.typeName }
    }
    after(state)
    let outcome = outcome(error, limit)
    if outcome == .outOfMemory {
      state.limits = LuaLimits(time: .seconds(60))
      #expect(try state.run("return 1 + 1", name: "t") == [2])
    }
    return (outcome, remains)
  }

  private static func outcome(_ error: LuaError?, _ limit: Int) -> Outcome {
    switch error {
    case nil: .done
    case .memoryLimit(let bytes, _): bytes == limit ? .outOfMemory : .other
    case .runtime: .failed
    default: .other
    }
  }

  @Test(arguments: AllocationWork.all)
  func `whichever allocation fails, the run ends in a memory error and nothing leaks`(
    work: AllocationWork
  ) throws {
    let expected = try Self.run(work)
    var n: UInt64 = 1
    while try Self.run(work, before: { cl_fail_allocation($0.engine, n, false) }) == .outOfMemory {
      n += 1
    }
    #expect(n > 5)
    #expect(try Self.run(work, before: { cl_fail_allocation($0.engine, n, false) }) == expected)
  }

  @Test(arguments: AllocationWork.all)
  func `whichever allocation of loading fails, it ends in a memory error`(work: AllocationWork) {
    let state = LuaState()
    var n: UInt64 = 0
    var error: LuaError?
    repeat {
      n += 1
      cl_fail_allocation(state.engine, n, false)
      error = failure { _ = try state.load(work.source, name: work.name) }
      if let error, case .memoryLimit(0, _) = error { continue }
      #expect(error == nil)
    } while error != nil
    #expect(n > 5)
  }

  @Test(arguments: AllocationWork.all)
  func `a collection in the middle of whichever allocation changes no result`(
    work: AllocationWork
  ) throws {
    let expected = try Self.run(work)
    for n in UInt64(1)...400 {
      let outcome = try Self.run(work, before: { cl_fail_allocation($0.engine, n, true) })
      // A buffer does not ask twice.
      #expect(outcome == expected || outcome == .outOfMemory)
    }
  }

  @Test(arguments: AllocationWork.all)
  func `wherever the limit is crossed, in a script or in the host, the run ends in a memory error`(
    work: AllocationWork
  ) throws {
    let expected = try Self.run(work)
    let empty = LuaState()
    AllocationWork.prepare(empty, columns: Self.columns)
    var limit = empty.memoryUsed - 2000
    var outcome = Outcome.outOfMemory
    while outcome == .outOfMemory {
      outcome = try Self.run(work, limit: limit)
      limit += 61
    }
    #expect(outcome == expected)
  }

  @Test(arguments: AllocationWork.all)
  func `when the machine has no memory for the host, the run ends once the host has returned`(
    work: AllocationWork
  ) throws {
    let expected = try Self.run(work)
    var n: UInt64 = 0
    var left: UInt64 = 0
    while left == 0 {
      n += 1
      let outcome = try Self.run(
        work, before: { _ = cl_starve($0.engine, n, false) },
        after: { left = cl_starve($0.engine, 0, false) })
      #expect(left == 0 ? outcome == .outOfMemory : outcome == expected)
    }
  }

  @Test func `a machine without any memory ends the process and jumps over nothing`() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      let state = LuaState()
      state.register("make") { call in
        _ = cl_starve(call.state.engine, 1, true)
        return [.table(call.state.makeTable()), .table(call.state.makeTable())]
      }
      try state.run("pcall(make)", name: "t")
    }
  }

  private func open(failing: UInt64, starving: UInt64) -> (LuaError?, Bool) {
    weak var references: ReferenceQueue?
    let error = failure {
      let state = try LuaState(within: LuaLimits(), failing: failing, starving: starving)
      references = state.dropped
    }
    return (error, references == nil)
  }

  @Test(arguments: [false, true])
  func `whichever allocation of the set-up fails, there is no state and nothing leaks`(
    machine: Bool
  ) {
    var n: UInt64 = 0
    var error: LuaError?
    repeat {
      n += 1
      let gone: Bool
      (error, gone) = open(failing: machine ? 0 : n, starving: machine ? n : 0)
      #expect(gone)
      if let error, case .memoryLimit(0, nil) = error { continue }
      #expect(error == nil)
    } while error != nil
    #expect(n > 20)
  }

  @Test func `a state opens within its limit or not at all`() throws {
    #expect(throws: LuaError.self) { try LuaState(within: LuaLimits(memory: 1)) }
    var limit = 1000
    while (try? LuaState(within: LuaLimits(memory: limit))) == nil { limit += 100 }
    let state = try LuaState(within: LuaLimits(memory: limit))
    #expect(state.memoryUsed <= limit)
    for none in [1, 0, -1] {
      let small = LuaState(limits: LuaLimits(memory: none))
      let error = failure { try small.run("return {}", name: "t") }
      guard case .memoryLimit(none, _) = error else { return #expect(Bool(false)) }
    }
  }

  private static func closeInTheMiddle(failing n: UInt64) -> Remains {
    let state = LuaState()
    let remains = Remains(state)
    AllocationWork.prepare(state, columns: Self.columns)
    cl_fail_allocation(state.engine, n, false)
    let source = """
      kept = {}
      for i = 1, 9 do
        kept[i] = coroutine.wrap(function(a)
          local x <close>, y = make(), { make(), a }
          for j = 1, 9 do coroutine.yield(back(function() return make() + a end)) end
        end)
        kept[i](make())
      end
      """
    _ = failure { try state.run(source, name: "t") }
    return remains
  }

  private static func skipFinalizers() throws -> Remains {
    let state = LuaState(limits: LuaLimits(time: .seconds(60)))
    let remains = Remains(state)
    AllocationWork.prepare(state, columns: Self.columns)
    let source = """
      local done
      local function deeper()
        if pcall(deeper) or done then return done end
        done = true
        for i = 1, 5000 do make() end
      end
      deeper()
      """
    try state.run(source, name: "t")
    state.collectGarbage()
    #expect(Counted.alive > 0)
    return remains
  }

  @Test func `an object whose finalizer found no room for its call goes with the state`() throws {
    try Self.skipFinalizers().check()
  }

  @Test func `a state closes in the middle of everything`() {
    for n in UInt64(1)...300 { Self.closeInTheMiddle(failing: n).check() }
  }
}
