public import PlanModel
import Lua
import PlanStore

/// A topic is something that help can be asked about.
public enum Topic: Sendable {
  /// Where to begin.
  case everything
  case collection(Collection)
  case field(Field, of: Collection)
  /// The records that refer to a record.
  case inverse(Inverse, of: Collection)
  /// A record, by its id.
  case record(id: String, of: Collection)
  case function(HostFunction)
  /// A function of Lua's own, or a variable.
  case value(name: String, type: String)
  /// A module with its functions.
  case module(String, [HostFunction])
  /// A query on a collection, with all that can be done to it.
  case query(Collection?, [HostFunction])
  /// The plan's own fields, and the way to the collections.
  case plan
  case script(String)
  /// A check, by its id.
  case check(String)
  case command(PromptCommand.Name)
  /// What went wrong last.
  case error(any Error)
  /// A name that means nothing here.
  case unknown(String, suggestions: [String])
}

extension Prompt {
  /// All functions that scripts have, methods of queries among them.
  static var functions: [HostFunction] { Run.functions + methodFunctions }

  /// What a name means: `units`, `units.name`, `report.table`, `where`, `dv-003`, `:save`,
  /// `summary`, or an expression of them.
  public func topic(named name: String) -> Topic {
    let name = name.trimmed
    if name.isEmpty { return .everything }
    if name == "error" || name == "lỗi" {
      return lastError.map { .error($0) } ?? .unknown(name, suggestions: [])
    }
    return command(topic: name) ?? declared(name) ?? Shape.of(name, in: self).topic(self)
      ?? named(name)
      ?? .unknown(name, suggestions: suggestions(for: name, among: topicNames))
  }

  private func command(topic name: String) -> Topic? {
    guard name.hasPrefix(":") else { return nil }
    let word = String(name.dropFirst())
    if let command = PromptCommand.Name(word: word) { return .command(command) }
    return .unknown(
      name,
      suggestions: suggestions(for: word, among: PromptCommand.Name.allCases.map(\.rawValue))
        .map { ":" + $0 })
  }

  /// `units`, `units.name`, `unit` for one record of it.
  private func declared(_ name: String) -> Topic? {
    let pieces = name.split(separator: ".").map(String.init)
    guard
      let collection = Catalogue.collections.first(where: {
        $0.name == pieces.first || $0.singular == pieces.first
      }), !collection.isSingle
    else { return nil }
    guard pieces.count > 1 else { return .collection(collection) }
    return member(pieces[1], of: collection)
  }

  func member(_ name: String, of collection: Collection) -> Topic? {
    if let field = collection.field(name) { return .field(field, of: collection) }
    return Catalogue.inverse(name, of: collection.name).map { .inverse($0, of: collection) }
  }

  /// A function by its whole name or its last part, a script, a check, a record's id.
  private func named(_ name: String) -> Topic? {
    let wanted = name.replacing(":", with: ".")
    let all = Prompt.functions
    if let function = all.first(where: { $0.name.replacing(":", with: ".") == wanted })
      ?? (methodFunctions + all).first(where: { $0.memberName == wanted })
    {
      return .function(function)
    }
    if let command = PromptCommand.Name(word: name) { return .command(command) }
    if scriptNames().contains(name) { return .script(name) }
    if checkNames().contains(name) { return .check(name) }
    for collection in Catalogue.collections {
      let table = try? run.current().table(collection)
      if table?.row(id: name) != nil { return .record(id: name, of: collection) }
    }
    let testing = testingFunctions.first { $0.name.replacing(":", with: ".") == wanted }
    return testing.map { .function($0) }
  }

  private var topicNames: [String] {
    Catalogue.collections.map(\.name) + Prompt.functions.flatMap { [$0.name, $0.memberName] }
      + scriptNames() + checkNames() + PromptCommand.Name.allCases.map(\.rawValue)
  }
}

// MARK: - Errors

