import Mustache

/// A template is a letter with names where values belong, in Mustache. A head above a line `---`
/// may give its subject:
///
///     subject: Giấy mời dự {{session.name}}
///     ---
///     Kính gửi: {{to.name}}
struct Template {
  let name: String
  let subject: Part?
  let body: Part
  /// Templates that it includes, and that those include.
  private let partials: [String: Part]

  /// A piece of a template that is rendered by itself.
  struct Part {
    let template: String
    let firstLine: Int
    let text: String
    let nodes: [TemplateNode]
  }

  private static let largest = 256 << 10

  /// `load` gives the text of a template by its name.
  init(_ source: String, name: String, load: (String) throws -> String?) throws {
    self.name = name
    let (subject, body, bodyLine) = Template.split(source)
    do {
      self.subject = try subject.map { try Template.part($0, name) }
      self.body = try Template.part(body, name, firstLine: bodyLine)
      partials = try Template.partials(of: self.body.nodes, name, load)
    } catch let fault as TemplateFault {
      throw DraftError.template([fault])
    }
  }

  /// The same letter with another subject.
  func subject(_ text: String?) throws -> Part? {
    guard let text else { return subject }
    do {
      return try Template.part(text, name)
    } catch {
      throw DraftError.template([error])
    }
  }

  private static func split(_ source: String) -> (subject: String?, body: String, line: Int) {
    let lines = source.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, first.hasPrefix("subject:"), lines.count > 1, lines[1] == "---"
    else { return (nil, lines.joined(separator: "\n"), 1) }
    let subject = first.dropFirst("subject:".count).drop(while: \.isWhitespace)
    return (String(subject), lines.dropFirst(2).joined(separator: "\n"), 3)
  }

  private static func part(
    _ text: String, _ name: String, firstLine: Int = 1
  ) throws(TemplateFault) -> Part {
    guard text.utf8.count <= largest else {
      throw TemplateFault(template: name, line: firstLine, problem: .tooLarge)
    }
    let nodes = try TemplateTags.read(text, of: name, firstLine: firstLine)
    return Part(template: name, firstLine: firstLine, text: text, nodes: nodes)
  }

  private static func partials(
    of nodes: [TemplateNode], _ name: String, _ load: (String) throws -> String?
  ) throws -> [String: Part] {
    var found: [String: Part] = [:]
    var waiting = included(nodes).map { (tag: $0, by: name) }
    while let (tag, template) = waiting.popLast() {
      // One that includes itself would never end.
      guard tag.name != template else {
        throw TemplateFault(
          template: template, line: tag.line, problem: .unsupported("> " + tag.name))
      }
      guard found[tag.name] == nil else { continue }
      guard let text = try load(tag.name) else {
        throw TemplateFault(
          template: template, line: tag.line, problem: .partialNotFound(tag.name))
      }
      let part = try part(text, tag.name)
      found[tag.name] = part
      waiting += included(part.nodes).map { (tag: $0, by: tag.name) }
    }
    return found
  }

  private static func included(_ nodes: [TemplateNode]) -> [TemplateTag] {
    nodes.flatMap { node -> [TemplateTag] in
      switch node {
      case .partial(let tag): [tag]
      case .section(_, _, let inside): included(inside)
      case .variable: []
      }
    }
  }
}

extension Template {
  /// Subject and body with the values in them. All that is missing is told at once.
  func render(_ data: Any, subject given: String?) throws -> (subject: String, body: String) {
    guard let subject = try subject(given) else { throw DraftError.noSubject }
    var walk = TemplateWalk(partials: partials.mapValues(\.nodes))
    walk.walk(subject.nodes, of: name, with: data)
    walk.walk(body.nodes, of: name, with: data)
    guard walk.faults.isEmpty else { throw DraftError.template(walk.faults) }
    var library = MustacheLibrary()
    for (name, part) in partials { library.register(try compiled(part), named: name) }
    let line = try compiled(subject).render(data, library: library)
    return (
      line.split(whereSeparator: \.isNewline).joined(separator: " "),
      try compiled(body).render(data, library: library)
    )
  }

  private func compiled(_ part: Part) throws -> MustacheTemplate {
    do {
      // A letter is no web page: nothing is escaped in it.
      return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + part.text)
    } catch let error as MustacheTemplate.ParserError {
      throw DraftError.template([
        TemplateFault(
          template: part.template, line: error.context.lineNumber + part.firstLine - 2,
          problem: .unsupported(error.context.line))
      ])
    }
  }
}
