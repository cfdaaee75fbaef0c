internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript import FILE.csv --into COLLECTION`: rows of a file become records.
struct ImportCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import", abstract: Words.current.importAbstract,
      discussion: Words.current.importExamples)
  }

  @Argument(help: Words.current.help("csv"), completion: .file(extensions: ["csv", "txt"]))
  var file: String

  @Option(help: Words.current.help("into"), completion: .list(Catalogue.collections.map(\.name)))
  var into: String?

  @Option(help: Words.current.help("map"))
  var map: [String] = []

  @Option(help: Words.current.help("encoding"))
  var encoding: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @Flag(help: Words.current.help("apply"))
  var apply = false

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let collection = try Reading.collection(into, option: "--into")
    let options = Import.Options(
      encoding: try encoding.map(Reading.encoding), headers: try map.map(Reading.heading))
    let isJSON = try Reading.isJSON(format)
    let store = try session.requiredStore()
    let name = file == RunCommand.standardInput ? "-" : file
    let bytes = try session.about(name) { try ImportFile(path: file).bytes() }
    let snapshot = store.snapshot()
    let rows = try session.about(name) {
      try Import(
        bytes, into: collection, of: snapshot, options: options,
        progress: session.progress(session.wording.rowsRead))
    }
    let commit =
      apply && rows.isGood ? try store.commit(rows, origin: origin(bytes, collection)) : nil
    let form = ImportForm(session: session, file: name, rows: rows, snapshot: snapshot)
    try isJSON ? form.json(commit) : form.words(commit, wasApplied: apply)
    session.tellRemarks(of: snapshot)
    guard rows.isGood else { throw ExitStatus.dataUnreadable }
  }

  private func origin(_ bytes: [UInt8], _ collection: Collection) -> Origin {
    Origin(
      .import, who: Session.user, script: URL(filePath: file).lastPathComponent,
      scriptHash: ContentHash(of: bytes), parameters: ["into": collection.name])
  }
}

/// The file that is to be imported.
struct ImportFile {
  let path: String

  /// Its bytes, unless it has more than an import takes.
  func bytes() throws -> [UInt8] {
    let name = path == RunCommand.standardInput ? "-" : path
    func fault(_ code: Int32) -> FileFault {
      FileFault(file: name, place: nil, problem: .unreadable(errno: code))
    }
    if path == RunCommand.standardInput {
      return [UInt8](try FileHandle.standardInput.read(upToCount: Import.maximumSize + 1) ?? Data())
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw fault(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw fault(EISDIR) }
    guard status.st_size <= Import.maximumSize else {
      throw ImportError.tooLarge(
        .bytes, count: Int(status.st_size), limit: Import.maximumSize)
    }
    guard let data = FileManager.default.contents(atPath: path) else { throw fault(EACCES) }
    return [UInt8](data)
  }
}

/// The form of an import is how it is shown: what its rows change, or what is wrong with them.
struct ImportForm {
  let session: Session
  let file: String
  let rows: Import
  let snapshot: Snapshot

  /// How many faults are told in words; as JSON there are more.
  private static let faultsShown = 20

  func words(_ commit: Commit?, wasApplied: Bool) throws {
    let (wording, output) = (session.wording, Output(path: nil))
    try output.write(wording.summary(rows, of: file))
    guard rows.isGood else { return tellFaults() }
    if !rows.changes.isEmpty {
      let presenter = Presenter(language: session.language, snapshot: snapshot)
      try output.write(
        "\n" + DiffWords(wording: wording, presenter: presenter).text(rows.changes) + "\n")
    }
    if let commit {
      try output.write(wording.committed(commit, rows.changes.count, session.storeOption) + "\n")
      for text in wording.encountered(commit) { session.note(text) }
    } else if wasApplied || rows.changes.isEmpty {
      try output.write(wording.nothingToWrite + "\n")
    } else {
      try output.write(wording.howToApply(RunForm.command(adding: "--apply")) + "\n")
    }
  }

  private func tellFaults() {
    let wording = session.wording
    var lines = rows.missing.isEmpty ? [] : [wording.missingColumns(rows.missing)]
    lines += rows.faults.prefix(ImportForm.faultsShown).map { fault in
      "\(file):\(fault.place.line):\(fault.place.column): "
        + wording.line(fault, of: rows.collection)
    }
    let rest = rows.faultCount - min(rows.faults.count, ImportForm.faultsShown)
    if rest > 0 { lines.append(wording.moreFaults(rest)) }
    let count = rows.faultCount + rows.missing.count
    session.fail(([wording.badRows(count)] + lines.map { "  " + $0 }).joined(separator: "\n"))
  }

  func json(_ commit: Commit?) throws {
    func number(_ number: Int) -> JSONValue { .number(String(number)) }
    let columns = rows.header.columns.filter { $0.field != nil }.map { column in
      JSONValue.object([
        .init("header", .string(column.header)),
        .init("field", .string(column.field?.name ?? "")),
      ])
    }
    var members: [JSONValue.Member] = [
      .init("file", .string(file)), .init("collection", .string(rows.collection.name)),
      .init("encoding", .string(rows.encoding.name)),
      .init("separator", .string(String(rows.separator))), .init("columns", .array(columns)),
      .init("unused", .array(rows.header.unused.map { .string($0.header) })),
      .init("rows", number(rows.rows)), .init("new", number(rows.added)),
      .init("changed", number(rows.changed)), .init("unchanged", number(rows.unchanged)),
      .init("bad", number(rows.bad)),
      .init("missing", .array(rows.missing.map { .string($0.name) })),
      .init("fault_count", number(rows.faultCount)),
      .init("faults", .array(rows.faults.map(json))),
      .init("changes", rows.isGood ? rows.changes.json : .array([])),
      .init("applied", .boolean(commit != nil)),
    ]
    if let commit { members.append(.init("commit", number(commit.number))) }
    try Output(path: nil).write(JSONValue.object(members).text(pretty: true) + "\n")
  }

  private func json(_ fault: RowFault) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("line", .number(String(fault.place.line))),
      .init("column", .number(String(fault.place.column))),
      .init("row", .number(String(fault.row))),
    ]
    if let cell = fault.cell { members.append(.init("cell", .string(cell))) }
    if let header = fault.header { members.append(.init("header", .string(header))) }
    if let field = fault.field { members.append(.init("field", .string(field))) }
    members.append(.init("kind", .string(fault.problem.kind)))
    let candidates = fault.problem.candidates.map { JSONValue.string($0.id) }
    if !candidates.isEmpty { members.append(.init("candidates", .array(candidates))) }
    members.append(.init("message", .string(session.wording.line(fault, of: rows.collection))))
    return .object(members)
  }
}

extension RowFault {
  var cell: String? { column.map { cellName(column: $0, row: row) } }
}

/// A cell as spreadsheet programs name it: `C5`. The column counts from 0.
func cellName(column: Int, row: Int) -> String {
  var (number, letters) = (column, "")
  repeat {
    letters = String(Character(Unicode.Scalar(UInt8(65 + number % 26)))) + letters
    number = number / 26 - 1
  } while number >= 0
  return letters + String(row)
}

extension RowFault.Problem {
  /// A name for programs.
  fileprivate var kind: String {
    switch self {
    case .misread: "misread"
    case .value: "value"
    case .noSuchRecord: "no_such_record"
    case .severalRecords: "several_records"
    case .nameAlone: "name_alone"
    case .uncertain: "uncertain"
    case .sameAs: "same_as"
    case .surplusCell: "surplus_cell"
    }
  }

  fileprivate var candidates: [RowFault.Candidate] {
    switch self {
    case .noSuchRecord(_, _, let near): near
    case .severalRecords(_, _, let candidates), .uncertain(let candidates, _): candidates
    default: []
    }
  }
}
