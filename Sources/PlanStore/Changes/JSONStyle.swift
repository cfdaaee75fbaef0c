import PlanModel

/// A style is how a file writes its records: on one line or on several, with which spaces.
struct JSONStyle: Equatable {
  /// Between `{` and the first name; between a name and its value; between two members; and
  /// between the last value and `}`.
  var (open, colon, comma, close): ([UInt8], [UInt8], [UInt8], [UInt8])

  /// One record a line, as the toolkit writes files of its own.
  static let standard = JSONStyle(
    open: [], colon: Array(": ".utf8), comma: Array(", ".utf8), close: [])
}

extension JSONStyle {
  /// The style of a record that is there. Of a single member the comma is a guess.
  init(of members: [JSONReader.MemberSpan], in bytes: [UInt8], inside: Range<Int>) {
    guard let first = members.first, let last = members.last else {
      self = .standard
      return
    }
    open = Array(bytes[inside.lowerBound..<first.name.lowerBound])
    colon = Array(bytes[last.name.upperBound..<last.value.lowerBound])
    close = Array(bytes[last.value.upperBound..<inside.upperBound])
    if members.count > 1 {
      let before = members[members.count - 2]
      comma = Array(bytes[before.value.upperBound..<last.name.lowerBound])
    } else {
      let space = open.contains(JSONStyle.newline) ? open : colon.last == 0x20 ? [0x20] : []
      comma = [UInt8(ascii: ",")] + space
    }
  }

  static let newline = UInt8(ascii: "\n")

  func record(_ members: [JSONValue.Member]) -> [UInt8] {
    let written = members.map { member($0.name, $0.value) }
    return [UInt8(ascii: "{")] + open + written.joined(separator: comma) + close
      + [UInt8(ascii: "}")]
  }

  /// `"name": value`.
  func member(_ name: String, _ value: JSONValue) -> [UInt8] {
    Array(JSONValue.string(name).text().utf8) + colon + self.value(value)
  }

  /// A value of a member. One that is long or has others inside stands on several lines where
  /// the record does.
  func value(_ value: JSONValue) -> [UInt8] {
    guard let indent else { return Array(line(value).utf8) }
    var lines = value.text(pretty: true).split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first else { return [] }
    lines.removeFirst()
    let rest = lines.map { text in
      let spaces = text.prefix { $0 == " " }.count
      let levels = String(repeating: indent.unit, count: spaces / 2)
      return indent.line + indent.member + levels + text.dropFirst(spaces)
    }
    return Array((String(first) + rest.joined()).utf8)
  }

  /// On one line, with the record's own spaces behind commas and colons.
  private func line(_ value: JSONValue) -> String {
    let (comma, colon) = (tight(self.comma) ? "," : ", ", tight(self.colon) ? ":" : ": ")
    switch value {
    case .array(let items): return "[" + items.map(line).joined(separator: comma) + "]"
    case .object(let members):
      let written = members.map { JSONValue.string($0.name).text() + colon + line($0.value) }
      return "{" + written.joined(separator: comma) + "}"
    default: return value.text()
    }
  }

  private func tight(_ gap: [UInt8]) -> Bool { gap.count == 1 }

  /// The line end, the spaces before a member, and those of one level more; nothing for a
  /// record on one line, or with its commas at the beginning of lines.
  private var indent: (line: String, member: String, unit: String)? {
    guard let place = comma.lastIndex(of: JSONStyle.newline),
      !comma[place...].contains(UInt8(ascii: ","))
    else { return nil }
    let line = place > 0 && comma[place - 1] == 0x0D ? "\r\n" : "\n"
    let member = String(decoding: comma[(place + 1)...], as: UTF8.self)
    let outer = close.lastIndex(of: JSONStyle.newline).map { close.count - $0 - 1 } ?? 0
    let unit = String(member.dropFirst(min(outer, member.count)))
    return (line, member, unit.isEmpty ? "  " : unit)
  }
}
