/// A position is a line of a chunk, as a person would look it up. Two are equal when chunk and
/// line are.
public struct LuaPosition: Sendable, Hashable {
  public var chunk: String
  public var line: Int
  /// The line as it is written; nothing when the state no longer has the source.
  public var text: String?

  public init(chunk: String, line: Int, text: String? = nil) {
    self.chunk = chunk
    self.line = line
    self.text = text
  }

  public static func == (a: LuaPosition, b: LuaPosition) -> Bool {
    a.chunk == b.chunk && a.line == b.line
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(chunk)
    hasher.combine(line)
  }
}

/// A frame is one function that was running when a script failed; innermost first in a traceback.
public struct LuaFrame: Sendable, Hashable {
  /// The name by which it was called, when Lua knows one.
  public var function: String?
  /// `nil` for a function that is not written in Lua.
  public var position: LuaPosition?

  public init(function: String?, position: LuaPosition?) {
    self.function = function
    self.position = position
  }
}

/// Why a script could not be loaded or did not finish: the one error of this module.
///
/// Positions carry the line's text. What a host function threw is `cause`; Swift's own errors
/// pass through any number of calls, coroutines and `pcall`s and stay what they are.
public enum LuaError: Error {
  /// The text is no Lua. `isIncomplete`: more text could still make it some; that is what lets a
  /// REPL ask for another line. `near`: the token at which the reader stopped.
  case syntax(message: String, position: LuaPosition?, isIncomplete: Bool, near: String?)
  /// The script failed. `message` is Lua's own text without its position, or the description of
  /// `cause`, the Swift error that a host function threw.
  case runtime(
    message: String, position: LuaPosition?, traceback: [LuaFrame], cause: (any Error)?)
  case timeLimit(Duration, LuaPosition?)
  /// Bytes allowed.
  case memoryLimit(Int, LuaPosition?)
  /// Bytes allowed.
  case outputLimit(Int, LuaPosition?)
  case coroutineLimit(Int, LuaPosition?)
  /// Bytes allowed.
  case sourceLimit(Int, LuaPosition?)
  /// Someone asked for it through `LuaState.interrupter`.
  case interrupted(LuaPosition?)
  /// The value's state is gone, or the value belongs to another state.
  case closed
  /// A value that has no counterpart on the other side.
  case conversion(LuaConversionFault)

  /// Where in a script, when that is known.
  public var position: LuaPosition? {
    switch self {
    case .syntax(_, let position, _, _), .runtime(_, let position, _, _),
      .timeLimit(_, let position), .memoryLimit(_, let position), .outputLimit(_, let position),
      .coroutineLimit(_, let position), .sourceLimit(_, let position), .interrupted(let position):
      position
    case .closed, .conversion: nil
    }
  }

  /// The Swift error at the bottom of a failure.
  public var cause: (any Error)? {
    if case .runtime(_, _, _, let cause) = self { cause } else { nil }
  }

  /// The run was stopped from outside its script.
  public var isLimit: Bool {
    switch self {
    case .timeLimit, .memoryLimit, .outputLimit, .coroutineLimit, .sourceLimit, .interrupted: true
    case .syntax, .runtime, .closed, .conversion: false
    }
  }
}

/// What kept a value from crossing between Swift and Lua.
public enum LuaConversionFault: Error, Sendable, Hashable {
  /// `nil` and not-a-number key no table.
  case key(String)
  /// A value of this type cannot be given to Lua.
  case value(String)
  /// More values than Lua's stack takes.
  case tooMany(Int)
  /// A metatable with `__gc` would run script code outside every limit.
  case finalizer
  /// A value is not of the type that was asked for. `path` leads from the whole value to it.
  case mismatch(expected: String, found: String, path: [LuaPathStep])
  /// The table has no such key, which the type needs.
  case missing(path: [LuaPathStep])
  /// Values inside values, deeper than this; a table that holds itself is always too deep.
  case depth(Int, path: [LuaPathStep])

  /// Why a value can be no key; nothing when it can.
  init?(key: LuaValue) {
    switch key {
    case .nil: self = .key("nil")
    case .number(let number) where number.isNaN: self = .key("nan")
    default: return nil
    }
  }
}

/// A step leads from a value to one inside it.
public enum LuaPathStep: Sendable, Hashable {
  case name(String)
  case index(Int)

  init(_ key: LuaValue) {
    if case .integer(let index) = key { self = .index(Int(index)) } else { self = .name(key.shown) }
  }
}
