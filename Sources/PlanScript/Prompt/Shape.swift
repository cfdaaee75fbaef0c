import Lua
import PlanModel
import PlanStore

/// A shape is what can be said of an expression without running it: which collection it is a
/// query on, whose record it is. What can be said of nothing else is said of the values of
/// variables.
indirect enum Shape {
  case plan
  /// Nothing when its records are of no collection: groups, for example.
  case query(Collection?)
  case record(Collection)
  case field(Field, of: Collection)
  case inverse(Inverse, of: Collection)
  case module(String)
  /// A library of Lua's own.
  case library(String)
  case function(HostFunction)
  case day, time, ratio, text, number
  case table(LuaTable)
  /// A list whose items are of one shape.
  case list(of: Shape)
  case other(String)
  case unknown
}

extension Shape {
  /// The shape of an expression that ends with the text.
  static func of(_ text: String, in prompt: Prompt) -> Shape {
    let reader = ShapeReader(tokens: LuaTokens(text), prompt: prompt)
    guard let (shape, start) = reader.chain(endingBefore: reader.tokens.tokens.count), start == 0
    else { return .unknown }
    return shape
  }

  /// What a field holds, where it is read.
  var held: Shape {
    switch self {
    case .field(let field, _):
      switch field.type {
      case .reference(let name): Catalogue.collection(name).map { .record($0) } ?? .unknown
      case .references(let name):
        .list(of: Catalogue.collection(name).map { .record($0) } ?? .unknown)
      case .day: .day
      case .time: .time
      case .text, .choice: .text
      case .integer, .decimal: .number
      default: .unknown
      }
    case .inverse(let inverse, _): .query(Catalogue.collection(inverse.collection))
    default: self
    }
  }

  /// Help on what it is; nothing for what is not known by its shape.
  func topic(_ prompt: Prompt) -> Topic? {
    switch self {
    case .plan: .plan
    case .query(let collection?): .collection(collection)
    case .query(nil): .query(nil, methodFunctions)
    case .record(let collection): .collection(collection)
    case .field(let field, let collection): .field(field, of: collection)
    case .inverse(let inverse, let collection): .inverse(inverse, of: collection)
    case .module(let name):
      .module(name, Prompt.functions.filter { $0.name.hasPrefix(name + ".") })
    case .function(let function): .function(function)
    default: nil
    }
  }

  /// The collection whose records a query gives.
  static func records(of value: QueryValue) -> Collection? {
    let makesRows = value.query.steps.contains { step in
      switch step {
      case .group, .select, .pivot, .join, .extend: true
      default: false
      }
    }
    guard !makesRows else { return nil }
    switch value.query.source {
    case .collection(let collection): return collection
    case .referring(let inverse, _): return Catalogue.collection(inverse.collection)
    }
  }

  /// The shape of a value.
  static func of(_ value: LuaValue, in prompt: Prompt) -> Shape {
    if let query = value.object(as: QueryValue.self) { return .query(records(of: query)) }
    if value.object(as: PlanObject.self) != nil { return .plan }
    if value.object(as: RatioValue.self) != nil { return .ratio }
    if let handle = value.handle {
      if handle.day != nil { return .day }
      if handle.time != nil { return .time }
      return prompt.run.place(of: handle).map { .record($0.collection) } ?? .unknown
    }
    if let topic = prompt.known(value) {
      if case .module(let name, _) = topic { return .module(name) }
      if case .function(let function) = topic { return .function(function) }
      if case .value(let name, "table") = topic { return .library(name) }
    }
    switch value {
    case .string: return .text
    case .integer, .number: return .number
    case .table(let table):
      // Lists may be long: the first item tells.
      let first = table[1]
      if let place = first.handle.flatMap(prompt.run.place) {
        return .list(of: .record(place.collection))
      }
      return .table(table)
    default: return .other(value.typeName)
    }
  }
}

/// Reads the shapes of chains: names, members, calls and indexes, from their ends to their
/// beginnings.
struct ShapeReader {
  let tokens: LuaTokens
  let prompt: Prompt

  /// The shape of the chain whose last token is the one before `end`, and where it begins.
  func chain(endingBefore end: Int) -> (shape: Shape, start: Int)? {
    let last = end - 1
    guard tokens.tokens.indices.contains(last) else { return nil }
    switch tokens.tokens[last].kind {
    case .name: return name(at: last)
    case .string: return call(withArgumentsFrom: last) ?? (.text, last)
    case .sign:
      switch tokens[last] {
      case ")", "}":
        guard let opener = tokens.opener(of: last) else { return nil }
        if let call = call(withArgumentsFrom: opener) { return call }
        // Brackets around an expression.
        guard tokens.isSign(opener, "("), let inner = chain(endingBefore: last),
          inner.start == opener + 1
        else { return (.unknown, opener) }
        return (inner.shape, opener)
      case "]":
        guard let opener = tokens.opener(of: last), let base = chain(endingBefore: opener) else {
          return nil
        }
        return (item(of: base.shape), base.start)
      default: return nil
      }
    default: return nil
    }
  }

