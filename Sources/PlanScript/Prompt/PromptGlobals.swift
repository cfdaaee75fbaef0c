import Lua
import PlanModel

/// The globals of a conversation: what scripts have, `help`, and the variables that lines set.
extension Prompt {
  /// What conversations have and scripts have not: `help`, and names that come back.
  func prepare() throws {
    try run.makeAllGlobals()
    let globals = run.state.globals
    try globals.set("_", .nil)
    given = [:]
    for (key, value) in globals.pairs { if case .string(let name) = key { given[name] = value } }
    run.state.register("help") { [unowned self] call in
      asked.append(call.count == 0 ? .everything : try topic(of: call[1]))
      return []
    }
    given["help"] = globals["help"]
    worker = run.state.makeFunction("show") { [unowned self] _ in
      try job?()
      return []
    }
    let unknown = run.state.onUnknownGlobal
    run.state.onUnknownGlobal = { [unowned self] name, call in
      // `text = nil` gives the module back.
      if let value = given[name] { return value }
      if name == "_" || name == "_2" || declared.contains(name) { return .nil }
      do {
        return try unknown?(name, call) ?? .nil
      } catch HostError.unknownGlobal(let name, _) {
        throw HostError.unknownGlobal(
          name: name, suggestions: suggestions(for: name, among: globalNames.sorted()))
      }
    }
  }

  /// The names that a line can begin with.
  var globalNames: Set<String> {
    Set(run.state.globals.pairs.compactMap { $0.key.string } + given.keys)
      .subtracting(["_G", "_VERSION", "_", "_2"])
  }

  /// The variables that lines have set.
  public var variables: [String] {
    globalNames.filter { given[$0] == nil && !$0.hasPrefix("_") }.sorted()
  }
}
