/// A template's tags, by line: what the template wants to be given. The text between them is the
/// renderer's.
indirect enum TemplateNode {
  case variable(TemplateTag)
  /// What stands in it is wanted where its name has a value, or with `^` where it has none.
  case section(TemplateTag, isInverted: Bool, inside: [TemplateNode])
  case partial(TemplateTag)
}

struct TemplateTag: Hashable {
  /// Without its transforms: `name` of `uppercased(name)`.
  let name: String
  /// The outermost first.
  let transforms: [String]
  let line: Int

  init(_ text: String, line: Int) {
    var words = text.split(separator: "(").map { $0.filter { $0 != ")" } }
    // `last()` is about the place in a list, and wants no value.
    name = text.contains("()") ? "" : words.popLast() ?? ""
    transforms = words.filter { !$0.isEmpty }
    self.line = line
  }

  /// What the renderer can do to a text, to a list, and with the place in one. It would put nothing
  /// where it knows no such transform.
  static let ofText: Set = ["capitalized", "lowercased", "uppercased", "reversed"]
  static let ofList: Set = ["first", "last", "reversed", "count", "empty"]
  static let ofPlace: Set = ["first", "last", "index", "even", "odd", "plusone", "minusone"]
}

/// Reads the tags of a template. `firstLine`: the number of its first line in the file.
struct TemplateTags {
  private let template: String
  private var line: Int
  private var rest: Substring
  private var open: [(tag: TemplateTag, text: String, isInverted: Bool, inside: [TemplateNode])] =
    []
  private var nodes: [TemplateNode] = []

  /// More than this is no letter; and what reads templates goes a level deeper for each.
  private static let deepest = 32

  static func read(_ text: String, of template: String, firstLine: Int = 1) throws(TemplateFault)
    -> [TemplateNode]
  {
    var reader = TemplateTags(template: template, line: firstLine, rest: text[...])
    while try reader.step() {}
    if let section = reader.open.last {
      throw TemplateFault(
        template: template, line: section.tag.line, problem: .unclosed(section.text))
    }
    return reader.nodes
  }

  private init(template: String, line: Int, rest: Substring) {
    (self.template, self.line, self.rest) = (template, line, rest)
  }

  private mutating func step() throws(TemplateFault) -> Bool {
    guard let start = rest.firstRange(of: "{{") else { return false }
    count(rest[..<start.lowerBound])
    let isTriple = rest[start.upperBound...].hasPrefix("{")
    let inner = rest[start.upperBound...].dropFirst(isTriple ? 1 : 0)
    let ending = isTriple ? "}}}" : "}}"
    guard let end = inner.firstRange(of: ending) else {
      throw fault(.unclosed(String(inner.prefix(while: { !$0.isNewline }).prefix(20))))
    }
    let text = inner[..<end.lowerBound]
    try tag(text, isTriple: isTriple)
    count(text)
    rest = rest[end.upperBound...]
    return true
  }

  private mutating func count(_ text: Substring) {
    line += text.count(where: \.isNewline)
  }

  private func fault(_ problem: TemplateFault.Problem) -> TemplateFault {
    TemplateFault(template: template, line: line, problem: problem)
  }

  private mutating func tag(_ text: Substring, isTriple: Bool) throws(TemplateFault) {
    let mark = isTriple ? "&" : text.first ?? " "
    let name = ("#^/>&".contains(mark) && !isTriple ? text.dropFirst() : text).trimmed
    if mark == "!" { return }
    let known = TemplateTag.ofText.union(TemplateTag.ofList).union(TemplateTag.ofPlace)
    guard !name.isEmpty, known.isSuperset(of: TemplateTag(name, line: line).transforms) else {
      throw fault(.unsupported("{{\(text.prefix(20))}}"))
    }
    switch mark {
    case "#", "^":
      guard open.count < TemplateTags.deepest else { throw fault(.tooLarge) }
      open.append((TemplateTag(name, line: line), name, mark == "^", []))
    case "/": try close(name)
    case ">":
      guard !name.hasPrefix("*") else { throw fault(.unsupported(name)) }
      add(.partial(TemplateTag(name, line: line)))
    case "=", "<", "$", "%": throw fault(.unsupported(String(text.prefix(20))))
    default: add(.variable(TemplateTag(name, line: line)))
    }
  }

  private mutating func close(_ name: String) throws(TemplateFault) {
    guard let section = open.last, section.text == name else { throw fault(.notOpen(name)) }
    open.removeLast()
    add(.section(section.tag, isInverted: section.isInverted, inside: section.inside))
  }

  private mutating func add(_ node: TemplateNode) {
    if open.isEmpty { nodes.append(node) } else { open[open.count - 1].inside.append(node) }
  }
}
