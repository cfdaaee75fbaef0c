import Lua
import PlanModel
import PlanStore

/// A scratch store is what a test runs scripts on: a small store in memory, gone with the test.
final class ScratchValue {
  private(set) var store: MemoryStore
  let today: Day?
  /// The run outlives its Lua state, and with it every value that the state holds.
  unowned let run: Run

  init(_ store: MemoryStore, today: Day?, run: Run) {
    (self.store, self.today, self.run) = (store, today, run)
  }

  static let type = HostType<ScratchValue>("store", methods: HostFunction.methods(storeFunctions))

  /// What one script run, or one evaluation of checks, is given.
  func options(_ asked: ScratchOptions, for source: TestRoom.Source) throws -> Run.Options {
    let testCase = try run.thisTest()
    let (room, day) = (testCase.room, asked.today ?? today ?? Fixture.day)
    var options = testCase.options
    let (language, describe) = (asked.language ?? options.language, testCase.describe)
    options.language = language
    options.describe = { describe($0, language) }
    options.today = { _ in day }
    options.parameters = asked.parameters
    options.permissions = Permissions(
      allowed: asked.allowed, denied: asked.denied, limits: room.limits(of: source))
    options.ownOnly = room.isBundle
    options.clock = room.isBundle ? Int64(day.number) * 86_400 : nil
    options.modules = room.modules(beside: source)
    options.template = { room.template($0) }
    if let time = options.limits.time {
      options.limits.time = max(.milliseconds(1), time - run.state.elapsed)
    }
    options.limits.output = 4 << 20
    return options
  }

  func snapshot(_ asked: ScratchOptions) throws -> Snapshot {
    guard let unit = asked.unit else { return store.snapshot }
    return try store.snapshot.scoped(to: unit)
  }

  /// Runs a script, and gives what came of it. Where it fails and should not, or the other way
  /// round, the test has failed.
  fileprivate func run(
    _ source: TestRoom.Source, _ asked: ScratchOptions, at position: LuaPosition?
  ) throws -> LuaValue {
    let testCase = try run.thisTest()
    var blocks: [Block] = []
    var failure: (any Error)?
    var values: [PlanValue] = []
    let inner = try Run(
      try snapshot(asked), options: try options(asked, for: source)
    ) { blocks.append($0) }
    do {
      values = try inner.run(source.text, name: source.name)
    } catch LuaError.timeLimit(_, let position) {
      // What was left of the test's time is no figure that anybody has set.
      failure = LuaError.timeLimit(testCase.options.limits.time ?? .zero, position)
    } catch {
      failure = error
    }
    if let failure, !asked.mayFail {
      try testCase.ask(.scriptFailed(source.name, failure), at: position)
    }
    if failure == nil, asked.mayFail {
      try testCase.ask(.scriptSucceeded(source.name), at: position)
    }
    testCase.count()
    let result = ScratchResult(inner, blocks, values, failure, for: run)
    if asked.applies, failure == nil {
      try store.apply(inner.changes)
      try testCase.charge(store.size)
    }
    return try result.value()
  }
}

let storeFunctions: [HostFunction] = [
  .member(
    "store:run",
    [
      .init("script", "string"),
      .init("options", "table", optional: true, options: ScratchOptions.names),
    ], result: "table",
    vi:
      "Chạy một kịch bản theo tên; cho output, tables, rows, figures, findings, drafts, changes, value, values, error.",
    en:
      "Runs a script by its name; gives output, tables, rows, figures, findings, drafts, changes, value, values, error."
  ) { (store: ScratchValue, call) in
    let source = try store.run.thisTest().room.script(try call.string(1))
    let asked = try ScratchOptions(call, 2, "store:run")
    return [try store.run(source, asked, at: call.position)]
  },
  .member(
    "store:eval",
    [
      .init("code", "string"),
      .init("options", "table", optional: true, options: ScratchOptions.names),
    ], result: "table",
    vi: "Chạy một đoạn mã trên kho; value là giá trị mà nó trả về.",
    en: "Runs a piece of code on the store; value is what it returns."
  ) { (store: ScratchValue, call) in
    let source = TestRoom.Source(path: "tests/eval", name: "eval", text: try call.string(1))
    let asked = try ScratchOptions(call, 2, "store:eval")
    return [try store.run(source, asked, at: call.position)]
  },
  .member(
    "store:check",
    [
      .init("check", "string", optional: true),
      .init("options", "table", optional: true, options: ScratchOptions.checkNames),
    ], result: "table",
    vi: "Chạy các phép kiểm trong thư mục checks, hoặc một phép; cho findings, examined, checks.",
    en: "Runs the checks of the folder checks, or one of them; gives findings, examined, checks."
  ) { (store: ScratchValue, call) in
    let name = call.isAbsent(1) ? nil : try call.string(1)
    return [try store.check(name, try ScratchOptions(call, 2, "store:check"), at: call.position)]
  },
]
