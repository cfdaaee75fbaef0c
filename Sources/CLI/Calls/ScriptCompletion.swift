internal import ArgumentParser

extension ScriptSearch {
  /// What a shell offers where a script's name is expected: every script that a name finds.
  static var completion: CompletionKind { .custom { words, _, _ in search(for: words).names } }

  /// The same for checks.
  static var checkCompletion: CompletionKind {
    .custom { words, _, _ in search(for: words).checkNames }
  }

  /// The store is the one that the words typed so far name.
  private static func search(for words: [String]) -> ScriptSearch {
    var request = StoreRequest()
    if let place = words.lastIndex(where: ["-d", "--data"].contains), place + 1 < words.count {
      request.data = words[place + 1]
    }
    return ScriptSearch(store: Session(request).storePath)
  }
}
