import Lua
import PlanModel
import PlanStore

/// Reads what stands before the cursor: a member of something, a text that some field expects, or
/// a name.
struct CompletionReader {
  let tokens: LuaTokens
  let prompt: Prompt
  /// Characters before the line in the tokens' text.
  let offset: Int
  /// Where the cursor stands in the line.
  let cursor: Int

  private var shapes: ShapeReader { ShapeReader(tokens: tokens, prompt: prompt) }

  func completion() -> Completion {
    guard let last = tokens.tokens.last, tokens.open == nil, !tokens.endsInComment else {
      return list("") { if tokens.open == nil, !tokens.endsInComment { names(&$0) } }
    }
    let index = tokens.tokens.count - 1
    if last.kind == .string, !last.isClosed { return text(at: index) }
    let isWord =
      [.name, .keyword].contains(last.kind) && last.range.upperBound == tokens.bytes.count
    let word = isWord ? tokens.text(last) : ""
    let place = isWord ? index : index + 1
    for sign in [".", ":"] where tokens.isSign(place - 1, sign) {
      guard let base = shapes.chain(endingBefore: place - 1) else { return list(word) { _ in } }
      return list(word) { members(of: base.shape.held, isMethod: sign == ":", &$0) }
    }
    return list(word) { list in
      if let collection = keyed(at: place) { fields(of: collection, closing: " = ", &list) }
      names(&list)
    }
  }

  private func list(_ word: String, _ gather: (inout CandidateList) -> Void) -> Completion {
    Completion(word, ending: cursor, word.count, gather)
  }

  // MARK: Names

  private func names(_ list: inout CandidateList) {
    // A line that has nothing yet is offered what it can begin with, and not every word of Lua.
    for name in prompt.globalNames.sorted() { list.add(name, meaning(ofGlobal: name)) }
    if !list.word.isEmpty { for word in LuaTokens.keywords.sorted() { list.add(word) } }
  }

  private func meaning(ofGlobal name: String) -> Completion.Meaning {
    Prompt.functions.first { $0.name == name }.map { .function(signature: $0.signature) } ?? .plain
  }

  private func members(of shape: Shape, isMethod: Bool, _ list: inout CandidateList) {
    switch shape {
    case .plan where !isMethod:
      for collection in Catalogue.collections where !collection.isSingle {
        list.add(collection.name, .titled(collection.title))
      }
      list.add("today")
      list.add("unit")
      for field in Plan.collection.fields { list.add(field.name, .titled(field.title)) }
    case .query where isMethod:
      for function in methodFunctions {
        let opens = function.parameters.first?.type.hasPrefix("table") == true ? " {" : "("
        list.add(function.memberName, closing: opens, .function(signature: function.signature))
      }
    case .record(let collection) where !isMethod: fields(of: collection, &list)
    case .module(let name) where !isMethod:
      for function in Prompt.functions where function.name.hasPrefix(name + ".") {
        list.add(function.memberName, closing: "(", .function(signature: function.signature))
      }
    case .library(let name) where !isMethod:
      for name in prompt.libraryNames(name) { list.add(name, closing: "(") }
    case .day where !isMethod:
      for member in ValueKind.date.members { list.add(member.name) }
    case .time where !isMethod:
      for member in ValueKind.time.members { list.add(member.name) }
    case .ratio where !isMethod:
      for member in ValueKind.ratio.members { list.add(member.name) }
    case .table(let table) where !isMethod:
      for (key, _) in table.pairs { if case .string(let name) = key { list.add(name) } }
    case .text where isMethod:
      for name in prompt.libraryNames("string") { list.add(name, closing: "(") }
    default: break
    }
  }

  private func fields(
    of collection: Collection, closing: String = "", _ list: inout CandidateList
  ) {
    for field in collection.fields { list.add(field.name, closing: closing, .titled(field.title)) }
    guard closing.isEmpty else { return }
    for inverse in Catalogue.inverses(of: collection.name) {
      let title = Catalogue.collection(inverse.collection)?.title
      list.add(inverse.name, title.map { .titled($0) } ?? .plain)
    }
  }

  /// The collection whose fields name what stands in the braces around a place:
  /// `plan.units:where { …`.
  private func keyed(at place: Int) -> Collection? {
    guard let opener = tokens.opener(before: place), tokens.isSign(opener, "{"),
      tokens.isSign(place - 1, "{") || tokens.isSign(place - 1, ",")
        || tokens.isSign(place - 1, ";")
    else { return nil }
    return expectation.collection(ofCallAt: opener, methods: ["where", "add"])
  }

  private var expectation: Expectation { Expectation(tokens: tokens, shapes: shapes) }

  // MARK: Texts

  /// What a text that is not closed yet can become.
  private func text(at index: Int) -> Completion {
    let token = tokens.tokens[index]
    let content = tokens.content(token)
    let quote = String(decoding: tokens.bytes[token.range.prefix(1)], as: UTF8.self)
    return list(content) { list in
      switch expectation.at(index) {
      case .choices(let choices):
        for choice in choices { list.add(choice.name, closing: quote, .titled(choice.title)) }
      case .records(let collection, let closing):
        records(of: collection, closing: quote + closing, &list)
      case .paths(let collection): paths(of: collection, content, closing: quote, &list)
      case .modules: for name in ShippedLibrary.moduleNames { list.add(name, closing: quote) }
      case .topics:
        for collection in Catalogue.collections {
          list.add(collection.name, closing: quote, .titled(collection.title))
        }
        for function in Prompt.functions { list.add(function.name, closing: quote) }
        for name in prompt.scriptNames() { list.add(name, closing: quote) }
      case .nothing: break
      }
    }
  }

  /// Records whose id or name holds what was typed, with or without accents.
  private func records(
    of collection: Collection, closing: String, _ list: inout CandidateList
  ) {
    // What may not be read is not offered either.
    guard let snapshot = try? prompt.run.current(), let table = try? snapshot.table(collection)
    else { return }
    let found = RecordSearch(table: table, symbols: snapshot.symbols)
      .find(list.word, limit: Completion.most)
    for row in found.rows {
      let (id, title) = (table.id(row), table.title(row))
      let meaning: Completion.Meaning = title == id ? .plain : .record(title)
      list.take(Completion.Candidate(text: id, closing: closing, meaning: meaning))
    }
    list.count(found.total - found.rows.count)
  }

  /// Fields, and fields of what they refer to: `unit.kind`.
  private func paths(
    of collection: Collection?, _ content: String, closing: String, _ list: inout CandidateList
  ) {
    guard var owner = collection else { return }
    let sign = content.hasPrefix("-") ? "-" : ""
    var names = content.dropFirst(sign.count).split(
      separator: ".", omittingEmptySubsequences: false
    ).map(String.init)
    if !names.isEmpty { names.removeLast() }
    for name in names {
      guard let next = owner.field(name)?.target.flatMap(Catalogue.collection) else { return }
      owner = next
    }
    let prefix = sign + names.map { $0 + "." }.joined()
    for field in owner.fields {
      list.add(prefix + field.name, closing: closing, .titled(field.title))
    }
  }
}
