internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanScript

/// `planscript schema`: the collections, or the fields of one.
struct SchemaCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema", abstract: Words.current.schemaAbstract,
      discussion: Words.current.example("planscript schema sessions"))
  }

  @Argument(
    help: Words.current.help("collection"), completion: .list(Catalogue.collections.map(\.name)))
  var collection: String?

  @Option(help: Words.current.help("jsonSchema"))
  var jsonSchema: String?

  @Option(help: Words.current.luaStubsHelp)
  var luaStubs: String?

  @Option(help: Words.current.referenceHelp)
  var reference: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    if let jsonSchema { return try write(to: jsonSchema) }
    if let reference { return try Reference.write(to: reference) }
    if let luaStubs { return try EditorFolder(luaStubs).write(session) }
    var rendering = Rendering(
      try Reading.format(format), presenter: Presenter(language: session.language, snapshot: nil),
      width: Console.width)
    let output = Output(path: nil)
    try output.write(rendering.add(.table(try table(session))))
    try output.write(rendering.finish())
  }

  private func table(_ session: Session) throws -> ReportTable {
    guard let collection else { return SchemaTables.collections(session.language) }
    guard let declared = Catalogue.collection(collection) else {
      throw UsageError.unknownCollection(
        collection,
        suggestions: suggestions(for: collection, among: Catalogue.collections.map(\.name)))
    }
    return SchemaTables.fields(of: declared, session.language, typeName: session.wording.typeName)
  }

  private func write(to directory: String) throws {
    try Output.makeFolder(directory)
    let collections = Catalogue.collections.map { ($0.name, JSONSchema.text(for: $0)) }
    for (name, text) in collections + [("bundle", BundleManifest.schema)] {
      let output = Output(path: "\(directory)/\(name).schema.json")
      try output.write(text + "\n")
      try output.finish()
    }
  }
}

/// The declarations as tables.
enum SchemaTables {
  static func collections(_ language: Language) -> ReportTable {
    let rows = Catalogue.collections.map { collection -> [PlanValue] in
      let file =
        collection.shardedBy == nil ? "\(collection.name).json" : "\(collection.name)/*.json"
      return [
        .text(collection.name), .text(collection.title[language]), .text(file),
        .integer(Int64(collection.fields.count)),
      ]
    }
    return ReportTable(columns: columns(["name", "title", "file", "fields"], language), rows: rows)
  }

  static func fields(
    of collection: Collection, _ language: Language, typeName: (FieldType) -> String
  ) -> ReportTable {
    var rows = collection.fields.map { field -> [PlanValue] in
      [.text(field.name), .text(field.title[language]), .text(typeName(field.type))]
    }
    rows += Catalogue.inverses(of: collection.name).map { inverse in
      let title = Catalogue.collection(inverse.collection)?.title[language] ?? inverse.collection
      return [.text(inverse.name), .text(title), .text("\(inverse.collection).\(inverse.field) ←")]
    }
    return ReportTable(columns: columns(["name", "title", "type"], language), rows: rows)
  }

  private static func columns(_ names: [String], _ language: Language) -> [ReportTable.Column] {
    let titles = [
      "name": Bilingual(vi: "Tên", en: "Name"), "title": Bilingual(vi: "Nghĩa", en: "Meaning"),
      "file": Bilingual(vi: "Tệp", en: "File"), "fields": Bilingual(vi: "Số trường", en: "Fields"),
      "type": Bilingual(vi: "Kiểu", en: "Type"),
    ]
    return names.map {
      ReportTable.Column(
        name: $0, title: titles[$0]?[language] ?? $0, field: nil, isRightAligned: $0 == "fields")
    }
  }
}
