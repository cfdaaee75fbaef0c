import Lua
import PlanModel

/// Days and times in a script's hands. They compare, subtract and key tables by themselves:
/// the handle is the value.
extension Run {
  func makeDayBehaviour() -> HandleBehaviour {
    var behaviour = dateBehaviour()
    behaviour.index = { [unowned self] handle, key, _ in
      guard let day = handle.day else { return .nil }
      switch key.text {
      case "year": return .integer(Int64(day.year))
      case "month": return .integer(Int64(day.month))
      case "day": return .integer(Int64(day.day))
      case "weekday": return .integer(Int64(day.weekday))
      case "iso": return .string(day.description)
      case "long": return .string(self.presenter.format.long(day))
      default:
        throw unknownMember("date", key.text, ValueKind.date.members.map(\.name))
      }
    }
    return behaviour
  }

  func makeTimeBehaviour() -> HandleBehaviour {
    var behaviour = dateBehaviour()
    behaviour.index = { handle, key, _ in
      guard let time = handle.time else { return .nil }
      switch key.text {
      case "date": return .handle(LuaHandle(time.day))
      case "hour": return .integer(Int64(time.hour))
      case "minute": return .integer(Int64(time.minute))
      case "clock": return .string(time.clock)
      case "iso": return .string(time.description)
      default: throw unknownMember("time", key.text, ValueKind.time.members.map(\.name))
      }
    }
    return behaviour
  }

  private func dateBehaviour() -> HandleBehaviour {
    var behaviour = HandleBehaviour(name: "date")
    behaviour.newIndex = { _, key, _, _ in throw HostError.readOnly(owner: "date", name: key.text) }
    behaviour.tostring = { [unowned self] handle, _ in
      handle.day.map { self.presenter.format.text($0) }
        ?? handle.time.map { self.presenter.format.text($0) } ?? ""
    }
    behaviour.lt = { [unowned self] a, b, _ in try self.order(a, b).map { $0 < 0 } ?? false }
    behaviour.le = { [unowned self] a, b, _ in try self.order(a, b).map { $0 <= 0 } ?? false }
    behaviour.add = { a, b, _ in a.isHandle ? try moved(a, by: b, 1) : try moved(b, by: a, 1) }
    behaviour.sub = { a, b, _ in try difference(a, b) }
    behaviour.concat = { _, _, call in .string(try call.joined()) }
    return behaviour
  }
}

/// `day + 7`, `7 + day`: days later. `time + 90`: minutes later.
private func moved(_ value: LuaValue, by amount: LuaValue, _ sign: Int) throws -> LuaValue {
  guard let handle = value.handle, let count = amount.integer else {
    throw HostError.argument(
      function: sign > 0 ? "+" : "-", name: "2", expected: "number", found: amount.typeName)
  }
  let (steps, isTooLarge) = count.multipliedReportingOverflow(by: Int64(sign))
  if let day = handle.day, !isTooLarge, let moved = day.adding(Int(clamping: steps)) {
    return .handle(LuaHandle(moved))
  }
  if let time = handle.time, !isTooLarge {
    let (minutes, overflow) = time.minutes.addingReportingOverflow(steps)
    if !overflow, minutes.magnitude < 1 << 59 {
      return .handle(LuaHandle(LocalTime(minutes: minutes)))
    }
  }
  throw HostError.tooLarge
}

/// `day - day`: days between. `time - time`: minutes between. `day - 7`: days earlier.
private func difference(_ a: LuaValue, _ b: LuaValue) throws -> LuaValue {
  guard let first = a.handle else {
    throw HostError.argument(function: "-", name: "1", expected: "date", found: a.typeName)
  }
  guard let second = b.handle else { return try moved(a, by: b, -1) }
  if let first = first.time, let second = second.time {
    return .integer(first.minutes - second.minutes)
  }
  guard let first = first.anyDay, let second = second.anyDay else {
    throw HostError.argument(function: "-", name: "2", expected: "date", found: b.typeName)
  }
  return .integer(Int64(first - second))
}

extension LuaHandle {
  /// The day, or the day of the time.
  fileprivate var anyDay: Day? { day ?? time?.day }
}

extension LuaValue {
  fileprivate var isHandle: Bool { handle != nil }
}

func unknownMember(_ owner: String, _ name: String, _ known: [String]) -> HostError {
  .unknownMember(owner: owner, name: name, suggestions: suggestions(for: name, among: known))
}

/// `date("2023-12-04")`, `date(2023, 12, 4)`.
let valueFunctions = [
  HostFunction(
    "date",
    [
      .init("text", "string | number"), .init("month", "number", optional: true),
      .init("day", "number", optional: true),
    ],
    result: "date", vi: "Ngày từ chữ (04/12/2023, 2023-12-04) hoặc từ năm, tháng, ngày.",
    en: "A day from text (2023-12-04, 04/12/2023) or from year, month and day."
  ) { _, call in
    if case .handle(let handle) = call[1], let day = handle.anyDay {
      return [.handle(LuaHandle(day))]
    }
    if case .string(let text) = call[1] {
      if let day = Day(text) { return [.handle(LuaHandle(day))] }
      if let time = LocalTime(text) { return [.handle(LuaHandle(time))] }
      throw HostError.notADay(text: text)
    }
    let (year, month, day) = (try call.integer(1), try call.integer(2), try call.integer(3))
    guard let y = Int(exactly: year), let m = Int(exactly: month), let d = Int(exactly: day),
      let value = Day(year: y, month: m, day: d)
    else { throw HostError.notADay(text: "\(year)-\(month)-\(day)") }
    return [.handle(LuaHandle(value))]
  },
  HostFunction(
    "ratio", [.init("part", "number"), .init("whole", "number")], result: "ratio",
    vi: "Tỷ lệ giữ nguyên hai số; cộng lại thành ΣC/ΣB.",
    en: "A ratio that keeps its two numbers; ratios add up as ΣC/ΣB."
  ) { run, call in [run.lua(Ratio(try call.integer(1), of: try call.integer(2)))] },
]
