import PlanModel

// MARK: - Functions and values

extension LuaDefinitions {
  var modules: String {
    let modules = ScriptGlobals.modules.map(module)
    let single = ScriptGlobals.single.map { function($0, named: $0.name) }
    return (modules + single + [require]).joined(separator: "\n")
  }

  /// Lua's own is declared with the library `package`, which scripts have not.
  private var require: String {
    comment(
      say(
        "Nạp một mô-đun: cạnh kịch bản, trong lib/, hoặc kèm theo.",
        "Loads a module: beside the script, in lib/, or one that ships."))
      + "---@param name string\n---@return any\nfunction require(name) end\n"
  }

  private func module(_ module: ScriptGlobals.Module) -> String {
    var text = "---@class \(module.name)\n"
    if module.name == "op" {
      for constant in constantTests {
        text += field(constant.name, LuaNames.value("test"), constant.help[language])
      }
    }
    if let itself = module.itself { text += overload(itself) }
    text += "\(module.name) = {}\n\n"
    return text + module.functions.map { function($0, named: $0.name) }.joined(separator: "\n")
  }

  /// A module that can be called itself.
  private func overload(_ function: HostFunction) -> String {
    let arguments = function.parameters.map { "\($0.luaName)\($0.mark): \(type($0))" }
    let result = function.result.flatMap { LuaNames.type($0, isArgument: false) }
    return "---@overload fun(\(arguments.joined(separator: ", ")))"
      + (result.map { ": \($0)" } ?? "")
      + "\n"
  }

  /// A function with its help, parameters and result.
  func function(_ function: HostFunction, named name: String) -> String {
    var text = comment(function.help[language]) + parameterLines(function)
    if let result = function.result {
      text += "---@return \(self.result(result, function))\n"
    }
    return text + "function \(name)(\(parameterNames(function))) end\n"
  }

  /// What a query of any kind gives.
  private func result(_ result: String, _ function: HostFunction) -> String {
    let type = LuaNames.type(result, isArgument: false) ?? "any"
    guard let rows = function.rows else { return type }
    // Rows of groups have the names that the script gave them.
    switch rows {
    case .row: return "any"
    case .rowOrNil: return "any"
    case .list: return "any[]"
    default: return type
    }
  }

  func parameterLines(_ function: HostFunction) -> String {
    function.parameters.map { parameter in
      parameter.isRest
        ? "---@param ... \(type(parameter))\n"
        : "---@param \(parameter.luaName)\(parameter.mark) \(type(parameter))\n"
    }.joined()
  }

  func parameterNames(_ function: HostFunction) -> String {
    function.parameters.map { $0.isRest ? "..." : $0.luaName }.joined(separator: ", ")
  }

  func type(_ parameter: HostFunction.Parameter) -> String {
    guard parameter.options.isEmpty else {
      return "{ " + parameter.options.map { "\($0)?: any" }.joined(separator: ", ") + " }"
    }
    return LuaNames.type(parameter.type, isArgument: true) ?? "any"
  }

  var values: String {
    let kinds = ValueKind.all.map(kind)
    // They are only made, and given to other functions.
    let opaque = ["figure", "column", "test"].map { "---@class \(LuaNames.value($0))\n" }
    let words =
      comment(say("Chữ ở cả hai ngôn ngữ.", "Words in both languages."))
      + "---@class \(LuaNames.value("words"))\n"
      + field("vi", "string", say("Tiếng Việt", "Vietnamese"))
      + field("en", "string", say("Tiếng Anh", "English"))
    return (kinds + opaque + [words]).joined(separator: "\n")
  }

  private func kind(_ kind: ValueKind) -> String {
    var text = comment(kind.help[language]) + "---@class \(LuaNames.value(kind.name))\n"
    for member in kind.members {
      let type = LuaNames.type(member.type, isArgument: false) ?? "any"
      text += field(member.name, type, member.help[language])
    }
    for declared in kind.operators {
      let operand = LuaNames.type(declared.operand, isArgument: false) ?? "any"
      let result = LuaNames.type(declared.result, isArgument: false) ?? "any"
      text += "---@operator \(declared.name)(\(operand)): \(result)\n"
    }
    return text
  }
}

extension HostFunction.Parameter {
  /// Whether any number of them may be given.
  var isRest: Bool { name.hasSuffix("…") }

  /// A name that Lua does not keep for itself.
  var luaName: String { ["end", "function", "repeat"].contains(name) ? name + "_" : name }

  var mark: String { isOptional ? "?" : "" }
}
