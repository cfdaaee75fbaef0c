import PlanModel

/// The definition files of lua-language-server: classes, their fields and functions, each with its
/// help.
struct LuaDefinitions {
  let language: Language

  /// One line that explains what stands below it, or nothing.
  func comment(_ text: String) -> String { text.isEmpty ? "" : "---\(oneLine(text))\n" }

  /// `---@field name type # help`
  func field(_ name: String, _ type: String, optional: Bool = false, _ help: String) -> String {
    let help = help.isEmpty ? "" : " # \(oneLine(help))"
    return "---@field \(name)\(optional ? "?" : "") \(type)\(help)\n"
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
}

// MARK: - Records

extension LuaDefinitions {
  var records: String {
    let base =
      comment(say("Một bản ghi của kho.", "A record of the store."))
      + "---@class \(LuaNames.record)\n" + field("id", "string", say("Mã", "Id")) + "\n"
    return base + Catalogue.collections.map(record).joined(separator: "\n")
  }

  private func record(_ collection: Collection) -> String {
    var text = collection.fields.map { choices($0, of: collection) }.joined()
    for field in collection.fields { text += parts(of: field, collection) }
    text += comment(collection.title[language])
    // The plan itself is a record, and what stands behind its name as well.
    text += "---@class \(LuaNames.record(collection))"
    text += collection.isSingle ? "\n" : ": \(LuaNames.record)\n"
    for declared in collection.fields {
      text += field(
        declared.name, type(of: declared, collection), optional: isOptional(declared),
        declared.title[language])
    }
    for inverse in Catalogue.inverses(of: collection.name) {
      guard let other = Catalogue.collection(inverse.collection) else { continue }
      text += field(inverse.name, LuaNames.query(other), other.title[language])
    }
    return text + (collection.isSingle ? planMembers : "")
  }

  /// Behind the plan's own fields: the collections, and the day.
  private var planMembers: String {
    var text = field("today", LuaNames.value("date"), say("Hôm nay", "Today"))
    let unit = Units.collection
    text += field(
      "unit", LuaNames.record(unit), optional: true,
      say("Đơn vị đang làm việc (--unit)", "The unit that the script works for (--unit)"))
    for collection in Catalogue.collections where !collection.isSingle {
      text += field(collection.name, LuaNames.whole(collection), collection.title[language])
    }
    return text + "plan = {}\n\n---@type table<string, any>\nparams = {}\n"
  }

  /// A list is never nil, and what is required is there.
  private func isOptional(_ field: Field) -> Bool {
    switch field.type {
    case .references, .texts, .objects: false
    default: !field.isRequired
    }
  }

  /// `---@alias plan.Unit.kind`, one line a word.
  private func choices(_ field: Field, of collection: Collection) -> String {
    guard !field.choices.isEmpty else { return "" }
    let lines = field.choices.map { "---| \"\($0.name)\" # \($0.title[language])\n" }
    return "---@alias \(LuaNames.choice(collection, field))\n\(lines.joined())\n"
  }

  /// The class of values that have parts of their own.
  private func parts(of declared: Field, _ collection: Collection) -> String {
    let members: [Field]
    switch declared.type {
    case .object(let fields), .objects(let fields): members = fields
    default: return ""
    }
    let lines = members.map {
      field($0.name, jsonType($0.type), optional: true, $0.title[language])
    }
    return "---@class \(LuaNames.choice(collection, declared))\n\(lines.joined())\n"
  }

  func type(of field: Field, _ collection: Collection) -> String {
    switch field.type {
    case .text: "string"
    case .integer: "integer"
    case .decimal: "number"
    case .boolean: "boolean"
    case .day: LuaNames.value("date")
    case .time: LuaNames.value("time")
    case .choice, .object: LuaNames.choice(collection, field)
    case .objects: LuaNames.choice(collection, field) + "[]"
    case .texts: "string[]"
    case .reference(let name): target(name)
    case .references(let name): target(name) + "[]"
    }
  }

  private func target(_ name: String) -> String {
    Catalogue.collection(name).map(LuaNames.record) ?? LuaNames.record
  }

  /// Inside of an object values are as JSON has them.
  private func jsonType(_ type: FieldType) -> String {
    switch type {
    case .integer: "integer"
    case .decimal: "number"
    case .boolean: "boolean"
    case .references, .texts: "string[]"
    case .object, .objects: "table"
    default: "string"
    }
  }
}
