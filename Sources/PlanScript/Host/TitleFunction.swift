import Lua
import PlanModel
import PlanStore

/// What people call what scripts call by its name.
let titleFunctions = [
  HostFunction(
    "fmt.title", [.init("name", "string")], result: "string",
    vi: "Tên gọi của một tập hợp (\"sessions\") hay một trường (\"sessions.venue\").",
    en: "What people call a collection (\"sessions\") or a field (\"sessions.venue\")."
  ) { run, call in
    let name = try call.string(1)
    let language = run.presenter.language
    if let collection = Catalogue.collection(name) { return [.string(collection.title[language])] }
    return [.string(try Field.named(name, function: call.function).title[language])]
  }
]

extension Field {
  /// The field that `units.kind` names.
  static func named(_ path: String, function: String) throws -> Field {
    let names = path.split(separator: ".").map(String.init)
    guard names.count == 2, let collection = Catalogue.collection(names[0]) else {
      let near = suggestions(for: names.first ?? path, among: Catalogue.collections.map(\.name))
      throw HostError.unknownOption(function: function, name: path, suggestions: near)
    }
    guard let field = collection.field(names[1]) else {
      throw QueryError.unknownField(
        owner: collection.name, name: names[1],
        suggestions: suggestions(for: names[1], among: collection.fields.map(\.name)))
    }
    return field
  }
}