extension Prompt {
  /// What an error is about, for somebody who wants to know more than its sentence says.
  public func topics(about error: any Error) -> [Topic] {
    switch error {
    case LuaError.runtime(_, _, _, let cause?): topics(about: cause)
    case QueryError.unknownField(let owner?, _, _): owner == "plan" ? [.plan] : collection(owner)
    case QueryError.unknownRecord(let owner, _, _): collection(owner)
    case QueryError.unknownChoice(let field, _, let choices):
      fields(field) { $0.choices.map(\.name) == choices }
    case QueryError.wrongType(let field, _, _): fields(field) { _ in true }
    case let fault as ValueFault: declared(fault.collection + "." + fault.field).map { [$0] } ?? []
    case HostError.unknownOption(let function, _, _), HostError.argument(let function, _, _, _):
      [topic(named: function)].filter(\.isKnown)
    case HostError.unknownMember(let owner, _, _):
      owner == "query" ? [.query(nil, methodFunctions)] : [topic(named: owner)].filter(\.isKnown)
    case HostError.unknownGlobal: [.everything]
    default: []
    }
  }

  private func collection(_ name: String) -> [Topic] {
    Catalogue.collection(name).map { [.collection($0)] } ?? []
  }

  /// The fields of that name that are meant, wherever they are.
  private func fields(_ path: String, _ isMeant: (Field) -> Bool) -> [Topic] {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    return Catalogue.collections.compactMap { owner in
      owner.field(name).flatMap { isMeant($0) ? .field($0, of: owner) : nil }
    }
  }
}

extension Topic {
  fileprivate var isKnown: Bool { if case .unknown = self { false } else { true } }
}

// MARK: - Values

extension Prompt {
  /// What a value is.
  func topic(of value: LuaValue) throws -> Topic {
    if case .string(let text) = value { return topic(named: text) }
    if let topic = known(value) { return topic }
    if let (collection, row) = value.handle.flatMap(run.place) {
      return .record(id: try run.proposal.id(row, in: collection), of: collection)
    }
    if let query = value.object(as: QueryValue.self) {
      if let collection = query.collection { return .collection(collection) }
      return .query(Shape.records(of: query), methodFunctions)
    }
    if value.object(as: PlanObject.self) != nil { return .plan }
    return .value(name: "", type: run.typeName(value))
  }

  /// A function or module of the host.
  func known(_ value: LuaValue) -> Topic? {
    for (name, global) in given where global.isSame(as: value) {
      let members = Prompt.functions.filter { $0.name.hasPrefix(name + ".") }
      if !members.isEmpty { return .module(name, members) }
      if let function = Prompt.functions.first(where: { $0.name == name }) {
        return .function(function)
      }
      return .value(name: name, type: value.typeName)
    }
    guard case .function(let function) = value else { return nil }
    return Prompt.functions.first { run.member($0.name) == function }.map { .function($0) }
  }
}

extension Prompt {
  /// The functions of a library of Lua's own. Its table answers only to Lua.
  func libraryNames(_ library: String) -> [String] {
    guard case .table(let table)? = given[library],
      let list = try? run.state.load(
        "local names = {} for name in pairs(...) do names[#names + 1] = name end return names",
        name: "library"
      ).call([.table(table)]).first?.table
    else { return [] }
    return list.array.compactMap(\.string).sorted()
  }
}

extension Run {
  /// The function that a module has under a name with a dot.
  func member(_ name: String) -> LuaFunction? { globals.members[name] }

  /// What a value is called where its type is named.
  func typeName(_ value: LuaValue) -> String {
    guard let handle = value.handle else { return value.typeName }
    return handle.day != nil ? "date" : handle.time != nil ? "time" : "record"
  }
}

extension LuaValue {
  /// Whether it is the same table or function.
  func isSame(as other: LuaValue) -> Bool {
    switch (self, other) {
    case (.table(let a), .table(let b)): a == b
    case (.function(let a), .function(let b)): a == b
    default: false
    }
  }
}
