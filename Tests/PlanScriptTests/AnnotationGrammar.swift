/// Reads the annotations of a definition file as lua-language-server does, and notes what is odd.
struct AnnotationGrammar {
  private(set) var declared: Set<String> = []
  private(set) var named: Set<String> = []
  private(set) var faults: [String] = []

  mutating func read(_ file: String) {
    for line in file.split(separator: "\n") where line.hasPrefix("---") {
      let line = String(line.dropFirst(3))
      var scanner = Scanner(line)
      do {
        try annotation(&scanner)
      } catch {
        faults.append(line)
      }
      named.formUnion(scanner.names)
    }
  }

  private mutating func annotation(_ scanner: inout Scanner) throws {
    if scanner.takes("|") { return try text(&scanner) }
    guard scanner.takes("@") else { return }
    switch try scanner.name() {
    case "meta": break
    case "class":
      declared.insert(try scanner.name())
      if scanner.takes(":") { try scanner.type() }
    case "alias": declared.insert(try scanner.name())
    case "generic": _ = try scanner.name()
    case "field":
      if scanner.takes("[") {
        try scanner.type()
        try scanner.take("]")
      } else {
        _ = try scanner.name()
        _ = scanner.takes("?")
      }
      try scanner.type()
    case "param":
      if !scanner.takes("...") {
        _ = try scanner.name()
        _ = scanner.takes("?")
      }
      try scanner.type()
    case "return", "type", "overload": try scanner.type()
    case "operator":
      _ = try scanner.name()
      if scanner.takes("(") {
        try scanner.type()
        try scanner.take(")")
      }
      try scanner.take(":")
      try scanner.type()
    default: throw Odd()
    }
    try scanner.end()
  }

  private func text(_ scanner: inout Scanner) throws {
    try scanner.type()
    try scanner.end()
  }
}

private struct Odd: Error {}

/// What is left of a line.
private struct Scanner {
  private var rest: Substring
  private(set) var names: Set<String> = []

  init(_ line: String) { rest = line[...] }

  mutating func takes(_ sign: String) -> Bool {
    rest = rest.drop { $0 == " " }
    guard rest.hasPrefix(sign) else { return false }
    rest = rest.dropFirst(sign.count)
    return true
  }

  mutating func take(_ sign: String) throws { if !takes(sign) { throw Odd() } }

  mutating func name() throws -> String {
    rest = rest.drop { $0 == " " }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    guard let first = name.first, first.isLetter || first == "_" else { throw Odd() }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  /// Nothing more, or what explains it.
  mutating func end() throws {
    rest = rest.drop { $0 == " " }
    if !rest.isEmpty, !rest.hasPrefix("#") { throw Odd() }
  }

  mutating func type() throws {
    repeat { try single() } while takes("|")
  }

  private mutating func single() throws {
    if takes("(") {
      try type()
      try take(")")
    } else if takes("{") {
      repeat {
        _ = try name()
        _ = takes("?")
        try take(":")
        try type()
      } while takes(",")
      try take("}")
    } else if takes("\"") {
      rest = rest.drop { $0 != "\"" }
      try take("\"")
    } else if takes("fun(") {
      try function()
    } else {
      names.insert(try name())
      if takes("<") {
        repeat { try type() } while takes(",")
        try take(">")
      }
    }
    while takes("[]") || takes("?") {}
  }

  private mutating func function() throws {
    if !takes(")") {
      repeat {
        if !takes("...") { _ = try name() }
        _ = takes("?")
        if takes(":") { try type() }
      } while takes(",")
      try take(")")
    }
    if takes(":") { repeat { try type() } while takes(",") }
  }
}
