/// Lines are what was typed so far of something that may go on.
///
/// Brackets and blocks are counted as lines come, so that a long paste is not compiled anew for
/// each of its lines.
struct Lines {
  private(set) var text = ""
  private var depth = 0
  private var open: LuaTokens.Long?

  var isEmpty: Bool { text.isEmpty }

  mutating func add(_ line: String) {
    let tokens = LuaTokens(line, inside: open)
    open = tokens.open
    for index in tokens.tokens.indices { depth += tokens.turn(index) }
    text += text.isEmpty ? line : "\n" + line
  }

  /// Whether a bracket, a block or a long text surely waits for its end.
  var isOpen: Bool { depth > 0 || open != nil }

  /// Whether a line goes on with what stands before it: `:where { … }`, `.name`, `and …`.
  static func continues(_ line: String) -> Bool {
    let tokens = LuaTokens(line)
    guard let first = tokens.tokens.first else { return false }
    let text = tokens.text(first)
    switch first.kind {
    case .sign:
      let joins = [".", "..", "+", "*", "/", "==", "~=", "<", ">", "<=", ">=", ")", "}", "]"]
      return joins.contains(text) || (text == ":" && isMethod(tokens))
    case .keyword: return ["and", "or"].contains(text)
    default: return false
    }
  }

  /// `:where {`, `:limit(`, `:get "`, and not `:time (…)`, which is a command.
  private static func isMethod(_ tokens: LuaTokens) -> Bool {
    guard tokens.tokens.count > 2, tokens.tokens[1].kind == .name else { return false }
    let name = tokens[1]
    let isCommand = PromptCommand.Name(rawValue: name) != nil
    guard !isCommand || methodFunctions.contains(where: { $0.memberName == name }) else {
      return false
    }
    return tokens.tokens[2].kind == .string || tokens.isSign(2, "(") || tokens.isSign(2, "{")
  }
}

/// A chunk is one thing that was typed, as it is compiled.
struct Chunk {
  /// As it was typed.
  let source: String

  /// For its value, if it is an expression.
  var expression: String { "return " + source }

  /// With the locals outside of every function and block made variables of the conversation:
  /// otherwise they would be gone with the line that made them. Bytes keep their places.
  var statement: String {
    let tokens = LuaTokens(source)
    var (bytes, depth) = (tokens.bytes, 0)
    var additions: [Int] = []
    for index in tokens.tokens.indices {
      depth += tokens.turn(index)
      guard depth == 0, tokens.isKeyword(index, "local") else { continue }
      // `<const>` and `<close>` are only for real locals.
      guard let (end, isSet) = names(tokens, from: index + 1) else { continue }
      for place in tokens.tokens[index].range { bytes[place] = 0x20 }
      if !isSet { additions.append(tokens.tokens[end].range.upperBound) }
    }
    for place in additions.reversed() { bytes.insert(contentsOf: " = nil ".utf8, at: place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names that `local` declares outside of everything: reading one that holds nothing is no
  /// mistake.
  var declared: [String] {
    let tokens = LuaTokens(source)
    var (names, depth) = ([String](), 0)
    for index in tokens.tokens.indices {
      depth += tokens.turn(index)
      guard depth == 0, tokens.isKeyword(index, "local"),
        let (end, _) = self.names(tokens, from: index + 1)
      else { continue }
      names += (index + 1...end).filter { tokens.tokens[$0].kind == .name }.map { tokens[$0] }
    }
    return names
  }

  /// The last name that `local` declares, and whether something is given to it.
  private func names(_ tokens: LuaTokens, from start: Int) -> (end: Int, isSet: Bool)? {
    if tokens.isKeyword(start, "function") { return (start, true) }
    var place = start
    while tokens.tokens.indices.contains(place), tokens.tokens[place].kind == .name {
      if tokens.isSign(place + 1, "<") { return nil }
      guard tokens.isSign(place + 1, ",") else { return (place, tokens.isSign(place + 1, "=")) }
      place += 2
    }
    return nil
  }

  /// Whether it uses a name by itself, and not as a member of something.
  func uses(_ name: String) -> Bool {
    let tokens = LuaTokens(source)
    return tokens.tokens.indices.contains { index in
      tokens.tokens[index].kind == .name && tokens[index] == name
        && !tokens.isSign(index - 1, ".") && !tokens.isSign(index - 1, ":")
    }
  }
}
