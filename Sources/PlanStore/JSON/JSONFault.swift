/// A fault is the first place where a text stops being JSON (RFC 8259).
public struct JSONFault: Error, Sendable, Hashable {
  /// Bytes before the fault.
  public let offset: Int
  public let expected: Expected
  public let found: Found

  public enum Expected: Sendable, Hashable {
    case value
    /// A member's name, or `}` where the object is still empty.
    case name, nameOrEnd
    case colon
    /// Between two items of an array, or two members of an object.
    case commaOrEndOfArray, commaOrEndOfObject
    case endOfText
    case digit
    /// Behind a backslash.
    case escape
    case closingQuote
    /// A byte sequence that UTF-8 allows.
    case utf8
    /// At most this many brackets inside one another.
    case depth(Int)
  }

  public enum Found: Sendable, Hashable {
    case endOfText
    case character(Character)
    case byte(UInt8)
  }
}
