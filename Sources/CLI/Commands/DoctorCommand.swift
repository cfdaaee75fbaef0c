internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript doctor`: what is wrong with a store, and how to mend it.
struct DoctorCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor", abstract: Words.current.doctorAbstract,
      discussion: Words.current.example("planscript -d thu doctor"))
  }

  @Flag(help: Words.current.help("mend"))
  var apply = false

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let store = try session.requiredStore()
    let format = try Reading.format(format)
    let (diagnosis, mended) = try session.timing(session.wording.stillRunning) {
      var diagnosis = try Doctor.examine(store)
      let mended = apply ? try Doctor.mend(store, &diagnosis, who: Session.user) : []
      return (diagnosis, mended)
    }
    let form = DiagnosisForm(session, diagnosis, mended: mended, isMending: apply)
    try Output(path: nil).write(format == .json ? form.json : form.text)
    // Mended is no longer found.
    let left = apply ? try Doctor.examine(store) : diagnosis
    switch left.ailments.map(\.severity).max() {
    case .error?: throw ExitStatus.dataUnreadable
    case .warning?: throw ExitStatus.findings
    default: return
    }
  }
}

/// How a diagnosis is shown.
private struct DiagnosisForm {
  private let session: Session
  private let diagnosis: Diagnosis
  private let mended: [Ailment]
  private let isMending: Bool

  private var wording: Wording { session.wording }

  init(_ session: Session, _ diagnosis: Diagnosis, mended: [Ailment], isMending: Bool) {
    (self.session, self.diagnosis, self.mended) = (session, diagnosis, mended)
    self.isMending = isMending
  }

  /// Of one kind in one file: where a file was copied, every record is odd in the same way.
  private static let shown = 5

  /// Each ailment with its place and what to do; then how much was examined.
  var text: String {
    var counts: [String: Int] = [:]
    var lines: [String] = []
    for ailment in diagnosis.ailments {
      let key = "\(ailment.kind) \(ailment.file ?? "")"
      counts[key, default: 0] += 1
      guard counts[key, default: 0] <= DiagnosisForm.shown else { continue }
      lines.append(wording.message(ailment).rendered(colour: false, wording: wording))
    }
    let hidden = counts.values.reduce(0) { $0 + max(0, $1 - DiagnosisForm.shown) }
    if hidden > 0 { lines.append(wording.moreAilments(hidden)) }
    if !lines.isEmpty { lines.append("") }
    lines.append(wording.examined(diagnosis))
    if isMending {
      lines.append(wording.mended(mended.count))
    } else if case let count = diagnosis.ailments.count(where: \.isMendable), count > 0 {
      lines.append(wording.canMend(count, RunForm.command(adding: "--apply")))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var json: String {
    let members: [JSONValue.Member] = [
      .init(
        "examined",
        .object([
          .init("files", .number(String(diagnosis.files))),
          .init("records", .number(String(diagnosis.records))),
        ])), .init("findings", .array(diagnosis.ailments.map(json))),
      .init("mended", .array(mended.map(json))),
    ]
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  private func json(_ ailment: Ailment) -> JSONValue {
    let message = wording.message(ailment)
    let texts: [(String, String?)] = [
      ("severity", "\(ailment.severity)"), ("kind", ailment.kind), ("file", ailment.file),
      ("collection", ailment.key?.collection), ("id", ailment.key?.id), ("message", message.text),
      ("hint", message.hints.isEmpty ? nil : message.hints.joined(separator: "; ")),
    ]
    var members = texts.compactMap { name, text in text.map { JSONValue.Member(name, .string($0)) }
    }
    if let place = ailment.place {
      members.append(.init("line", .number(String(place.line))))
      members.append(.init("column", .number(String(place.column))))
    }
    return .object(members + [.init("mendable", .boolean(ailment.isMendable))])
  }
}
