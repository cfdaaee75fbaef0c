import PlanModel

/// What a text in a piece of Lua should be, by where it stands.
struct Expectation {
  let tokens: LuaTokens
  let shapes: ShapeReader

  enum Wanted {
    case choices([Choice])
    /// Ids; and what closes the place beside the quote.
    case records(Collection, closing: String)
    /// Names of fields.
    case paths(Collection?)
    case modules, topics, nothing
  }

  /// What the text at a token should be.
  func at(_ index: Int) -> Wanted {
    if tokens.isSign(index - 1, "[") { return indexed(index - 1) }
    if tokens.isSign(index - 1, "=") { return assigned(index - 1) }
    if tokens.isSign(index - 1, "==") || tokens.isSign(index - 1, "~=") {
      return field(shapes.chain(endingBefore: index - 1)?.shape)
    }
    if let called = function(before: index) { return argument(of: called, index) }
    guard let opener = tokens.opener(before: index) else { return .nothing }
    if tokens.isSign(opener, "(") {
      return function(before: opener).map { argument(of: $0, opener) } ?? .nothing
    }
    // One of several: `unit = { "…", "…" }`.
    guard tokens.isSign(opener, "{") else { return .nothing }
    if tokens.isSign(opener - 1, "=") { return assigned(opener - 1) }
    return .nothing
  }

  /// `plan.units["…`
  private func indexed(_ bracket: Int) -> Wanted {
    guard let base = shapes.chain(endingBefore: bracket) else {
      return keyOfTable(bracket)
    }
    guard case .query(let collection?) = base.shape.held else { return .nothing }
    return .records(collection, closing: "]")
  }

  /// `where { ["…`
  private func keyOfTable(_ bracket: Int) -> Wanted {
    guard let opener = tokens.opener(before: bracket) else { return .nothing }
    return .paths(collection(ofCallAt: opener, methods: ["where", "add"]))
  }

  /// `unit.kind = "…`, `where { unit = "…`
  private func assigned(_ sign: Int) -> Wanted {
    if let name = key(before: sign), let opener = tokens.opener(before: sign),
      tokens.isSign(opener, "{")
    {
      return wanted(name, of: collection(ofCallAt: opener, methods: ["where", "add"]))
    }
    return field(shapes.chain(endingBefore: sign)?.shape)
  }

  /// `unit =` or `["unit.kind"] =`.
  private func key(before sign: Int) -> String? {
    if tokens.isSign(sign - 1, "]"), tokens.isSign(sign - 3, "["),
      tokens.tokens[sign - 2].kind == .string
    {
      return tokens.content(tokens.tokens[sign - 2])
    }
    guard tokens.tokens.indices.contains(sign - 1), tokens.tokens[sign - 1].kind == .name,
      !tokens.isSign(sign - 2, ".")
    else { return nil }
    return tokens[sign - 1]
  }

  /// The values of a field by its path. Where the collection is not known, the first field of
  /// that name tells.
  private func wanted(_ path: String, of collection: Collection?) -> Wanted {
    let names = path.split(separator: ".").map(String.init)
    var owner = collection
    for name in names.dropLast() {
      owner = owner?.field(name)?.target.flatMap(Catalogue.collection)
    }
    guard let last = names.last else { return .nothing }
    if last == "id", let owner { return .records(owner, closing: "") }
    let field =
      owner?.field(last)
      ?? (collection == nil
        ? Catalogue.collections.lazy.compactMap { $0.field(last) }.first {
          $0.target != nil || !$0.choices.isEmpty
        } : nil)
    return values(of: field)
  }

  private func values(of field: Field?) -> Wanted {
    guard let field else { return .nothing }
    if !field.choices.isEmpty { return .choices(field.choices) }
    return field.target.flatMap(Catalogue.collection).map { .records($0, closing: "") } ?? .nothing
  }

  private func field(_ shape: Shape?) -> Wanted {
    guard case .field(let field, let collection)? = shape else { return .nothing }
    return field.name == "id" ? .records(collection, closing: "") : values(of: field)
  }
}

// MARK: - Calls

extension Expectation {
  /// A function that is called, and the token at which its name begins.
  private struct Called {
    let name: String
    /// Of a method: what it is called on.
    let base: Shape?
  }

  /// The function whose arguments begin at a token.
  private func function(before start: Int) -> Called? {
    let index = start - 1
    guard tokens.tokens.indices.contains(index), tokens.tokens[index].kind == .name else {
      return nil
    }
    if tokens.isSign(index - 1, ":") {
      return Called(name: tokens[index], base: shapes.chain(endingBefore: index - 1)?.shape.held)
    }
    let module = tokens.isSign(index - 1, ".") && index >= 2 ? tokens[index - 2] + "." : ""
    return Called(name: module + tokens[index], base: nil)
  }

  private func argument(of called: Called, _ start: Int) -> Wanted {
    if let base = called.base {
      guard case .query(let collection) = base else { return .nothing }
      switch called.name {
      case "get", "remove": return collection.map { .records($0, closing: ")") } ?? .nothing
      case "where", "add", "limit", "union": return .nothing
      default: return .paths(collection)
      }
    }
    switch called.name {
    case "require": return .modules
    case "help": return .topics
    case _ where called.name.hasPrefix("agg.") || called.name.hasPrefix("by."):
      return .paths(enclosingCollection(start))
    case _ where called.name.hasPrefix("op."): return tested(start)
    default: return .nothing
    }
  }

  /// `summoned = op.less_than("…`: what the field holds.
  private func tested(_ start: Int) -> Wanted {
    var place = start - 1
    while place > 0, !tokens.isSign(place, "=") {
      if tokens.isSign(place, "{") || tokens.isSign(place, ",") { return .nothing }
      place -= 1
    }
    return place > 0 ? assigned(place) : .nothing
  }

  /// The collection whose records the call around a place works on.
  private func enclosingCollection(_ start: Int) -> Collection? {
    var opener = tokens.opener(before: start)
    while let place = opener {
      if let collection = collection(ofCallAt: place, methods: nil) { return collection }
      opener = tokens.opener(before: place)
    }
    return nil
  }

  /// The collection on which a method with that opening bracket is called. Groups are of the
  /// collection that was grouped.
  func collection(ofCallAt opener: Int, methods: [String]?) -> Collection? {
    var index = opener - 1
    if tokens.isSign(opener, "{"), tokens.isSign(index, "(") { index -= 1 }
    guard tokens.tokens.indices.contains(index), tokens.tokens[index].kind == .name,
      tokens.isSign(index - 1, ":"), methods?.contains(tokens[index]) ?? true
    else { return nil }
    return source(endingBefore: index - 1)
  }

  /// The collection at the beginning of a chain of methods.
  private func source(endingBefore end: Int) -> Collection? {
    guard let chain = shapes.chain(endingBefore: end) else { return nil }
    if case .query(let collection?) = chain.shape.held { return collection }
    for place in chain.start..<end where tokens.isSign(place, ":") {
      if let base = shapes.chain(endingBefore: place),
        case .query(let collection?) = base.shape.held
      {
        return collection
      }
    }
    return nil
  }
}
