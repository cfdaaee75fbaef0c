/// Tokens are the words and signs of a piece of Lua, as far as it goes: a line that somebody is
/// still typing has some, too.
struct LuaTokens {
  struct Token: Equatable {
    enum Kind { case name, keyword, number, string, sign }

    let kind: Kind
    let range: Range<Int>
    /// False for a string whose end has not come.
    var isClosed = true
  }

  /// What goes on behind the end of the text: the inside of `[==[ … ]==]`.
  struct Long: Equatable {
    let level: Int
    let isComment: Bool
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  private(set) var open: Long?
  /// Whether the text ends within a comment.
  private(set) var endsInComment = false
  private var place = 0

  /// `inside`: what an earlier text left open.
  init(_ text: some StringProtocol, inside long: Long? = nil) {
    bytes = Array(text.utf8)
    if let long { skip(long, from: 0) }
    while place < bytes.count { step() }
  }

  subscript(index: Int) -> String { text(tokens[index]) }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  func isSign(_ index: Int, _ sign: String) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .sign && self[index] == sign
  }

  func isKeyword(_ index: Int, _ word: String) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .keyword && self[index] == word
  }

  /// What stands between the quotes of a string, as it is written.
  func content(_ token: Token) -> String {
    let inner = bytes[token.range]
    guard inner.first == UInt8(ascii: "\"") || inner.first == UInt8(ascii: "'") else {
      return String(decoding: inner, as: UTF8.self)
    }
    return String(decoding: inner.dropFirst().dropLast(token.isClosed ? 1 : 0), as: UTF8.self)
  }

  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]
}

// MARK: - Reading

extension LuaTokens {
  private mutating func step() {
    let byte = bytes[place]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: place += 1
    case UInt8(ascii: "-") where next == byte: comment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
    case UInt8(ascii: "[") where level(at: place) != nil: longString()
    case _ where LuaTokens.isDigit(byte): number()
    case _ where LuaTokens.isName(byte): word()
    default: sign()
    }
  }

  private var next: UInt8? { place + 1 < bytes.count ? bytes[place + 1] : nil }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || isDigit(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte) || byte >= 0x80
  }

  private mutating func word() {
    let start = place
    while place < bytes.count, LuaTokens.isName(bytes[place]) { place += 1 }
    let isKeyword = LuaTokens.keywords.contains(
      String(decoding: bytes[start..<place], as: UTF8.self))
    tokens.append(Token(kind: isKeyword ? .keyword : .name, range: start..<place))
  }

  private mutating func number() {
    let start = place
    while place < bytes.count, LuaTokens.isName(bytes[place]) || isFraction { place += 1 }
    tokens.append(Token(kind: .number, range: start..<place))
  }

  /// A point that belongs to a number, and does not join two texts.
  private var isFraction: Bool {
    bytes[place] == UInt8(ascii: ".") && next != UInt8(ascii: ".")
  }

  private mutating func sign() {
    let start = place
    let longest = ["...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"]
    let length = longest.first { bytes[start...].starts(with: $0.utf8) }?.utf8.count ?? 1
    place += length
    tokens.append(Token(kind: .sign, range: start..<place))
  }

  private mutating func string(_ quote: UInt8) {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != quote, bytes[place] != 0x0A {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place = min(place, bytes.count)
    let isClosed = place < bytes.count && bytes[place] == quote
    if isClosed { place += 1 }
    tokens.append(Token(kind: .string, range: start..<place, isClosed: isClosed))
  }

  private mutating func comment() {
    place += 2
    if place < bytes.count, let level = level(at: place) {
      return skip(Long(level: level, isComment: true), from: place + level + 2)
    }
    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    endsInComment = place == bytes.count
  }

  private mutating func longString() {
    let start = place
    guard let level = level(at: place) else { return }
    skip(Long(level: level, isComment: false), from: place + level + 2)
    tokens.append(Token(kind: .string, range: start..<place, isClosed: open == nil))
  }

  /// How many signs stand between the brackets of `[==[`; nothing when this is no such bracket.
  private func level(at start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "[") else { return nil }
    var end = start + 1
    while end < bytes.count, bytes[end] == UInt8(ascii: "=") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "[") ? end - start - 1 : nil
  }

  private mutating func skip(_ long: Long, from start: Int) {
    let bracket = UInt8(ascii: "]")
    let closing =
      [bracket] + [UInt8](repeating: UInt8(ascii: "="), count: long.level) + [bracket]
    place = start
    while place < bytes.count, !bytes[place...].starts(with: closing) { place += 1 }
    open = place < bytes.count ? nil : long
    endsInComment = open?.isComment ?? false
    place = min(place + closing.count, bytes.count)
  }
}

// MARK: - Depth

extension LuaTokens {
  /// How many brackets and blocks a token opens (1) or closes (−1).
  func turn(_ index: Int) -> Int {
    let token = tokens[index]
    switch token.kind {
    case .sign:
      switch self[index] {
      case "(", "{", "[": return 1
      case ")", "}", "]": return -1
      default: return 0
      }
    case .keyword:
      switch self[index] {
      // `while` and `for` have their `do`.
      case "function", "do", "if", "repeat": return 1
      case "end", "until": return -1
      default: return 0
      }
    default: return 0
    }
  }

  /// The opening bracket that a token lies in; nothing when there is none.
  func opener(before index: Int) -> Int? {
    var (place, depth) = (index - 1, 0)
    while place >= 0 {
      if tokens[place].kind == .sign { depth -= turn(place) }
      if depth < 0 { return place }
      place -= 1
    }
    return nil
  }

  /// The bracket that the closing bracket at `index` belongs to.
  func opener(of index: Int) -> Int? { opener(before: index) }
}
