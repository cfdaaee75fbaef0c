import Chance
import PlanModel

/// Random JSON: values of every kind, and texts in which something was changed.
enum RandomJSON {
  static let strings = [
    "", "a", "dv-001", "city", "base", "Đảng ủy", "Tie\u{302}\u{301}n", "Tiến",
    "\"\\/\u{8}\u{C}\n\r\t", "📌",
    "2023-12-04", "2023-02-30", "2023-12-04T08:00", "một chuỗi dài hơn mười sáu byte",
  ]

  static let numbers = [
    "0", "-0", "1", "-7", "12.50", "1.0", "1e2", "1E-3", "-0.005", "9223372036854775807",
    "9223372036854775808", "-9223372036854775806", "-9223372036854775807", "999999999999999999",
    "1000000000000000000", "0.0000000000000000001", "123456789012345678901234567890", "1e400",
    "0e5", "1.5e1",
  ]

  static func string(_ dice: inout Dice) -> String { strings.randomElement(using: &dice) ?? "" }

  static func value(_ dice: inout Dice, depth: Int) -> JSONValue {
    switch dice.next() % (depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .boolean(dice.next() % 2 == 0)
    case 2: .number(numbers.randomElement(using: &dice) ?? "0")
    case 3, 4: .string(string(&dice))
    case 5: .array((0..<dice.next() % 4).map { _ in value(&dice, depth: depth - 1) })
    default:
      .object(
        (0..<dice.next() % 4).map { _ in .init(string(&dice), value(&dice, depth: depth - 1)) })
    }
  }

  /// The same value, spelled in one of the ways that JSON allows.
  static func spelling(_ value: JSONValue, _ dice: inout Dice) -> String {
    func list(_ open: String, _ items: [String], _ close: String) -> String {
      let inside = items.map { space(&dice) + $0 + space(&dice) }.joined(separator: ",")
      return open + (items.isEmpty ? space(&dice) : inside) + close
    }
    switch value {
    case .string(let text): return quoted(text, &dice)
    case .array(let items): return list("[", items.map { spelling($0, &dice) }, "]")
    case .object(let members):
      return list(
        "{",
        members.map { member in
          quoted(member.name, &dice) + space(&dice) + ":" + space(&dice)
            + spelling(member.value, &dice)
        }, "}")
    default: return value.text()
    }
  }

  private static func space(_ dice: inout Dice) -> String {
    ["", "", "", " ", "\n", "\t", "\r\n  "].randomElement(using: &dice) ?? ""
  }

  /// Now and then a character is written as an escape that it does not need.
  private static func quoted(_ text: String, _ dice: inout Dice) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if dice.next() % 12 == 0 {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: dice.next() % 2 == 0)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        // By scalars: a quote and an accent behind it are one character.
        let literal = JSONValue.string(String(scalar)).text().unicodeScalars
        out.unicodeScalars.append(contentsOf: literal.dropFirst().dropLast())
      }
    }
    return out + "\""
  }

  /// One byte changed, dropped or put in, a piece doubled, or the end cut off.
  static func mutated(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let marks =
      Array("[]{}\",:\\u09-+.eE tfn\n".utf8) + [
        0x00, 0x1F, 0x7F, 0x80, 0xBB, 0xC3, 0xED, 0xF4, 0xFF,
      ]
    let mark = marks[Int(dice.next() % UInt64(marks.count))]
    let place = Int(dice.next() % UInt64(text.count))
    var text = text
    switch dice.next() % 5 {
    case 0: text[place] = mark
    case 1: text.remove(at: place)
    case 2: text.insert(mark, at: place)
    case 3: text.insert(contentsOf: text[place..<min(text.count, place + 8)], at: place)
    default: text.removeLast(text.count - place)
    }
    return text
  }
}
