/// The session as a script: what was typed and did not fail, without what was only asked.
extension Prompt {
  /// The script, or nothing when there is nothing that a script could do again. Lines whose
  /// value was shown show it there, too.
  public var script: String? {
    var texts = inputs.map(\.text)
    guard !texts.isEmpty else { return nil }
    if inputs.contains(where: { $0.chunk.uses("_") || $0.chunk.uses("_2") }) {
      texts = ["local _, _2"] + inputs.map(\.remembering)
    }
    let script = texts.joined(separator: "\n") + "\n"
    // More locals than Lua takes in one function: variables then, as they are here.
    if (try? run.state.load(script, name: "script")) != nil { return script }
    return inputs.map(\.withoutLocals).joined(separator: "\n") + "\n"
  }
}

extension Prompt.Input {
  fileprivate var text: String { isExpression ? "print(\(plain))" : chunk.source }

  fileprivate var withoutLocals: String { isExpression ? text : chunk.statement }

  /// With the last values kept, for lines that use them.
  fileprivate var remembering: String {
    isExpression ? "_, _2 = \(plain), _\nprint(_)" : chunk.source
  }

  /// An expression without what may stand behind it.
  private var plain: String {
    let tokens = LuaTokens(chunk.source)
    let last = tokens.tokens.last { tokens.text($0) != ";" }
    let end = last?.range.upperBound ?? tokens.bytes.count
    return String(decoding: tokens.bytes[..<end], as: UTF8.self)
  }
}
