public import PlanModel

/// A command is what a line that begins with a colon asks for: something about the conversation
/// itself.
public struct PromptCommand: Sendable, Equatable {
  public let name: Name
  /// What stands behind the name, word by word; quotes keep spaces.
  public let words: [String]
  /// The same as it was typed.
  public let rest: String

  public enum Name: String, Sendable, CaseIterable {
    case help, tables, fields, all, vars, diff, apply, undo, discard, refresh, save, load, run, time
    case profile, export, lang, quit
  }

  /// What a command takes.
  public enum Argument: Sendable {
    case nothing, topic, collection, newFile, file, script, code, language
  }
}

extension PromptCommand.Name {
  /// The name, or its first letters where only one command begins so.
  public init?(word: String) {
    if let name = PromptCommand.Name(rawValue: word) {
      self = name
      return
    }
    let others = ["q": PromptCommand.Name.quit, "exit": .quit, "h": .help, "?": .help]
    guard let name = others[word] else { return nil }
    self = name
  }

  public var argument: PromptCommand.Argument {
    switch self {
    case .help: .topic
    case .fields: .collection
    case .save, .export: .newFile
    case .load: .file
    case .run: .script
    case .time, .profile: .code
    case .lang: .language
    case .tables, .all, .vars, .diff, .apply, .undo, .discard, .refresh, .quit: .nothing
    }
  }

  /// Whether it makes no sense without what it takes.
  var needsArgument: Bool {
    switch self {
    case .save, .load, .run, .time, .profile, .export: true
    default: false
    }
  }
}

/// A line for the conversation itself that makes no sense.
public enum PromptError: Error, Sendable {
  case unknownCommand(String, suggestions: [String])
  /// The command takes something, and nothing was given.
  case missingArgument(PromptCommand.Name)
  case badLanguage(String)
  case unknownCollection(String, suggestions: [String])
  /// Changes wait, which the command would not do right by.
  case changesWait(PromptCommand.Name)
  /// `:load` of a bundle's script, which runs in the bundle's own room alone.
  case bundleIsNotLoaded(String)
  /// `:undo`, and nothing was changed here.
  case nothingToUndo
  /// A conversation without a store has nowhere to write.
  case noStore
  /// `:export` or `:all` before any value was shown.
  case noValue
  /// `:save`, and nothing was done that a script could do again.
  case nothingToSave
  case badFormat(path: String, choices: [String])
}

extension Prompt {
  /// What a line that begins with a colon, or asks with a question mark, comes to; nothing for
  /// Lua.
  func command(_ line: String) -> Reply? {
    let line = line.trimmed
    if let question = Prompt.question(line) {
      return .done(Answer(topics: [topic(named: question)]))
    }
    if let argument = helpArgument(line) { return .done(Answer(topics: [argument])) }
    guard line.hasPrefix(":"), !line.hasPrefix("::"), !Lines.continues(line) else { return nil }
    let pieces = line.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let word = pieces.first.map(String.init) ?? ""
    let rest = pieces.count > 1 ? pieces[1].trimmed : ""
    guard let name = PromptCommand.Name(word: word) else {
      let near = suggestions(for: word, among: PromptCommand.Name.allCases.map(\.rawValue))
      return failed(PromptError.unknownCommand(word, suggestions: near.map { ":" + $0 }))
    }
    guard !rest.isEmpty || !name.needsArgument else {
      return failed(PromptError.missingArgument(name))
    }
    return .command(PromptCommand(name: name, words: Prompt.words(rest), rest: rest))
  }

  private func failed(_ error: any Error) -> Reply {
    lastError = error
    return .failed(error)
  }

  /// `plan.units?`, `?where`
  private static func question(_ line: String) -> String? {
    if line.hasPrefix("?") { return String(line.dropFirst()) }
    guard line.hasSuffix("?"), !line.contains("\"") else { return nil }
    return String(line.dropLast())
  }

  /// `help(plan.units.name)`: a field that no value could tell.
  private func helpArgument(_ line: String) -> Topic? {
    guard line.hasPrefix("help"), line.hasSuffix(")") else { return nil }
    let inner = line.dropFirst(4).drop(while: \.isWhitespace)
    guard inner.hasPrefix("(") else { return nil }
    let text = String(inner.dropFirst().dropLast())
    // What is a value is asked for its own sake.
    guard let topic = Shape.of(text, in: self).topic(self), case .field = topic else { return nil }
    return topic
  }

  /// The words of a text; one with spaces stands in quotes.
  static func words(_ text: String) -> [String] {
    var (words, word, quote): ([String], String?, Character?) = ([], nil, nil)
    for character in text {
      switch (character, quote) {
      case (let sign, let open?) where sign == open: quote = nil
      case ("\"", nil), ("'", nil):
        quote = character
        word = word ?? ""
      case (_, nil) where character.isWhitespace:
        if let done = word { words.append(done) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// The collection that `:fields` names: `units`, `plan.units`, `unit`.
  public func collection(named word: String) throws -> Collection {
    let name = word.hasPrefix("plan.") ? String(word.dropFirst(5)) : word
    if let collection = Catalogue.collections.first(where: {
      $0.name == name || $0.singular == name
        || [$0.title.vi, $0.title.en].contains { folded($0) == folded(name) }
    }) {
      return collection
    }
    throw PromptError.unknownCollection(
      name, suggestions: suggestions(for: name, among: Catalogue.collections.map(\.name)))
  }
}
