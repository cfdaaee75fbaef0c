internal import PlanModel
internal import PlanScript

/// A help screen is what `--help` shows of a verb: what it is for, how it is called, its options
/// by what they are about, a real example, and the verbs that go with it.
struct HelpScreen {
  let page: VerbPage
  /// The call that leads to the verb: `planscript draft export`.
  let verb: String
  let words: Words
  let width: Int

  private static let widest = 100
  /// Below this, what an option means stands under it.
  private static let narrow = 60
  private static let nameWidth = 26

  init(_ arguments: [String], words: Words = .current, width: Int? = Console.width) throws {
    // What is asked for its help stands before the first option.
    let call = try CallCheck(Array(arguments.prefix { !$0.hasPrefix("-") }))
    (page, verb) = (call.page, call.verb)
    (self.words, self.width) = (words, min(width ?? 80, HelpScreen.widest))
  }

  private var isWhole: Bool { verb == "planscript" }

  var text: String {
    var parts = [wrapped(page.abstract ?? ""), usage]
    if isWhole || page.hasVerbs { parts.append(verbs) }
    if !isWhole { parts += OptionTopic.allCases.compactMap(section) }
    if let discussion = page.discussion, !discussion.isEmpty { parts.append(fitted(discussion)) }
    if let related = words.related[page.commandName], !isWhole {
      parts.append(fitted(words.seeAlso(related)))
    }
    if isWhole { parts.append(wrapped(words.whereHelpIs)) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var usage: String {
    if isWhole { return fitted(words.usageTitle + "\n" + words.wholeUsage) }
    let places = shown.filter { $0.kind == "positional" }.map(\.call)
    let verbs = page.hasVerbs ? [words.verbPlaceholder] : []
    let call =
      [verb] + verbs + places + (shown.count > places.count ? [words.optionsPlaceholder] : [])
    return fitted(words.usageTitle + "\n  " + call.joined(separator: " "))
  }

  private var shown: [VerbPage.Argument] {
    (page.arguments ?? []).filter { $0.shouldDisplay && !$0.isOwnHelp }
  }

  private var verbs: String {
    let known = (page.subcommands ?? []).filter { $0.commandName != "help" || isWhole }
    // The parser adds a verb `help` of its own behind ours.
    let own = isWhole ? Array(known.prefix(Planscript.verbs.count)) : known
    return ([words.verbsTitle] + own.map { row($0.commandName, $0.abstract ?? "", nameWidth: 12) })
      .joined(separator: "\n")
  }

  private func section(_ topic: OptionTopic) -> String? {
    let rows = shown.filter { $0.topic == topic }
    guard !rows.isEmpty else { return nil }
    return
      ([words.title(of: topic)]
      + rows.map { row($0.call, $0.abstract ?? "", nameWidth: HelpScreen.nameWidth) })
      .joined(separator: "\n")
  }

  private func row(_ name: String, _ meaning: String, nameWidth: Int) -> String {
    let isNarrow = width < HelpScreen.narrow
    let indent = isNarrow ? 6 : nameWidth + 4
    let lines = PlanScript.wrapped(meaning, to: max(20, width - indent))
    let margin = String(repeating: " ", count: indent)
    let gap = nameWidth - displayWidth(name[...])
    if isNarrow || gap < 0 {
      return (["  " + name] + lines.map { margin + $0 }).joined(separator: "\n")
    }
    let first = "  " + name + String(repeating: " ", count: gap + 2) + (lines.first ?? "")
    return ([first] + lines.dropFirst().map { margin + $0 }).joined(separator: "\n")
  }

  /// Lines that are too long go on below, further in; none is joined with its neighbour.
  private func fitted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard displayWidth(line) > width else { return String(line) }
      let indent = line.prefix { $0 == " " }
      let inner = String(repeating: " ", count: indent.count + 4)
      let lines = PlanScript.wrapped(
        line.dropFirst(indent.count).description, to: width - inner.count)
      return indent + lines.joined(separator: "\n" + inner)
    }.joined(separator: "\n")
  }

  private func wrapped(_ text: String) -> String {
    PlanScript.wrapped(text, to: width).joined(separator: "\n")
  }
}

/// What an option is about.
enum OptionTopic: CaseIterable {
  case arguments, options, output, limits, store
}

extension VerbPage.Argument {
  var topic: OptionTopic {
    guard kind != "positional" else { return .arguments }
    let topics: [String: OptionTopic] = [
      "-o": .output, "--out": .output, "--timeout": .limits, "--max-memory": .limits,
      "--allow": .limits, "--deny": .limits, "--data": .store, "--lang": .store,
      "--no-color": .store, "--quiet": .store, "--verbose": .store, "--profile": .limits,
      "--coverage": .output, "--min-coverage": .output, "--no-cache": .store, "--today": .store,
      "--unit": .store,
    ]
    return typedNames.lazy.compactMap { topics[$0] }.first ?? .options
  }
}
