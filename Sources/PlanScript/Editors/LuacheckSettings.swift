import PlanModel

/// The settings of luacheck: the globals that a script has, and no others, with their members.
struct LuacheckSettings {
  let libraries: [ScriptGlobals.Library]

  var text: String {
    """
    -- \(EditorFiles.mark).
    stds.planscript = {
      read_globals = {
    \(readOnly.map { "    \($0)," }.joined(separator: "\n"))
        plan = { fields = {
    \(planFields.map { "      \($0)," }.joined(separator: "\n"))
        } },
      },
      -- A record among them can be changed.
      globals = { params = { other_fields = true } },
    }
    files["**/tests/*.lua"] = { read_globals = { \(testing) } }
    -- A sentence in two languages is as long as it is.
    max_line_length = false
    std = "planscript"
    exclude_files = { "\(EditorFiles.folder)" }

    """
  }

  private var readOnly: [String] {
    let own = libraries.map { entry($0.name, $0.members) }
    let modules = ScriptGlobals.modules.map { module in
      let constants = module.name == "op" ? constantTests.map(\.name) : []
      return entry(module.name, module.functions.map(\.memberName) + constants)
    }
    let names = ScriptGlobals.single.map(\.name).map { entry($0, []) }
    return own + modules + names
  }

  private var testing: String {
    testingGlobals.map { LuacheckSettings.literal($0.name) }.joined(separator: ", ")
  }

  private func entry(_ name: String, _ members: [String]) -> String {
    guard !members.isEmpty else { return LuacheckSettings.literal(name) }
    let fields = members.map(LuacheckSettings.literal).joined(separator: ", ")
    return "\(name) = { fields = { \(fields) } }"
  }

  /// What is the plan's own can be assigned; collections cannot.
  private var planFields: [String] {
    Plan.collection.fields.map { "\($0.name) = { read_only = false, other_fields = true }" }
      + Run.planNames.filter { Plan.collection.field($0) == nil }
      .map { "\($0) = { read_only = true, other_fields = true }" }
  }

  static func literal(_ text: String) -> String { "\"\(text)\"" }
}
