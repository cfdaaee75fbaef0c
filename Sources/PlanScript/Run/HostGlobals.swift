internal import Lua
internal import PlanModel

/// Host globals are what scripts have beside Lua's own: `plan`, `params`, functions and modules of
/// functions. Each is made when a script first names it, so that a script pays for what it uses.
struct HostGlobals {
  /// Those that the program that runs scripts adds.
  let added: [HostFunction]
  /// The functions of the modules that were made, by their names with a dot.
  fileprivate(set) var members: [String: LuaFunction] = [:]

  init(_ added: [HostFunction]) { self.added = added }

  /// What scripts have everywhere, by the global that it belongs to.
  private static let shipped = byGlobal(Run.functions)

  private static func byGlobal(_ functions: [HostFunction]) -> [String: [HostFunction]] {
    Dictionary(
      grouping: functions.filter { if case .function = $0.body { true } else { false } },
      by: \.globalName)
  }

  /// The functions of a global; an added one counts over one that ships.
  fileprivate func functions(of global: String) -> [HostFunction] {
    (HostGlobals.shipped[global] ?? []) + added.filter { $0.globalName == global }
  }

  var names: Set<String> {
    Set(HostGlobals.shipped.keys).union(added.map(\.globalName)).union(["plan", "params"])
  }
}

extension HostFunction {
  /// `report` of `report.table`; its own name when there is no dot.
  fileprivate var globalName: String {
    name.split(separator: ".").first.map(String.init) ?? name
  }
}

extension Run {
  /// A global that nobody has set. What the host has under that name is set from now on.
  func global(_ name: String) throws -> LuaValue {
    guard let value = try hostGlobal(name) else { throw unknownGlobal(name) }
    try state.globals.set(.string(name), value)
    return value
  }

  /// For those who list them.
  func makeAllGlobals() throws {
    for name in globals.names.sorted() where state.globals[.string(name)].isNil {
      _ = try global(name)
    }
  }

  private func hostGlobal(_ name: String) throws -> LuaValue? {
    switch name {
    case "plan": return state.makeObject(PlanObject(run: self), type: PlanObject.type)
    case "params":
      return state.makeObject(ParameterValues(run: self), type: ParameterValues.type)
    default: break
    }
    var (module, single): (LuaTable?, LuaFunction?)
    for function in globals.functions(of: name) {
      guard case .function(let body) = function.body else { continue }
      let made = state.makeFunction(function.name) { [unowned self] call in try body(self, call) }
      guard function.name != name else { single = made; continue }
      globals.members[function.name] = made
      let table = module ?? state.makeTable()
      module = table
      try table.set(.string(function.memberName), .function(made))
    }
    guard let module else { return single.map { .function($0) } }
    if name == "op" {
      for (name, test) in constantTestValues() { try module.set(.string(name), test) }
    }
    return try strict(module, name, calling: single)
  }

  /// A module that scripts cannot change, and whose unknown members are mistakes and not nil. It
  /// can be called where a function has its name: `date("2023-12-04")`.
  private func strict(
    _ module: LuaTable, _ name: String, calling function: LuaFunction?
  ) throws -> LuaValue {
    let members = module.pairs.map(\.key.text)
    try module.setMetatable(try strictMetatable { throw unknownMember(name, $0, members) })
    // Its members stand behind it: only what a table does not have meets `__newindex`.
    let (front, metatable) = (state.makeTable(), state.makeTable())
    try metatable.set("__index", .table(module))
    try metatable.set(
      "__newindex",
      .function(
        state.makeFunction(name) { call in throw LuaReadOnly(type: name, key: call[2].text) }))
    if let function {
      let call = state.makeFunction(name) { call in
        try function.call(Array(call.arguments.dropFirst()))
      }
      try metatable.set("__call", .function(call))
    }
    try metatable.set("__metatable", false)
    try front.setMetatable(metatable)
    return .table(front)
  }

  private func unknownGlobal(_ name: String) -> HostError {
    let lua = [
      "print", "pairs", "ipairs", "tostring", "tonumber", "require", "string", "table", "math",
      "utf8", "coroutine", "os", "type", "error", "assert", "select",
    ]
    return .unknownGlobal(
      name: name, suggestions: suggestions(for: name, among: globals.names.union(lua).sorted()))
  }
}
