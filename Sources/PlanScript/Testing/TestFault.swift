internal import Lua
internal import PlanModel

/// What is wrong with a test, or with what it looked at.
public enum TestFault: Error, Sendable {
  /// Something was expected of a value, and is not so.
  case unmet(UnmetExpectation)
  /// `run` was given the name of no script.
  case noSuchScript(String, suggestions: [String])
  /// The script failed, and the test did not say that it should.
  case scriptFailed(String, any Error)
  /// The test said that the script fails, and it did not.
  case scriptSucceeded(String)
  /// A check or its file broke.
  case checkFailed(String, any Error)
  case noSuchCheck(String, suggestions: [String])
  /// Two tests of one file have the name.
  case twice(String)
  /// `test` inside a test.
  case nested
  /// `expect(…)` without anything that is expected, so many times.
  case unasked(Int)
  /// The test looked at nothing: it cannot fail.
  case expectsNothing
  /// A test reads `plan`, which is only in the store's own scripts.
  case noPlan
  /// The file has other tests when it is read a second time.
  case vanished(String)
  /// A fixture of more records of one kind than a test may have.
  case tooManyRecords(collection: String, count: Int, limit: Int)
  /// All stores of a test together, in bytes.
  case tooLarge(limit: Int)
  /// `scratch` was given this for the records of a collection.
  case badRecords(collection: String, found: String)
  /// `scratch { sample = true }` brings all records itself.
  case besideSample(String)
}

/// An expectation that was not met: what was wanted, and what was there, as Lua writes it.
public struct UnmetExpectation: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case equal, differ, contain, lack, beNil, exist, fail
    /// So many items.
    case count(Int)
  }

  public let kind: Kind
  /// Empty where the kind says it all.
  public let wanted: String
  public let found: String
  /// Where two tables differ first, or two texts of several lines, with what stands there in each;
  /// nothing when they are neither.
  public let difference: Difference?

  public struct Difference: Sendable, Hashable {
    public let place: Place
    public let wanted: String
    public let found: String
  }

  public enum Place: Sendable, Hashable {
    /// `[2].name`
    case path(String)
    /// Counted from 1.
    case line(Int)
  }

  init(_ kind: Kind, wanted: String = "", found: String, difference: Difference? = nil) {
    (self.kind, self.wanted, self.found, self.difference) = (kind, wanted, found, difference)
  }
}
