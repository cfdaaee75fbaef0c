/// A JSON value that keeps what a reader of the file would miss: the order of names and
/// the spelling of numbers.
public indirect enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// As written: `1.0` is not `1`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Sendable, Hashable {
    public let name: String
    public let value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

extension JSONValue {
  /// The member of that name; the first, when there are several.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var integer: Int64? {
    if case .number(let spelling) = self { Int64(spelling) } else { nil }
  }
}

extension JSONValue {
  /// JSON text on one line; or indented by two spaces a level, with what is short and has
  /// nothing inside it on a line of its own.
  public func text(pretty: Bool = false) -> String {
    var out = ""
    write(to: &out, indent: pretty ? 0 : nil)
    return out
  }

  private func write(to out: inout String, indent: Int?) {
    let indent = indent != nil && isShort ? nil : indent
    switch self {
    case .null: out += "null"
    case .boolean(let value): out += value ? "true" : "false"
    case .number(let spelling): out += spelling
    case .string(let text): JSONValue.quote(text, into: &out)
    case .array(let items):
      JSONValue.writeList("[", items, "]", to: &out, indent: indent) { item, out, indent in
        item.write(to: &out, indent: indent)
      }
    case .object(let members):
      JSONValue.writeList("{", members, "}", to: &out, indent: indent) { member, out, indent in
        JSONValue.quote(member.name, into: &out)
        out += ": "
        member.value.write(to: &out, indent: indent)
      }
    }
  }

  private var isShort: Bool {
    let items: [JSONValue]
    switch self {
    case .array(let values): items = values
    case .object(let members): items = members.map(\.value)
    default: return true
    }
    let nested = items.contains {
      if case .array = $0 { true } else if case .object = $0 { true } else { false }
    }
    return !nested && text().utf8.count <= 90
  }

  private static func writeList<Item>(
    _ open: String, _ items: [Item], _ close: String, to out: inout String, indent: Int?,
    write: (Item, inout String, Int?) -> Void
  ) {
    let inner = indent.map { $0 + 1 }
    func breakLine(_ level: Int?) -> String {
      level.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
    }
    out += open
    for (position, item) in items.enumerated() {
      if position > 0 { out += inner == nil ? ", " : "," }
      out += breakLine(inner)
      write(item, &out, inner)
    }
    if !items.isEmpty { out += breakLine(indent) }
    out += close
  }

  /// A JSON string literal; only what RFC 8259 requires is escaped.
  public static func quote(_ text: String, into out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
