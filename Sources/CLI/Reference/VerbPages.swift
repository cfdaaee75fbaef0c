internal import ArgumentParser
internal import Foundation
internal import PlanScript

/// A verb page is what ArgumentParser knows of a verb: its arguments, options and verbs of its own,
/// in the words of the language that is current.
struct VerbPage: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [Argument]?
  let defaultSubcommand: String?
  let subcommands: [VerbPage]?

  struct Argument: Decodable {
    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  /// The whole command.
  static var root: VerbPage {
    get throws {
      struct Dump: Decodable { let command: VerbPage }
      return try JSONDecoder().decode(Dump.self, from: Data(Planscript._dumpHelp().utf8)).command
    }
  }
}

extension VerbPage.Argument {
  /// What every verb takes, and the parser adds.
  var isOwnHelp: Bool { (names ?? []).contains { ["help", "version"].contains($0.name) } }

  /// `-d, --data DATA`, `[NAME…]`.
  var call: String {
    let name = valueName ?? ""
    let value = (Words.current.placeholder(name) ?? name.uppercased()) + (isRepeating ? "…" : "")
    guard let names, kind != "positional" else { return isOptional ? "[\(value)]" : value }
    let typed = names.sorted { $0.name.count < $1.name.count }.map(\.typed).joined(separator: ", ")
    return kind == "flag" ? typed : "\(typed) \(value)"
  }
}

extension Reference {
  var verbs: [Block] {
    get throws {
      let root = try VerbPage.root
      // The parser adds a verb `help` of its own behind ours.
      let all = Array((root.subcommands ?? []).prefix(Planscript.verbs.count))
      return [
        .heading(wording.verbsTitle, level: 2), .text(root.abstract ?? ""),
        .text(wording.verbsAbout),
        table([.name, .meaning], all.map { [$0.commandName, $0.abstract ?? ""] }),
      ] + all.flatMap { page($0, behind: "planscript", level: 3) }
    }
  }

  private func page(_ verb: VerbPage, behind before: String, level: Int) -> [Block] {
    let call = "\(before) \(verb.commandName)"
    var blocks: [Block] = [.heading(call, level: level)]
    if let abstract = verb.abstract { blocks.append(.text(abstract)) }
    let rows = (verb.arguments ?? []).filter { $0.shouldDisplay && !$0.isOwnHelp }.map {
      [$0.call, $0.abstract ?? ""]
    }
    if !rows.isEmpty { blocks.append(table([.value, .meaning], rows)) }
    if let discussion = verb.discussion, !discussion.isEmpty { blocks.append(.text(discussion)) }
    let inner = (verb.subcommands ?? []).filter { $0.commandName != "help" }
    return blocks + inner.flatMap { page($0, behind: call, level: level + 1) }
  }
}
