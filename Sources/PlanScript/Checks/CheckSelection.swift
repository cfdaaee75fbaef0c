import PlanModel

/// A check selection is an expression over ids and tags that picks checks:
/// `deadline and not (slow or class-*)`.
public struct CheckSelection: Sendable {
  private let root: Node
  private let words: [String]

  private indirect enum Node: Sendable {
    case word(String)
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)
  }

  /// `and` binds closer than `or`, `not` closer than both.
  public init(_ text: String) throws(CheckFault) {
    var reading = Reading(text)
    root = try reading.expression()
    try reading.end()
    words = reading.words
  }

  /// Whether a check is picked.
  public func picks(_ check: CheckDeclaration) -> Bool { picks(check, root) }

  private func picks(_ check: CheckDeclaration, _ node: Node) -> Bool {
    switch node {
    case .word(let word): check.isCalled(word)
    case .not(let node): !picks(check, node)
    case .and(let a, let b): picks(check, a) && picks(check, b)
    case .or(let a, let b): picks(check, a) || picks(check, b)
    }
  }

  /// Every word must be the id or a tag of some check.
  public func validate(against checks: [CheckDeclaration]) throws(CheckFault) {
    for word in words where !checks.contains(where: { $0.isCalled(word) }) {
      let tags = Set(checks.flatMap(\.tags)).sorted()
      let near = suggestions(for: word, among: checks.map(\.id) + tags)
      throw .unknownWord(word, suggestions: near, tags: tags)
    }
  }
}

extension CheckDeclaration {
  /// `class-*` stands for every id that begins so.
  fileprivate func isCalled(_ word: String) -> Bool {
    if word.hasSuffix("*") { return id.hasPrefix(word.dropLast()) }
    return id == word || tags.contains(word)
  }
}

extension CheckSelection {
  /// Reads an expression from left to right.
  private struct Reading {
    private let text: String
    /// Words and brackets, and the character at which each stands.
    private let tokens: [(text: String, place: Int)]
    private var next = 0
    private(set) var words: [String] = []
    private var depth = 0

    init(_ text: String) {
      self.text = text
      var tokens: [(text: String, place: Int)] = []
      var isInside = false
      for (place, character) in text.enumerated() {
        if character.isWhitespace {
          isInside = false
        } else if character == "(" || character == ")" {
          tokens.append((String(character), place + 1))
          isInside = false
        } else if isInside {
          tokens[tokens.count - 1].text.append(character)
        } else {
          tokens.append((String(character), place + 1))
          isInside = true
        }
      }
      self.tokens = tokens
    }

    mutating func expression() throws(CheckFault) -> Node {
      var node = try conjunction()
      while take("or") { node = .or(node, try conjunction()) }
      return node
    }

    private mutating func conjunction() throws(CheckFault) -> Node {
      var node = try negation()
      while take("and") { node = .and(node, try negation()) }
      return node
    }

    private mutating func negation() throws(CheckFault) -> Node {
      depth += 1
      defer { depth -= 1 }
      guard depth < 100 else { throw wrong }
      if take("not") { return .not(try negation()) }
      if take("(") {
        let node = try expression()
        guard take(")") else { throw wrong }
        return node
      }
      guard next < tokens.count, !["and", "or", ")"].contains(tokens[next].text) else {
        throw wrong
      }
      words.append(tokens[next].text)
      next += 1
      return .word(tokens[next - 1].text)
    }

    func end() throws(CheckFault) { if next < tokens.count { throw wrong } }

    private mutating func take(_ word: String) -> Bool {
      guard next < tokens.count, tokens[next].text == word else { return false }
      next += 1
      return true
    }

    private var wrong: CheckFault {
      .badSelection(text, at: next < tokens.count ? tokens[next].place : text.count + 1)
    }
  }
}
