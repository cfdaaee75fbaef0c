internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `planscript list`: the scripts that can be run by name, from their declarations.
struct ListCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Words.current.listAbstract,
      discussion: Words.current.example("planscript list attendance"))
  }

  @Argument(help: Words.current.help("tags"))
  var tags: [String] = []

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @Flag(help: Words.current.help("names"))
  var names = false

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let format = try Reading.format(format)
    let search = ScriptSearch(store: session.storePath)
    if names, tags.isEmpty { return try write(search.names) }
    let scripts = (search.all() + search.bundledSources).map(ListedScript.init)
    let chosen = scripts.filter { script in tags.allSatisfy { script.tags.contains($0) } }
    guard !chosen.isEmpty || tags.isEmpty else {
      throw UsageError.unknownTags(tags, known: Set(scripts.flatMap(\.tags)).sorted())
    }
    if names { return try write(chosen.map(\.name).sorted()) }
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: nil),
      width: Console.width)
    let output = Output(path: nil)
    try output.write(rendering.add(.table(session.wording.scripts(chosen))))
    try output.write(rendering.finish())
  }

  private func write(_ names: [String]) throws {
    try Output(path: nil).write(names.map { $0 + "\n" }.joined())
  }
}

/// A script as a list shows it.
struct ListedScript {
  let name: String
  /// Where it was found; nothing for what ships.
  let path: String?
  /// Nothing when it declares nothing, or what it declares has a mistake.
  let declaration: ScriptDeclaration?
  let isBroken: Bool

  var tags: [String] { declaration?.tags ?? [] }

  init(_ source: ScriptSource) {
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    let bundle = source.bundle?.room.bundle
    name =
      bundle != nil ? source.callName : file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
    path = source.path ?? bundle?.manifest.fullName
    do {
      let declared = try ScriptDeclaration.read(source.text, name: source.name)
      declaration = source.bundle.map { declared.filled(from: $0) } ?? declared
      isBroken = false
    } catch {
      (declaration, isBroken) = (nil, true)
    }
  }
}

extension ScriptDeclaration? {
  /// What a bundle's script leaves unsaid, the bundle's manifest may say.
  fileprivate func filled(from call: BundleCall) -> ScriptDeclaration {
    let manifest = call.room.bundle.manifest
    let entry = manifest.scripts.first { $0.script == call.script }
    var filled = self ?? ScriptDeclaration()
    filled.title = filled.title ?? entry?.title
    filled.needs = filled.needs ?? entry?.needs ?? manifest.needs
    return filled
  }
}
