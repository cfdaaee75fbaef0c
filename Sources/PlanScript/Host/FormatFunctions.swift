import Lua
import PlanModel

/// The module `fmt`: values as the language of the run writes them.
let formatFunctions = [
  HostFunction(
    "fmt.number", [.init("value", "number"), .init("places", "number", optional: true)],
    result: "string", vi: "số theo cách viết của ngôn ngữ: 1.234,5; làm tròn nếu nêu số chữ số lẻ",
    en: "a number as the language writes it: 1,234.5; rounded where places are given"
  ) { run, call in
    guard let number = try run.decimal(call, 1) else { return [.string(try call.tostring(1))] }
    let text = run.presenter.format.text(try call.rounded(number, places: 2))
    return [.string(text)]
  },
  HostFunction(
    "fmt.percent", [.init("value", "ratio | number"), .init("places", "number", optional: true)],
    result: "string", vi: "phần trăm: 95,57%; – khi không có mẫu số",
    en: "a percentage: 95.57%; – where there is no whole"
  ) { run, call in
    let format = run.presenter.format
    let places = call.isAbsent(2) ? run.presenter.percentPlaces : try call.places(2)
    if call[1].isNil { return [.string(Format.nothing)] }
    if let ratio = call[1].object(as: RatioValue.self)?.ratio {
      return [.string(format.text(ratio, places: places))]
    }
    guard let number = try run.decimal(call, 1) else { return [.string(Format.nothing)] }
    return [.string(format.text(number.rounded(to: places)) + "%")]
  },
  HostFunction(
    "fmt.money", [.init("value", "number")], result: "string", vi: "số tiền: 1.234.567 đồng",
    en: "an amount: 1,234,567 VND"
  ) { run, call in
    guard let number = try run.decimal(call, 1) else { throw call.mismatch(1, expected: "number") }
    let format = run.presenter.format
    return [
      .string(format.text(number.rounded(to: 0)) + (format.language == .vi ? " đồng" : " VND"))
    ]
  },
  HostFunction(
    "fmt.date", [.init("day", "date")], result: "string", vi: "ngày: 04/12/2023",
    en: "a day: 2023-12-04"
  ) { run, call in [.string(run.presenter.format.text(try call.day(1)))] },
  HostFunction(
    "fmt.long_date", [.init("day", "date")], result: "string",
    vi: "ngày 04 tháng 12 năm 2023", en: "4 December 2023"
  ) { run, call in [.string(run.presenter.format.long(try call.day(1)))] },
  HostFunction(
    "fmt.period", [.init("period", "string")], result: "string",
    vi: "kỳ bằng lời: 2023-12 → tháng 12/2023, 2023-W49 → tuần 49/2023",
    en: "a period in words: 2023-12 → December 2023, 2023-W49 → week 49 of 2023"
  ) { run, call in
    let text = try call.string(1)
    guard let words = run.presenter.format.period(text) else {
      throw HostError.notASpan(text: text)
    }
    return [.string(words)]
  },
  HostFunction(
    "fmt.count", [.init("count", "number"), .init("noun", "string | table")], result: "string",
    vi: "số đếm như văn bản hành chính: 04 lớp, 12 đơn vị",
    en: "how many of a thing: { vi = “lớp”, en = “class”, plural = “classes” } → 4 classes"
  ) { run, call in [.string(try run.counted(call))] },
  HostFunction(
    "fmt.words", [.init("number", "number")], result: "string",
    vi: "số đọc bằng chữ: 1.205.000 → một triệu hai trăm linh năm nghìn",
    en: "a whole number in words"
  ) { run, call in [.string(numberWords(try call.integer(1), run.presenter.language))] },
  HostFunction(
    "fmt.list", [.init("items", "table")], result: "string", vi: "liệt kê: a, b và c",
    en: "an enumeration: a, b and c"
  ) { run, call in
    let items = try call.table(1).array.map { try run.words($0, function: "fmt.list") }
    return [.string(run.presenter.format.enumeration(items))]
  },
  HostFunction(
    "fmt.read_number", [.init("text", "string")], result: "number",
    vi: "đọc số như văn bản viết: 1.234.567,89; số hai nghĩa bị từ chối",
    en: "reads a number as offices write it: 1.234.567,89; what could be two is refused"
  ) { run, call in
    let text = try call.string(1)
    let number: ExactDecimal
    do throws(Written.Misreading) {
      number = try Written.number(text)
    } catch {
      throw HostError.misread(text: text, error)
    }
    return [try run.lua(.decimal(number))]
  },
]

extension Run {
  /// A number as an exact decimal; nothing for one that no decimal holds.
  fileprivate func decimal(_ call: LuaCall, _ position: Int) throws -> ExactDecimal? {
    _ = try call.number(position)
    return try plan(call[position]).number
  }

  /// Vietnamese nouns have no plural; numbers below ten have two digits.
  fileprivate func counted(_ call: LuaCall) throws -> String {
    let count = try call.integer(1)
    let noun = try text(call, 2)
    let number = presenter.format.text(count)
    guard presenter.language == .en else {
      return ((0..<10).contains(count) ? "0" + number : number) + " " + noun
    }
    var words = noun
    if count != 1, case .table(let table) = call[2],
      case .string(let plural) = table[.string("plural")]
    {
      words = plural
    }
    return number + " " + words
  }
}

extension LuaCall {
  /// How many digits behind the point, at most 9.
  fileprivate func places(_ position: Int) throws -> Int {
    let places = try integer(position)
    guard (0...9).contains(places) else { throw mismatch(position, expected: "0…9") }
    return Int(places)
  }

  fileprivate func rounded(_ number: ExactDecimal, places position: Int) throws -> ExactDecimal {
    if isAbsent(position) { return number }
    return number.fixed(to: try places(position))
  }
}
