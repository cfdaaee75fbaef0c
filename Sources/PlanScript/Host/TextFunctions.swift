import Foundation
import Lua
import PlanModel

/// The module `text`: Vietnamese words in a script's hands.

private func changed(
  _ name: String, vi: String, en: String, _ change: @escaping @Sendable (String) -> String
) -> HostFunction {
  HostFunction("text.\(name)", [.init("text", "string")], result: "string", vi: vi, en: en) {
    _, call in [.string(change(try call.string(1)))]
  }
}

private func measured(
  _ name: String, vi: String, en: String, _ measure: @escaping @Sendable (String) -> Int
) -> HostFunction {
  HostFunction("text.\(name)", [.init("text", "string")], result: "number", vi: vi, en: en) {
    _, call in [.integer(Int64(measure(try call.string(1))))]
  }
}

private func tested(_ kind: TextTest.Kind, vi: String, en: String) -> HostFunction {
  HostFunction(
    "text.\(kind.rawValue)",
    [.init("text", "string"), .init("part", "string"), .init("how", "string", optional: true)],
    result: "boolean", vi: vi, en: en
  ) { _, call in
    let test = TextTest(kind, try call.string(2), isExact: try call.isExact(3))
    return [.boolean(test.accepts(try call.string(1)))]
  }
}

private func same(
  _ name: String, vi: String, en: String, _ key: @escaping @Sendable (String) -> String
) -> HostFunction {
  HostFunction(
    "text.\(name)", [.init("a", "string"), .init("b", "string")], result: "boolean", vi: vi, en: en
  ) { _, call in [.boolean(key(try call.string(1)) == key(try call.string(2)))] }
}

private func sorted(
  _ name: String, vi: String, en: String, _ key: @escaping @Sendable (String) -> String
) -> HostFunction {
  HostFunction("text.\(name)", [.init("list", "table")], result: "table", vi: vi, en: en) {
    run, call in
    let texts = try call.table(1).array.map { value in
      guard case .string(let text) = value else {
        throw HostError.argument(
          function: "text.\(name)", name: "list", expected: "table of string",
          found: value.typeName)
      }
      return (key: key(text), text: text)
    }
    let ordered = texts.sorted {
      if $0.key != $1.key { return Collation.precedes($0.key, $1.key) }
      return Collation.precedes($0.text, $1.text)
    }
    return [try run.list(ordered.map { .string($0.text) })]
  }
}

let textFunctions =
  [
    changed(
      "fold", vi: "bỏ dấu, chữ thường: Đường → duong",
      en: "without accents, in small letters: Đường → duong"
    ) { folded($0) },
    changed("upper", vi: "chữ hoa", en: "capital letters") { composed($0).uppercased() },
    changed("lower", vi: "chữ thường", en: "small letters") { composed($0).lowercased() },
    changed("capital", vi: "viết hoa chữ đầu", en: "the first letter as a capital") { text in
      composed(String(text.prefix(1))).uppercased() + text.dropFirst()
    },
    changed(
      "trim", vi: "bỏ khoảng trắng ở hai đầu và khoảng trắng thừa",
      en: "without spaces at the ends, and one between words"
    ) { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") },
    changed(
      "key", vi: "khóa để tìm lại cùng một tên: không kể hoa thường, khoảng trắng, cách đặt dấu",
      en: "a key to find the same name by: letter case, spaces and tone placement apart"
    ) { matchable($0) },
    changed("given_name", vi: "tên (chữ cuối)", en: "the given name (the last word)") { name in
      name.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    },
    changed("family_name", vi: "họ (chữ đầu)", en: "the family name (the first word)") { name in
      name.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    },
    measured("length", vi: "số chữ cái", en: "how many letters") { composed($0).count },
    measured("width", vi: "số cột trên màn hình", en: "how many columns of a terminal") {
      displayWidth($0)
    },
    tested(
      .contains, vi: "có chứa; không kể dấu và hoa thường, trừ khi thêm \"exact\"",
      en: "contains; accents and letter case apart, unless “exact” is added"),
    tested(.starts, vi: "bắt đầu bằng (như trên)", en: "begins with (as above)"),
    tested(.ends, vi: "kết thúc bằng (như trên)", en: "ends with (as above)"),
    tested(
      .like, vi: "giống mẫu có * và ? (như trên)", en: "is like a pattern of * and ? (as above)"),
    same(
      "same", vi: "giống nhau, không kể dấu và hoa thường", en: "the same, accents and case apart"
    ) {
      folded($0)
    },
    same(
      "same_name", vi: "cùng một tên: dấu vẫn kể, cách đặt dấu, hoa thường, khoảng trắng thì không",
      en: "the same name: accents count; tone placement, letter case and spaces do not"
    ) { matchable($0) },
    HostFunction(
      "text.bears_secrecy_mark", [.init("text", "string")], result: "boolean",
      vi: "có dấu MẬT, TỐI MẬT, TUYỆT MẬT đứng riêng; “bảo mật” thì không",
      en: "bears a secrecy mark of its own (MẬT, TỐI MẬT, TUYỆT MẬT); “bảo mật” is none"
    ) { _, call in [.boolean(SecrecyMark.found(in: try call.string(1)) != nil)] },
    sorted("sort", vi: "sắp xếp theo tiếng Việt", en: "sorts as a Vietnamese dictionary does") {
      $0
    },
    sorted("sort_names", vi: "sắp xếp tên người theo tên gọi", en: "sorts people by given name") {
      Collation.givenNameFirst($0)
    },
  ] + comparingFunctions

private let comparingFunctions = [
  HostFunction(
    "text.compare", [.init("a", "string"), .init("b", "string")], result: "number",
    vi: "-1, 0 hoặc 1 theo thứ tự tiếng Việt", en: "-1, 0 or 1 by the Vietnamese order"
  ) { _, call in
    let (a, b) = (try call.string(1), try call.string(2))
    return [.integer(Collation.precedes(a, b) ? -1 : Collation.precedes(b, a) ? 1 : 0)]
  },
  HostFunction(
    "text.near", [.init("name", "string"), .init("list", "table")], result: "table",
    vi: "những tên gần giống trong danh sách, gần nhất trước",
    en: "near names of a list, nearest first"
  ) { run, call in
    let known = try call.table(2).array.compactMap { value in
      if case .string(let text) = value { text } else { nil as String? }
    }
    let near = suggestions(for: try call.string(1), among: known)
    return [try run.list(near.map { .string($0) })]
  },
  HostFunction(
    "text.pad",
    [.init("text", "string"), .init("width", "number"), .init("side", "string", optional: true)],
    result: "string", vi: "thêm khoảng trắng cho đủ số cột; \"left\" là thêm ở bên trái",
    en: "spaces added up to so many columns; “left” adds them on the left"
  ) { _, call in
    let text = try call.string(1)
    let missing = min(10_000, max(0, Int(clamping: try call.integer(2)) - displayWidth(text)))
    let spaces = String(repeating: " ", count: missing)
    if call.isAbsent(3) { return [.string(text + spaces)] }
    let side = try call.string(3)
    guard ["left", "right"].contains(side) else {
      throw HostError.unknownOption(side, of: "text.pad", among: ["left", "right"])
    }
    return [.string(side == "left" ? spaces + text : text + spaces)]
  },
]
