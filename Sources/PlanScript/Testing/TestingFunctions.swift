import Lua
import PlanModel

/// What a file of tests finds beside what scripts have; nowhere else are they there.
let testingFunctions: [HostFunction] =
  [testFunction, scratchFunction, expectFunction] + storeFunctions + expectationFunctions

/// Those that are globals.
let testingGlobals = [testFunction, scratchFunction, expectFunction]

private let testFunction = HostFunction(
  "test", [.init("name", "string"), .init("body", "function")],
  vi: "Khai báo một phép thử: tên nói điều phải đúng; mỗi phép thử chạy riêng, từ đầu tệp.",
  en: "Declares a test: its name says what must be so; each runs by itself, in a file read anew."
) { run, call in
  let test = TestCase.Declared(
    name: try call.string(1), position: call.position, body: try call.function(2))
  try run.thisTest().declare(test)
  return []
}

private let scratchFunction = HostFunction(
  "scratch",
  [.init("fixture", "table", optional: true, options: Fixture.names)], result: "store",
  vi:
    "Kho nháp trong bộ nhớ: mỗi tập hợp là một danh sách bản ghi hoặc số bản ghi; thiếu mã và trường bắt buộc thì tự điền.",
  en:
    "A scratch store in memory: of each collection a list of records, or how many; ids and required fields that are left out are filled in."
) { run, call in
  let fixture = call.isAbsent(1) ? nil : try call.table(1)
  let made = try Fixture(fixture, run: run)
  try run.thisTest().charge(made.store.size)
  let value = ScratchValue(made.store, today: made.today, run: run)
  return [run.state.makeObject(value, type: ScratchValue.type)]
}

private let expectFunction = HostFunction(
  "expect", [.init("value", "any")], result: "expectation",
  vi: "Nói điều mong đợi ở một giá trị: expect(run.rows):to_count(2).",
  en: "Says what is expected of a value: expect(run.rows):to_count(2)."
) { run, call in
  try run.thisTest().open()
  return [run.state.makeObject(ExpectationValue(call[1], run: run), type: ExpectationValue.type)]
}
