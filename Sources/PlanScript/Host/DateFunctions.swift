import Lua
import PlanModel

/// The module `date`: days and times, read, moved and counted. `date(…)` itself makes a day.

private func part(_ part: DayPart, vi: String, en: String) -> HostFunction {
  HostFunction("date.\(part.rawValue)", [.init("day", "date")], result: "string", vi: vi, en: en) {
    run, call in [try run.lua(part.value(of: try call.day(1)))]
  }
}

private func edge(
  _ name: String, vi: String, en: String,
  _ pick: @escaping @Sendable ((first: Day, last: Day)) -> Day
) -> HostFunction {
  HostFunction(
    "date.\(name)", [.init("period", "string"), .init("day", "date", optional: true)],
    result: "date", vi: vi, en: en
  ) { run, call in
    let day = call.isAbsent(2) ? run.today : try call.day(2)
    return [.handle(LuaHandle(pick(try call.period(1).bounds(of: day))))]
  }
}

let dateFunctions =
  [
    HostFunction("date.today", result: "date", vi: "hôm nay", en: "today") { run, _ in
      [.handle(LuaHandle(run.today))]
    },
    HostFunction(
      "date.parse", [.init("text", "string")], result: "date",
      vi: "đọc ngày hoặc giờ như văn bản viết: ngày 04 tháng 12 năm 2023, 8h00 ngày 04/12/2023",
      en: "reads a day or time as offices write it: ngày 04 tháng 12 năm 2023, 8h00 ngày 04/12/2023"
    ) { _, call in [try parsed(try call.string(1))] },
    HostFunction(
      "date.add", [.init("day", "date"), .init("span", "string")], result: "date",
      vi: "cộng \"3d\", \"2w\", \"1m\", \"1y\"; \"-3d\" là trừ; 31/01 + 1m là ngày cuối tháng 2",
      en: "adds “3d”, “2w”, “1m”, “1y”; “-3d” takes away; 31 January + 1m is the end of February"
    ) { _, call in
      guard let handle = call[1].handle, let day = handle.day ?? handle.time?.day else {
        throw call.mismatch(1, expected: "date")
      }
      let moved = try day.moved(by: try call.string(2))
      guard let time = handle.time else { return [.handle(LuaHandle(moved))] }
      let kept = LocalTime(minutes: time.minutes + Int64(moved - day) * 1440)
      return [.handle(LuaHandle(kept))]
    },
    part(.year, vi: "năm: \"2023\"", en: "the year: “2023”"),
    part(.quarter, vi: "quý: \"2023-Q4\"", en: "the quarter: “2023-Q4”"),
    part(.month, vi: "tháng: \"2023-12\"", en: "the month: “2023-12”"),
    part(.week, vi: "tuần (ISO): \"2023-W49\"", en: "the ISO week: “2023-W49”"),
    HostFunction(
      "date.weekday", [.init("day", "date")], result: "string", vi: "thứ: thứ Hai … Chủ nhật",
      en: "the weekday's name: Monday … Sunday"
    ) { run, call in [.string(run.presenter.format.weekday(try call.day(1)))] },
    HostFunction(
      "date.long", [.init("day", "date")], result: "string",
      vi: "ngày 04 tháng 12 năm 2023", en: "4 December 2023"
    ) { run, call in [.string(run.presenter.format.long(try call.day(1)))] },
    edge("first", vi: "ngày đầu tuần, tháng, quý, năm", en: "first day of a week, month …") {
      $0.first
    },
    edge("last", vi: "ngày cuối tuần, tháng, quý, năm", en: "last day of a week, month …") {
      $0.last
    },
  ] + workingDayFunctions

/// Working days are Monday to Friday but for the holidays that a script names.
private let workingDayFunctions = [
  HostFunction(
    "date.is_working_day", [.init("day", "date"), .init("holidays", "table", optional: true)],
    result: "boolean",
    vi: "là ngày làm việc (thứ Hai đến thứ Sáu, trừ ngày nghỉ nêu trong danh sách)",
    en: "is a working day (Monday to Friday, without the holidays listed)"
  ) { _, call in
    [.boolean(WorkingDays(holidays: try call.days(2)).contains(try call.day(1)))]
  },
  HostFunction(
    "date.working_days",
    [.init("from", "date"), .init("to", "date"), .init("holidays", "table", optional: true)],
    result: "number", vi: "số ngày làm việc từ ngày này đến ngày kia, kể cả hai đầu",
    en: "how many working days from one day to another, both included"
  ) { _, call in
    let days = WorkingDays(holidays: try call.days(3))
    return [.integer(Int64(days.count(from: try call.day(1), through: try call.day(2))))]
  },
  HostFunction(
    "date.add_working_days",
    [.init("day", "date"), .init("count", "number"), .init("holidays", "table", optional: true)],
    result: "date", vi: "ngày làm việc thứ mấy sau (trước, nếu âm) ngày ấy",
    en: "the working day so many later (earlier when negative)"
  ) { _, call in
    let count = Int(clamping: try call.integer(2))
    guard let day = WorkingDays(holidays: try call.days(3)).day(count, after: try call.day(1))
    else { throw HostError.tooLarge }
    return [.handle(LuaHandle(day))]
  },
]

private func parsed(_ text: String) throws -> LuaValue {
  if let time = try? Written.time(text) { return .handle(LuaHandle(time)) }
  do throws(Written.Misreading) {
    return .handle(LuaHandle(try Written.day(text)))
  } catch {
    throw HostError.misread(text: text, error)
  }
}

extension Day {
  /// By `3d`, `2w`, `1m`, `1y`, or back with a minus.
  fileprivate func moved(by text: String) throws -> Day {
    let isBack = text.hasPrefix("-") || text.hasPrefix("−")
    guard let span = Span(isBack ? String(text.dropFirst()) : text) else {
      throw HostError.notASpan(text: text)
    }
    guard let moved = adding(span, times: isBack ? -1 : 1) else { throw HostError.tooLarge }
    return moved
  }
}

extension LuaCall {
  /// A day, the day of a time, or text that is a day.
  func day(_ position: Int) throws -> Day {
    let value = self[position]
    if let day = value.handle?.day ?? value.handle?.time?.day { return day }
    guard case .string(let text) = value else { throw mismatch(position, expected: "date") }
    guard let day = Day(text) else { throw HostError.notADay(text: text) }
    return day
  }

  /// A list of days; none when it was left out.
  fileprivate func days(_ position: Int) throws -> Set<Day> {
    if isAbsent(position) { return [] }
    return Set(
      try table(position).array.map { value in
        if let day = value.handle?.day { return day }
        guard case .string(let text) = value, let day = Day(text) else {
          throw HostError.notADay(text: value.text)
        }
        return day
      })
  }
}
