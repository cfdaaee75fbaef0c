/// The sources are the texts that a state has loaded lately, kept so that an error can show the
/// line that it means.
struct LuaSources {
  private var texts: [(chunk: String, text: String)] = []
  private var size = 0
  /// Of the texts: a conversation loads thousands, each by a name of its own.
  private var chunks: Set<String> = []

  /// Bytes kept; older texts go first.
  static let room = 16 << 20

  mutating func keep(_ text: String, of chunk: String) {
    if !chunks.insert(chunk).inserted { forget { $0.chunk == chunk } }
    texts.append((chunk, text))
    size += text.utf8.count
    while size > Self.room, texts.count > 1 {
      let oldest = texts.removeFirst()
      size -= oldest.text.utf8.count
      chunks.remove(oldest.chunk)
    }
  }

  private mutating func forget(_ isMeant: ((chunk: String, text: String)) -> Bool) {
    for index in texts.indices.reversed() where isMeant(texts[index]) {
      size -= texts.remove(at: index).text.utf8.count
    }
  }

  /// A line as it is written, without its end.
  func line(_ number: Int, of chunk: String) -> String? {
    guard let text = texts.last(where: { $0.chunk == chunk })?.text, number > 0 else { return nil }
    let lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard number <= lines.count else { return nil }
    return String(decoding: lines[number - 1].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}

extension LuaState {
  /// A position with the text of its line.
  func position(chunk: String, line: Int) -> LuaPosition {
    LuaPosition(chunk: chunk, line: line, text: sources.line(line, of: chunk))
  }
}