  private func name(at index: Int) -> (Shape, Int)? {
    let name = tokens[index]
    if tokens.isSign(index - 1, ".") {
      guard let base = chain(endingBefore: index - 1) else { return nil }
      return (member(name, of: base.shape.held), base.start)
    }
    if tokens.isSign(index - 1, ":") {
      guard let base = chain(endingBefore: index - 1) else { return nil }
      return (method(name, of: base.shape.held), base.start)
    }
    return (variable(name, before: index), index)
  }

  /// The result of a call whose arguments begin at a token.
  private func call(withArgumentsFrom start: Int) -> (Shape, Int)? {
    guard start > 0, let callee = chain(endingBefore: start) else { return nil }
    if tokens.tokens[start - 1].kind == .name, tokens.isSign(start - 2, ":") {
      guard let base = chain(endingBefore: start - 2) else { return nil }
      return (result(of: tokens[start - 1], on: base.shape.held), base.start)
    }
    guard case .function(let function) = callee.shape else {
      return callee.shape.isCallable ? (.unknown, callee.start) : nil
    }
    return (Shape.result(function.result), callee.start)
  }

  private func member(_ name: String, of shape: Shape) -> Shape {
    switch shape {
    case .plan:
      if let collection = Catalogue.collection(name), !collection.isSingle {
        return .query(collection)
      }
      if name == "today" { return .day }
      if name == "unit" { return .record(Units.collection) }
      return Plan.collection.field(name).map { .field($0, of: Plan.collection) } ?? .unknown
    case .record(let collection):
      if let field = collection.field(name) { return .field(field, of: collection) }
      return Catalogue.inverse(name, of: collection.name).map { .inverse($0, of: collection) }
        ?? .unknown
    case .module(let module):
      return Prompt.functions.first { $0.name == "\(module).\(name)" }.map { .function($0) }
        ?? .unknown
    case .table(let table): return Shape.of(table[.string(name)], in: prompt)
    default: return .unknown
    }
  }

  private func method(_ name: String, of shape: Shape) -> Shape {
    guard case .query = shape else { return .unknown }
    return methodFunctions.first { $0.memberName == name }.map { .function($0) } ?? .unknown
  }

  private func result(of method: String, on shape: Shape) -> Shape {
    guard case .query(let collection) = shape,
      let function = methodFunctions.first(where: { $0.memberName == method })
    else { return .unknown }
    let row: Shape = collection.map { .record($0) } ?? .unknown
    switch function.rows {
    case .query: return .query(collection)
    case .row, .rowOrNil: return row
    case .list: return .list(of: row)
    case .table, .iterator, nil: return Shape.result(function.result)
    }
  }

  private func item(of shape: Shape) -> Shape {
    switch shape.held {
    case .query(let collection?): .record(collection)
    case .list(let item): item
    default: .unknown
    }
  }
}

// MARK: - Variables

extension ShapeReader {
  private func variable(_ name: String, before index: Int) -> Shape {
    if let shape = bound(name, before: index) { return shape }
    let value = prompt.run.state.globals[.string(name)]
    if value.isNil, prompt.given[name] == nil { return .unknown }
    return Shape.of(value.isNil ? prompt.given[name] ?? .nil : value, in: prompt)
  }

  /// The variable of a loop, or the row that a function in a query is given, in what is being
  /// typed: `for _, u in plan.units:each() do`, `plan.units:where(function(u)`.
  private func bound(_ name: String, before index: Int) -> Shape? {
    for place in (0..<max(0, index)).reversed()
    where tokens.tokens[place].kind == .name && tokens[place] == name {
      if tokens.isKeyword(place + 1, "in"), let shape = looped(from: place + 2) { return shape }
      if tokens.isSign(place - 1, "("), tokens.isKeyword(place - 2, "function"),
        let opener = tokens.opener(before: place - 2),
        tokens.tokens[max(0, opener - 1)].kind == .name,
        tokens.isSign(opener - 2, ":"), let base = chain(endingBefore: opener - 2)
      {
        if case .query(let collection?) = base.shape.held { return .record(collection) }
      }
    }
    return nil
  }

  /// What `CHAIN:each()` or `ipairs(CHAIN:all())` gives in turn.
  private func looped(from start: Int) -> Shape? {
    guard let end = tokens.tokens.indices.first(where: { $0 > start && tokens.isKeyword($0, "do") })
    else { return nil }
    for place in start..<end
    where tokens.tokens[place].kind == .name && tokens.isSign(place - 1, ":") {
      guard ["each", "all"].contains(tokens[place]), let base = chain(endingBefore: place - 1),
        case .query(let collection?) = base.shape.held
      else { continue }
      return .record(collection)
    }
    return nil
  }
}

extension Shape {
  /// What a function gives by the word in its declaration.
  static func result(_ word: String?) -> Shape {
    switch word {
    case "query": .query(nil)
    case "date": .day
    case "time": .time
    case "ratio": .ratio
    case "string": .text
    case "number": .number
    default: .unknown
    }
  }

  fileprivate var isCallable: Bool {
    switch self {
    case .module, .library, .other("function"), .unknown: true
    default: false
    }
  }
}
