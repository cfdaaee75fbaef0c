import Mustache
import PlanModel
import PlanStore

/// Walks through a template as the renderer will, and tells all that is missing. The renderer
/// itself puts nothing where nothing was found, and says nothing.
struct TemplateWalk {
  /// The templates that may be included, read.
  let partials: [String: [TemplateNode]]
  private(set) var faults: [TemplateFault] = []
  private var template = ""
  private var stack: [Any] = []
  private var steps = 0
  private var size = 0

  /// A letter of so many values is none; nested lists multiply.
  private static let mostSteps = 100_000
  private static let largest = 1 << 20

  init(partials: [String: [TemplateNode]]) { self.partials = partials }

  mutating func walk(_ nodes: [TemplateNode], of template: String, with data: Any) {
    self.template = template
    stack = [data]
    walk(nodes, depth: 0)
  }

  private mutating func walk(_ nodes: [TemplateNode], depth: Int) {
    for node in nodes {
      steps += 1
      guard steps <= TemplateWalk.mostSteps, size <= TemplateWalk.largest, depth < 64 else {
        return tell(.tooLarge, line: 1)
      }
      switch node {
      case .variable(let tag): variable(tag)
      case .partial(let tag):
        guard let inside = partials[tag.name] else { continue }
        let outer = template
        template = tag.name
        walk(inside, depth: depth + 1)
        template = outer
      case .section(let tag, let isInverted, let inside):
        section(tag, isInverted, inside, depth + 1)
      }
    }
  }

  private mutating func variable(_ tag: TemplateTag) {
    guard !tag.name.isEmpty else { return }
    switch find(tag) {
    case nil: return
    case .some(.none): tell(.missing(tag.name), line: tag.line)
    case .some(let found?):
      guard let text = TemplateWalk.text(found, tag.transforms) else {
        return tell(.notText(tag.name), line: tag.line)
      }
      size += text.utf8.count
    }
  }

  /// What will stand there, as far as its length is known; nothing where nothing would.
  private static func text(_ value: Any, _ transforms: [String]) -> String? {
    switch value {
    case let text as String: TemplateTag.ofText.isSuperset(of: transforms) ? text : nil
    case is [Any]: transforms.isEmpty ? nil : ""
    case let text as any MustacheCustomRenderable: transforms.isEmpty ? text.renderText : nil
    default: nil
    }
  }

  private mutating func section(
    _ tag: TemplateTag, _ isInverted: Bool, _ inside: [TemplateNode], _ depth: Int
  ) {
    // What is about the place in a list may be so or not.
    guard !tag.name.isEmpty else { return walk(inside, depth: depth) }
    guard let found = find(tag) else { return }
    let values = TemplateWalk.items(found)
    if isInverted {
      if values.isEmpty { walk(inside, depth: depth) }
      return
    }
    for value in values {
      stack.append(value)
      walk(inside, depth: depth)
      stack.removeLast()
    }
  }

  /// What a section runs through.
  private static func items(_ value: Any?) -> [Any] {
    switch value {
    case nil: []
    case let list as [Any]: list
    case let text as any MustacheCustomRenderable: text.isNull ? [] : [text]
    case let value?: [value]
    }
  }

  /// What stands under a name, from the innermost section outward. The outer nothing: a field
  /// that does not exist, which is told here.
  private mutating func find(_ tag: TemplateTag) -> Any?? {
    if tag.name == "." { return .some(stack.last) }
    let names = tag.name.split(separator: ".").map(String.init)
    guard let first = names.first else { return .some(nil) }
    let searched = tag.name.hasPrefix(".") ? stack.suffix(1) : stack[...]
    guard var value = searched.reversed().lazy.compactMap({ TemplateWalk.child(first, $0) }).first
    else { return .some(nil) }
    for name in names.dropFirst() {
      if let record = value as? TemplateRecord, !record.knows(name) {
        let fields = record.collection.fields.map(\.name)
        let near = suggestions(for: name, among: fields)
        tell(
          .unknownField(owner: record.collection.name, name: name, suggestions: near),
          line: tag.line)
        return nil
      }
      guard let next = TemplateWalk.child(name, value) else { return .some(nil) }
      value = next
    }
    return .some(value)
  }

  private static func child(_ name: String, _ value: Any) -> Any? {
    (value as? any MustacheParent)?.child(named: name)
  }

  private mutating func tell(_ problem: TemplateFault.Problem, line: Int) {
    let fault = TemplateFault(template: template, line: line, problem: problem)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
