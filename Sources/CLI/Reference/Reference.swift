internal import PlanModel
internal import PlanScript

/// The reference is everything that can be typed, made from the declarations: verbs, exit codes,
/// collections, functions, errors. It is a report like any other, and shown like one.
struct Reference {
  let language: Language

  var wording: Wording { Wording(language: language) }

  /// `reference.md` and `reference.vi.md`, `reference.html` with both languages, and the manual
  /// pages.
  static func write(to directory: String) throws {
    try Output.makeFolder(directory)
    var parts: [HTMLPage.Part] = []
    for language in Language.allCases {
      let words = Words(language: language)
      let (blocks, manual) = try Words.$chosen.withValue(words) {
        (try Reference(language: language).blocks, try ManPage(words: words).text)
      }
      try write(manual, to: "\(directory)/\(ManPage.name(language))")
      let name = language == .en ? "reference" : "reference.\(language.rawValue)"
      let presenter = Presenter(language: language, snapshot: nil)
      var rendering = Rendering(.md, presenter: presenter)
      let text = blocks.map { rendering.add($0) }.joined() + rendering.finish()
      try write(text, to: "\(directory)/\(name).md")
      parts.append(HTMLPage.Part(presenter, blocks))
    }
    try write(HTMLPage(parts).text, to: "\(directory)/reference.html")
  }

  private static func write(_ text: String, to path: String) throws {
    let output = Output(path: path)
    try output.write(text)
    try output.finish()
  }

  private var blocks: [Block] {
    get throws {
      [.heading(wording.referenceTitle, level: 1), .text(wording.referenceAbout)]
        + (try verbs) + exitCodes + collections + (try functions) + (try errors())
    }
  }

  /// A table of texts, by the headings that the words have for its columns.
  func table(_ columns: [ReferenceColumn], _ rows: [[String]]) -> Block {
    .table(
      ReportTable(
        columns: columns.map {
          ReportTable.Column(
            name: $0.rawValue, title: wording.title(of: $0), field: nil, isRightAligned: false)
        }, rows: rows.map { $0.map { $0.isEmpty ? .none : .text($0) } }))
  }
}

/// What a column of the reference is about.
enum ReferenceColumn: String {
  case name, meaning, type, notes, code, call, value, message, hint
}

// MARK: - Exit codes and errors

extension Reference {
  private var exitCodes: [Block] {
    let rows = ExitStatus.allCases.map { [String($0.rawValue), wording.meaning(of: $0)] }
    return [
      .heading(wording.exitCodesTitle, level: 2), .text(wording.exitCodesAbout),
      table([.code, .meaning], rows),
    ]
  }

  /// What can go wrong, as it is told: by the exit code that it ends with.
  private func errors() throws -> [Block] {
    let examples =
      try ErrorExamples.failures(language) + ErrorExamples.others.map { (script: "", error: $0) }
    var blocks: [Block] = [
      .heading(wording.errorsTitle, level: 2), .text(wording.errorsAbout),
    ]
    for status in ExitStatus.allCases {
      let rows = examples.filter { ExitStatus($0.error) == status }.map { script, error in
        let message = wording.message(error)
        return [message.text, message.hints.joined(separator: "\n"), script]
      }
      guard !rows.isEmpty else { continue }
      blocks.append(.heading("\(status.rawValue): \(wording.meaning(of: status))", level: 3))
      blocks.append(table([.message, .hint, .call], rows))
    }
    return blocks
  }
}
