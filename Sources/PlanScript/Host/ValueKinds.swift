public import PlanModel

/// A value kind is a sort of value that is neither a record nor plain Lua: what a script can ask
/// such a value, in words.
public struct ValueKind: Sendable {
  /// As the declarations of functions name it: `date`.
  public let name: String
  public let help: Bilingual
  public let members: [Member]
  /// What arithmetic with it gives.
  public let operators: [Operator]

  public struct Member: Sendable {
    public let name: String
    public let type: String
    public let help: Bilingual

    init(_ name: String, _ type: String, vi: String, en: String) {
      (self.name, self.type) = (name, type)
      help = Bilingual(vi: vi, en: en)
    }
  }

  /// `add(number): date` is `day + 7`.
  public struct Operator: Sendable {
    public let name: String
    public let operand: String
    public let result: String

    init(_ name: String, _ operand: String, _ result: String) {
      (self.name, self.operand, self.result) = (name, operand, result)
    }
  }
}

extension ValueKind {
  public static let all = [date, time, ratio]

  static let date = ValueKind(
    name: "date", help: Bilingual(vi: "Một ngày.", en: "A day."),
    members: [
      Member("year", "number", vi: "năm: 2023", en: "the year: 2023"),
      Member("month", "number", vi: "tháng, 1 đến 12", en: "the month, 1 to 12"),
      Member("day", "number", vi: "ngày trong tháng", en: "the day of the month"),
      Member(
        "weekday", "number", vi: "thứ trong tuần, 1 là thứ Hai", en: "the weekday, 1 is Monday"),
      Member("iso", "string", vi: "dạng 2023-12-04", en: "as 2023-12-04"),
      Member("long", "string", vi: "ngày 04 tháng 12 năm 2023", en: "4 December 2023"),
    ],
    operators: [
      Operator("add", "number", "date"), Operator("sub", "number", "date"),
      Operator("sub", "date", "number"),
    ])

  static let time = ValueKind(
    name: "time", help: Bilingual(vi: "Một thời điểm trong ngày.", en: "A time of a day."),
    members: [
      Member("date", "date", vi: "ngày", en: "the day"),
      Member("hour", "number", vi: "giờ", en: "the hour"),
      Member("minute", "number", vi: "phút", en: "the minute"),
      Member("clock", "string", vi: "giờ phút: 08:00", en: "the clock: 08:00"),
      Member("iso", "string", vi: "dạng 2023-12-04T08:00", en: "as 2023-12-04T08:00"),
    ],
    operators: [
      Operator("add", "number", "time"), Operator("sub", "number", "time"),
      Operator("sub", "time", "number"),
    ])

  static let ratio = ValueKind(
    name: "ratio",
    help: Bilingual(
      vi: "Một tỷ lệ giữ nguyên hai số.", en: "A ratio that keeps its two numbers."),
    members: [
      Member("part", "number", vi: "tử số", en: "the number above"),
      Member("whole", "number", vi: "mẫu số", en: "the number below"),
      Member("percent", "number?", vi: "phần trăm; nil khi mẫu số là 0", en: "percent; nil of 0"),
    ],
    operators: [Operator("add", "ratio", "ratio")])
}
