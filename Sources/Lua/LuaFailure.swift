internal import CLua
internal import CLuaSupport

/// Reading a failure: the error value that Lua left on its stack, with the trace that was copied
/// before the stack was unwound, becomes one `LuaError`.
extension LuaState {
  func failure(on thread: OpaquePointer) -> LuaError {
    let traceback = traceback
    let innermost = traceback.lazy.compactMap(\.position).first
    let value = value(at: -1, on: thread)
    if let box = value.object(as: ErrorBox.self) {
      return carried(box.error, traceback: traceback, position: innermost)
    }
    let text: String
    switch value {
    case .string(let string): text = string
    case .bytes(let bytes): text = String(decoding: bytes, as: UTF8.self)
    default: text = "(error object is a \(value.typeName) value)"
    }
    let (message, position) = split(text)
    return .runtime(
      message: message, position: position ?? innermost, traceback: traceback, cause: nil)
  }

  /// A failure that passed through a host function keeps the place where it began.
  private func carried(
    _ error: any Error, traceback: [LuaFrame], position: LuaPosition?
  ) -> LuaError {
    guard let inner = error as? LuaError else {
      return .runtime(
        message: describe(error), position: position, traceback: traceback, cause: error)
    }
    guard case .runtime(let message, let place, let frames, let cause) = inner else { return inner }
    // On the same thread of Lua the inner trace already goes down to the outermost function.
    let outer = frames.last == traceback.last ? [] : traceback
    return .runtime(
      message: message, position: place ?? position, traceback: frames + outer, cause: cause)
  }

  func death() -> LuaError {
    // What was held of a lost state is gone: each reference to it says so from now on.
    if isLost { dropped.state = nil }
    let position = traceback.lazy.compactMap(\.position).first
    switch cl_dead(engine) {
    case CL_TIME: return .timeLimit(limits.time ?? .zero, position)
    case CL_MEMORY: return .memoryLimit(limits.memory ?? 0, position)
    case CL_OUTPUT: return .outputLimit(limits.output ?? 0, position)
    case CL_COROUTINES: return .coroutineLimit(limits.coroutines, position)
    case CL_SOURCE: return .sourceLimit(limits.source, position)
    case CL_LOST: return .closed
    default: return .interrupted(position)
    }
  }

  /// A message of the compiler: `chunk:line: text near 'token'`.
  func syntaxError(on thread: OpaquePointer, name: String) -> LuaError {
    let text = String(decoding: bytes(at: -1, on: thread), as: UTF8.self)
    var (message, position): (String, LuaPosition?) = (text, nil)
    if let end = text.range(ofFirst: ": "), let (line, _) = Self.line(before: end, in: text) {
      message = String(text[end...].dropFirst(2))
      position = self.position(chunk: name, line: line)
    }
    return .syntax(
      message: message, position: position, isIncomplete: message.hasSuffix("near <eof>"),
      near: Self.near(message))
  }

  private static func near(_ message: String) -> String? {
    guard let start = message.range(ofLast: " near ") else { return nil }
    let token = message[start...].dropFirst(6)
    guard token.count > 2, token.first == "'", token.last == "'" else { return String(token) }
    return String(token.dropFirst().dropLast())
  }

  private static func line(before end: String.Index, in text: String) -> (Int, String.Index)? {
    guard let colon = text[..<end].lastIndex(of: ":"),
      let line = Int(text[text.index(after: colon)..<end])
    else { return nil }
    return (line, colon)
  }

  private var traceback: [LuaFrame] {
    (0..<cl_trace_count(engine)).compactMap { index in
      cl_trace(engine, index).map { frame($0.pointee) }
    }
  }

  private func frame(_ frame: cl_frame) -> LuaFrame {
    let name = cString(frame.name)
    return LuaFrame(
      function: name.isEmpty ? nil : name,
      position: frame.line > 0
        ? position(chunk: cString(frame.source), line: Int(frame.line)) : nil)
  }

  /// Lua writes positions before messages, once for each coroutine passed; the last one is where
  /// the error was raised.
  private func split(_ text: String) -> (String, LuaPosition?) {
    var rest = Substring(text)
    var position: LuaPosition?
    search: while true {
      for index in 0..<cl_trace_count(engine) {
        guard let frame = cl_trace(engine, index)?.pointee, frame.line > 0 else { continue }
        let prefix = cString(frame.shown) + ":"
        guard rest.hasPrefix(prefix) else { continue }
        let digits = rest.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
        guard let line = Int(digits), rest[digits.endIndex...].hasPrefix(": ") else { continue }
        position = self.position(chunk: cString(frame.source), line: line)
        rest = rest[digits.endIndex...].dropFirst(2)
        continue search
      }
      return (String(rest), position)
    }
  }
}

/// The text in a C array of characters, which Swift sees as a tuple.
func cString<Characters>(_ characters: Characters) -> String {
  withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

extension String {
  fileprivate func range(ofFirst text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }

  fileprivate func range(ofLast text: String) -> Index? {
    indices.last { self[$0...].hasPrefix(text) }
  }
}
