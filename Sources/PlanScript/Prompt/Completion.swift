public import PlanModel
import Lua
import PlanStore

/// A completion is what the word at the cursor can become.
public struct Completion: Sendable {
  /// The characters of the line that a candidate takes the place of.
  public let range: Range<Int>
  /// The best first; a long list is cut.
  public var candidates: [Candidate] = []
  /// How many there are when all are counted.
  public var total = 0
  /// The host completes the name of a file instead.
  public var wantsFile = false

  public struct Candidate: Sendable, Hashable {
    /// What is put in the word's place.
    public let text: String
    /// What closes it when it is the only one: a quote, a bracket.
    public let closing: String
    public let meaning: Meaning

    public init(text: String, closing: String, meaning: Meaning) {
      (self.text, self.closing, self.meaning) = (text, closing, meaning)
    }
  }

  /// What a candidate is.
  public enum Meaning: Sendable, Hashable {
    case plain
    case titled(Bilingual)
    /// A record, by what people call it.
    case record(String)
    case function(signature: String)
    case command(PromptCommand.Name)
  }

  /// More than anybody reads.
  static let most = 100
}

extension Prompt {
  /// What the word before the cursor, counted in characters, can become.
  public func complete(_ line: String, at cursor: Int) -> Completion {
    let typed = String(line.prefix(cursor))
    if lines.isEmpty, let completion = completeCommand(typed) { return completion }
    // Waiting lines tell what the variables in this one are.
    let before = lines.isEmpty ? "" : lines.text + "\n"
    let reader = CompletionReader(
      tokens: LuaTokens(before + typed), prompt: self, offset: before.count, cursor: cursor)
    return reader.completion()
  }

  /// The name of a command, and what it takes.
  private func completeCommand(_ typed: String) -> Completion? {
    guard typed.drop(while: \.isWhitespace).hasPrefix(":"), !Lines.continues(typed) else {
      return nil
    }
    let pieces = typed.split(
      maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    guard pieces.count == 2 || typed.last?.isWhitespace == true else {
      let word = typed.drop(while: \.isWhitespace)
      return Completion(typed, word.count) { list in
        for name in PromptCommand.Name.allCases {
          list.add(":" + name.rawValue, closing: " ", .command(name))
        }
      }
    }
    let rest = pieces.count == 2 ? String(pieces[1]) : ""
    guard let name = PromptCommand.Name(word: String(pieces[0].dropFirst())) else { return nil }
    return complete(rest, of: name, typed)
  }

  private func complete(
    _ rest: String, of name: PromptCommand.Name, _ typed: String
  ) -> Completion? {
    switch name.argument {
    case .collection, .topic:
      return Completion(typed, rest.count) { list in
        for collection in Catalogue.collections where !collection.isSingle {
          list.add(collection.name, .titled(collection.title))
        }
        guard name == .help else { return }
        for function in Prompt.functions {
          list.add(function.name, .function(signature: function.signature))
        }
        for command in PromptCommand.Name.allCases {
          list.add(":" + command.rawValue, .command(command))
        }
        for name in scriptNames() + checkNames() { list.add(name) }
      }
    case .language:
      return Completion(typed, rest.count) { list in
        for language in Language.allCases { list.add(language.rawValue) }
      }
    case .script where !rest.contains("/"):
      return Completion(typed, rest.count) { list in
        for script in scriptNames() { list.add(script) }
      }
    case .newFile, .file, .script:
      var completion = Completion(range: typed.count - rest.count..<typed.count)
      completion.wantsFile = true
      return completion
    case .code:
      let reader = CompletionReader(
        tokens: LuaTokens(rest), prompt: self, offset: rest.count - typed.count,
        cursor: typed.count)
      return reader.completion()
    case .nothing: return Completion(range: typed.count..<typed.count)
    }
  }
}

// MARK: - Lists

/// Gathers what fits a word: what begins as it does, whatever the accents and letter case.
struct CandidateList {
  let word: String
  private(set) var candidates: [Completion.Candidate] = []
  private(set) var total = 0
  private var texts: Set<String> = []

  init(_ word: String) { self.word = folded(word) }

  mutating func add(
    _ text: String, closing: String = "", _ meaning: Completion.Meaning = .plain
  ) {
    guard folded(text).hasPrefix(word), texts.insert(text).inserted else { return }
    take(Completion.Candidate(text: text, closing: closing, meaning: meaning))
  }

  /// One that fits for another reason than how it begins.
  mutating func take(_ candidate: Completion.Candidate) {
    total += 1
    if candidates.count < Completion.most { candidates.append(candidate) }
  }

  /// Counts more that fit, of which nobody wants to see each.
  mutating func count(_ more: Int) { total += more }
}

extension Completion {
  /// Of the last `length` characters of what was typed.
  init(_ typed: String, _ length: Int, _ gather: (inout CandidateList) -> Void) {
    self.init(String(typed.suffix(length)), ending: typed.count, length, gather)
  }

  init(
    _ word: String, ending end: Int, _ length: Int, _ gather: (inout CandidateList) -> Void
  ) {
    var list = CandidateList(word)
    gather(&list)
    range = end - length..<end
    candidates = list.candidates
    total = list.total
  }
}
