internal import PlanModel

/// A call fault is what does not fit the declaration of a verb in what a person typed.
enum CallFault: Error {
  /// `verb` is the call so far: `planscript check`.
  case unknownOption(String, verb: String, suggestions: [String])
  /// A word where a verb of a verb was expected.
  case unknownVerb(String, verb: String, suggestions: [String])
  /// `call` shows the option with its value, and `meaning` says what it is for.
  case missingValue(option: String, call: String, meaning: String)
  case flagWithValue(option: String)
  case missingArgument(String, verb: String, meaning: String)
  case surplus(String, verb: String)
  /// The parser refuses the call, and nothing above says why.
  case unclear(verb: String)
}

/// The check of a call that the parser has refused: it knows the verbs and options from their
/// declarations, and says what is wrong as data, for the words to tell.
struct CallCheck {
  /// The verb that is called, with the words that lead to it.
  let page: VerbPage
  let verb: String
  private let rest: ArraySlice<String>
  private let root: VerbPage

  init(_ arguments: [String]) throws {
    root = try VerbPage.root
    var (page, verb, rest) = (root, root.commandName, arguments[...])
    while let word = rest.first, let inner = page.verb(word) {
      (page, verb) = (inner, "\(verb) \(word)")
      rest.removeFirst()
    }
    if !rest.isEmpty, let name = page.defaultSubcommand, let inner = page.verb(name) {
      page = inner
    }
    (self.page, self.verb, self.rest) = (page, verb, rest)
  }

  var fault: CallFault {
    if let fault = unknownInner { return fault }
    var values: [String] = []
    var rest = rest
    while let word = rest.popFirst() {
      if word == "--" {
        values += rest
        break
      }
      guard word.hasPrefix("-"), word.count > 1 else {
        values.append(word)
        continue
      }
      if let fault = fault(of: word, &rest) { return meant(values.first) ?? fault }
    }
    return fault(of: values) ?? .unclear(verb: verb)
  }

  /// `draft exprot`: a verb of several, and a word that none of them has.
  private var unknownInner: CallFault? {
    guard page.hasVerbs, let word = rest.first(where: { !$0.hasPrefix("-") }) else { return nil }
    let names = (page.subcommands ?? []).map(\.commandName)
    return .unknownVerb(word, verb: verb, suggestions: suggestions(for: word, among: names))
  }

  /// `chek --select x`: without a verb the first word is a script, but with an option that `run`
  /// does not take it was perhaps meant for a verb.
  private func meant(_ word: String?) -> CallFault? {
    guard verb == root.commandName, let word else { return nil }
    let near = suggestions(for: word, among: Planscript.verbNames)
    return near.isEmpty ? nil : .unknownVerb(word, verb: verb, suggestions: near)
  }

  private func fault(of word: String, _ rest: inout ArraySlice<String>) -> CallFault? {
    let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
    let name = sides.first ?? word
    guard let option = page.option(name) else {
      let known = (page.arguments ?? []).flatMap(\.typedNames)
      return .unknownOption(name, verb: verb, suggestions: suggestions(for: name, among: known))
    }
    if option.kind == "flag" { return sides.count > 1 ? .flagWithValue(option: name) : nil }
    if sides.count > 1 || word.hasSuffix("=") { return nil }
    guard let value = rest.first, !value.hasPrefix("-") || value == "-" else {
      return .missingValue(option: name, call: option.call, meaning: option.abstract ?? "")
    }
    rest.removeFirst()
    return nil
  }

  private func fault(of values: [String]) -> CallFault? {
    let places = (page.arguments ?? []).filter { $0.kind == "positional" }
    if values.count > places.count, !places.contains(where: \.isRepeating) {
      return .surplus(values[places.count], verb: verb)
    }
    guard values.count < places.count else { return nil }
    return places[values.count...].first { !$0.isOptional }.map {
      .missingArgument($0.call, verb: verb, meaning: $0.abstract ?? "")
    }
  }
}

extension VerbPage {
  /// The verb of a verb.
  func verb(_ name: String) -> VerbPage? { subcommands?.first { $0.commandName == name } }

  /// Whether it only leads to verbs of its own.
  var hasVerbs: Bool {
    (subcommands ?? []).contains { $0.commandName != "help" } && defaultSubcommand == nil
  }

  func option(_ name: String) -> Argument? { arguments?.first { $0.typedNames.contains(name) } }
}

extension VerbPage.Argument {
  /// `-d`, `--data`; nothing for what has no name.
  var typedNames: [String] { (names ?? []).map(\.typed) }
}
