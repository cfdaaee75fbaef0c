import Lua
public import PlanModel
import PlanStore

/// Script globals are the names that a script finds before it has written any: what is left of
/// Lua's own, and the host's.
public enum ScriptGlobals {
  /// A name with members, or a function with none.
  public struct Library: Sendable {
    public let name: String
    public let members: [String]
  }

  /// What Lua itself brings, by name, as a state of this program has it.
  public static func libraries() throws -> [Library] {
    let run = try Run(
      Snapshot(absentFrom: ""), options: Run.Options(today: { _ in Day(number: 0) })
    ) { _ in }
    guard case .text(let listed)? = try run.run(lister, name: "globals").first else { return [] }
    let ours = Set(modules.map(\.name) + single.map(\.name) + ["plan", "params", "_G"])
    return listed.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      // What was taken out stands there still, and says so when it is called.
      let members = words.dropFirst().filter { !removed.contains("\(words[0]).\($0)") }
      return Library(name: words[0], members: members.sorted())
    }.filter { !ours.contains($0.name) }.sorted { $0.name < $1.name }
  }

  private static let removed = Set(LuaState.removed.map(\.name))

  private static let lister = """
    local lines = {}
    for name, value in pairs(_G) do
      local line = { name }
      if type(value) == "table" and name ~= "_G" then
        for member in pairs(value) do line[#line + 1] = tostring(member) end
      end
      lines[#lines + 1] = table.concat(line, " ")
    end
    return table.concat(lines, "\\n")
    """

  /// A module of the host: functions behind one name, which can be called itself where a function
  /// has that name.
  public struct Module: Sendable {
    public let name: String
    public let functions: [HostFunction]
    public let itself: HostFunction?
  }

  public static let modules: [Module] = {
    var order: [String] = []
    var members: [String: [HostFunction]] = [:]
    for function in Run.functions {
      guard let module = function.moduleName else { continue }
      if members[module] == nil { order.append(module) }
      members[module, default: []].append(function)
    }
    return order.map { name in
      Module(
        name: name, functions: members[name] ?? [],
        itself: Run.functions.first { $0.name == name })
    }
  }()

  /// Functions that stand alone: `script`, `check`, `draft`, `say`.
  public static let single: [HostFunction] = Run.functions.filter { function in
    function.moduleName == nil && !modules.contains { $0.name == function.name }
  }

  /// What a query can be asked, with a colon.
  public static var methods: [HostFunction] { methodFunctions }

  /// What files of tests have beside all that.
  public static var testing: [HostFunction] { testingFunctions }

  /// Values of the module `op` that need no arguments.
  public static let constants: [(name: String, help: Bilingual)] = constantTests.map {
    ("op.\($0.name)", $0.help)
  }
}

extension HostFunction {
  /// `report` of `report.table`.
  var moduleName: String? {
    let pieces = name.split(separator: ".")
    return pieces.count == 2 ? String(pieces[0]) : nil
  }
}
