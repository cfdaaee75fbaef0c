import PlanModel

// MARK: - Queries

extension LuaDefinitions {
  /// One class that has all methods; one more for each collection, which knows its records.
  var queries: String {
    let methods = methodFunctions.map { method($0) + "\n" }.joined()
    let base =
      comment(
        say(
          "Một truy vấn: chưa đọc gì cho đến khi được hỏi.",
          "A query: it reads nothing before it is asked."))
      + "---@class \(LuaNames.query)\n---@operator len: integer\nlocal query = {}\n\n"
    return base + methods
      + Catalogue.collections.filter { !$0.isSingle }.map(query).joined(separator: "\n")
  }

  /// A method whose result is again a query of the same kind is generic in that kind.
  private func method(_ function: HostFunction) -> String {
    guard case .query? = function.rows else {
      return self.function(function, named: "query:\(function.memberName)")
    }
    var text = comment(function.help[language]) + "---@generic Q\n---@param self Q\n"
    text += parameterLines(function) + "---@return Q\n"
    return text + "function query:\(function.memberName)(\(parameterNames(function))) end\n"
  }

  private func query(_ collection: Collection) -> String {
    let kind = LuaNames.query(collection)
    var text = conditions(collection) + values(collection) + paths(collection)
    text += comment(collection.title[language]) + "---@class \(kind): \(LuaNames.query)\n"
    for function in methodFunctions where function.rows != nil && function.memberName != "add" {
      text += typed(function, collection, on: kind)
    }
    let whole = LuaNames.whole(collection)
    text += "\n" + comment(collection.title[language]) + "---@class \(whole): \(kind)\n"
    text += "---@field [string] \(LuaNames.record(collection))?\n"
    for function in methodFunctions where function.memberName == "add" {
      text += typed(function, collection, on: whole)
    }
    return text
  }

  /// `---@field where fun(self: …, conditions: …): … # help`
  private func typed(
    _ function: HostFunction, _ collection: Collection, on kind: String
  ) -> String {
    let arguments = function.parameters.map { parameter -> String in
      let type = argument(parameter, of: function, collection)
      return parameter.isRest ? "...: \(type)" : "\(parameter.luaName)\(parameter.mark): \(type)"
    }
    let given = (["self: \(kind)"] + arguments).joined(separator: ", ")
    let result = result(function, collection).map { ": \($0)" } ?? ""
    return field(function.memberName, "fun(\(given))\(result)", function.help[language])
  }

  private func argument(
    _ parameter: HostFunction.Parameter, of function: HostFunction, _ collection: Collection
  ) -> String {
    switch parameter.name {
    case "conditions":
      let test = "fun(\(collection.singular): \(LuaNames.record(collection))): any"
      return "\(LuaNames.conditions(collection))|(\(test))"
    case "fields": return LuaNames.values(collection)
    case "field": return "\(LuaNames.paths(collection))|string"
    case "other": return LuaNames.query(collection)
    default: return type(parameter)
    }
  }

  private func result(_ function: HostFunction, _ collection: Collection) -> String? {
    let record = LuaNames.record(collection)
    switch function.rows {
    case .query: return LuaNames.query(collection)
    case .row: return record
    case .rowOrNil: return "\(record)?"
    case .list: return "\(record)[]"
    case .table: return "table<any, \(record)>"
    case .iterator: return "fun(): integer, \(record)"
    case nil: return nil
    }
  }

  /// What `where` takes: a value, a list, a test or a range for each field.
  private func conditions(_ collection: Collection) -> String {
    let others = "\(LuaNames.value("test"))|\(LuaNames.query)|table"
    let lines = collection.fields.map { declared in
      field(
        declared.name, "\(written(declared, collection))|\(others)", optional: true,
        declared.title[language])
    }
    return "---@class \(LuaNames.conditions(collection))\n\(lines.joined())\n"
  }

  /// What `add` takes.
  private func values(_ collection: Collection) -> String {
    let lines = collection.fields.map { declared in
      field(
        declared.name, written(declared, collection),
        optional: !declared.isRequired || declared.name == "id", declared.title[language])
    }
    return "---@class \(LuaNames.values(collection))\n\(lines.joined())\n"
  }

  /// The names of the fields, for what is told by name: `sort`, `values`.
  private func paths(_ collection: Collection) -> String {
    let lines = collection.fields.map { "---| \"\($0.name)\" # \($0.title[language])\n" }
    return "---@alias \(LuaNames.paths(collection))\n\(lines.joined())\n"
  }

  /// A field as a script may write it: a record by its id as well, a day by its text.
  private func written(_ field: Field, _ collection: Collection) -> String {
    let type = type(of: field, collection)
    switch field.type {
    case .day, .time, .reference: return "\(type)|string"
    case .references: return "\(type)|string[]"
    default: return type
    }
  }
}
