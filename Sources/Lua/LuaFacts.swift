/// A fact is a refusal that carries what its reader needs. Hosts word facts; the descriptions
/// here are for programs that do not.

/// A host function was called with something else than it takes. `position` counts from 1; 0 is
/// the object before the colon.
public struct LuaArgumentError: Error, Sendable, Hashable {
  public var function: String
  public var position: Int
  public var expected: String
  public var found: String
  /// From the argument to the value inside it that is meant; empty for the argument itself.
  public var path: [LuaPathStep]

  public init(
    function: String, position: Int, expected: String, found: String, path: [LuaPathStep] = []
  ) {
    self.function = function
    self.position = position
    self.expected = expected
    self.found = found
    self.path = path
  }
}

/// A host object or handle has no such field or method.
public struct LuaUnknownMember: Error, Sendable, Hashable {
  public var type: String
  public var key: String
  public var known: [String]

  public init(type: String, key: String, known: [String]) {
    self.type = type
    self.key = key
    self.known = known
  }
}

/// A field of a host object that scripts may not set.
public struct LuaReadOnly: Error, Sendable, Hashable {
  public var type: String
  public var key: String

  public init(type: String, key: String) {
    self.type = type
    self.key = key
  }
}

/// A global that nobody has set.
public struct LuaUnknownGlobal: Error, Sendable, Hashable {
  public var name: String
  public init(name: String) { self.name = name }
}

/// A part of Lua that the sandbox leaves out. `instead` is what to use, when there is something.
public struct LuaRemoved: Error, Sendable, Hashable {
  public var name: String
  public var instead: String?

  public init(name: String, instead: String? = nil) {
    self.name = name
    self.instead = instead
  }
}

/// A row whose snapshot is gone.
public struct LuaStaleHandle: Error, Sendable, Hashable {
  public var handle: LuaHandle

  public init(handle: LuaHandle) { self.handle = handle }
}

/// A table of the host or of Lua's libraries that scripts may not change.
public struct LuaSealed: Error, Sendable, Hashable {
  public var key: String
}

/// A handle or object that this operator is not defined for.
public struct LuaUnsupported: Error, Sendable, Hashable {
  public var type: String
  public var operation: String
}

/// `require` of a name that the host does not know.
public struct LuaModuleNotFound: Error, Sendable, Hashable {
  public var name: String
}

/// `require` of a module that is still being loaded.
public struct LuaModuleLoop: Error, Sendable, Hashable {
  public var name: String
  /// The modules that require one another, from the one that is still being loaded to its name
  /// again.
  public var chain: [String]
}

/// The Lua value stands for a host object that was already released.
public struct LuaReleasedObject: Error, Sendable, Hashable {}

extension LuaArgumentError: CustomStringConvertible {
  public var description: String {
    position == 0
      ? "bad self of '\(function)' (\(expected) expected, got \(found); use ':' to call it)"
      : "bad argument #\(position) to '\(function)' "
        + "(\(expected) expected\(place(path)), got \(found))"
  }
}

extension LuaPathStep: CustomStringConvertible {
  public var description: String {
    switch self {
    case .name(let name): ".\(name)"
    case .index(let index): "[\(index)]"
    }
  }
}

private func place(_ path: [LuaPathStep]) -> String {
  path.isEmpty ? "" : " at " + path.map(\.description).joined()
}

extension LuaConversionFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .key(let key): "\(key) cannot be a key"
    case .value(let value): "\(value) cannot cross into Lua"
    case .tooMany(let count): "\(count) values are more than Lua's stack takes"
    case .finalizer: "a metatable with '__gc' is refused"
    case .mismatch(let expected, let found, let path):
      "\(expected) expected\(place(path)), got \(found)"
    case .missing(let path): "nothing\(place(path))"
    case .depth(let depth, let path): "values inside values, more than \(depth) deep\(place(path))"
    }
  }
}

extension LuaUnknownMember: CustomStringConvertible {
  public var description: String { "\(type) has no field or method '\(key)'" }
}

extension LuaReadOnly: CustomStringConvertible {
  public var description: String { "field '\(key)' of \(type) cannot be set" }
}

extension LuaUnknownGlobal: CustomStringConvertible {
  public var description: String { "global '\(name)' is not set" }
}

extension LuaRemoved: CustomStringConvertible {
  public var description: String {
    "'\(name)' is not available here" + (instead.map { "; use \($0)" } ?? "")
  }
}

extension LuaStaleHandle: CustomStringConvertible {
  public var description: String { "this row belongs to a snapshot that is gone" }
}

extension LuaSealed: CustomStringConvertible {
  public var description: String { "'\(key)' belongs to a table that scripts cannot change" }
}

extension LuaUnsupported: CustomStringConvertible {
  public var description: String { "\(type) does not support '\(operation)'" }
}

extension LuaModuleNotFound: CustomStringConvertible {
  public var description: String { "module '\(name)' not found" }
}

extension LuaModuleLoop: CustomStringConvertible {
  public var description: String {
    "module '\(name)' requires itself (\(chain.joined(separator: " → ")))"
  }
}

extension LuaReleasedObject: CustomStringConvertible {
  public var description: String { "this object was already released" }
}

extension LuaPosition: CustomStringConvertible {
  public var description: String { "\(chunk):\(line)" }
}

extension LuaError: CustomStringConvertible {
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    switch self {
    case .syntax(let message, _, _, _): return place + message
    case .runtime(let message, _, _, _): return place + message
    case .timeLimit(let time, _): return place + "stopped after \(time)"
    case .memoryLimit(let bytes, _): return place + "stopped at \(bytes) bytes of memory"
    case .outputLimit(let bytes, _): return place + "stopped at \(bytes) bytes of output"
    case .coroutineLimit(let count, _): return place + "stopped at \(count) coroutines"
    case .sourceLimit(let bytes, _): return place + "the source is longer than \(bytes) bytes"
    case .interrupted: return place + "interrupted"
    case .closed: return "the Lua state of this value is gone"
    case .conversion(let fault): return "\(fault)"
    }
  }
}

extension LuaError {
  /// The whole story for a person who wrote the script, over several lines: what, where, the
  /// line itself, and through whom.
  public var report: String {
    var lines = [description]
    if let position, let text = position.text { lines.append("  \(position.line) │ \(text)") }
    guard case .runtime(_, _, let traceback, _) = self else { return lines.joined(separator: "\n") }
    let frames = traceback.compactMap { frame in
      frame.position.map { "  at \($0)" + (frame.function.map { " in \($0)" } ?? "") }
    }
    return (lines + (frames.count > 1 ? frames : [])).joined(separator: "\n")
  }
}
