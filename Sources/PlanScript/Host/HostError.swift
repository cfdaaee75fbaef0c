public import PlanModel
public import PlanStore

/// A mistake that a script made in using the host.
public enum HostError: Error, Sendable {
  /// A member that nothing here has: of a module, a value, a record.
  case unknownMember(owner: String, name: String, suggestions: [String])
  /// A table of named arguments holds a name that the function does not know.
  case unknownOption(function: String, name: String, suggestions: [String])
  case argument(function: String, name: String, expected: String, found: String)
  case unknownGlobal(name: String, suggestions: [String])
  /// What no script can set: the other way round of a reference, the day, a query's result.
  case readOnly(owner: String, name: String)
  /// Only a whole collection takes records and gives them away.
  case notACollection(function: String)
  case notADay(text: String)
  /// A length of time, or a period, that is none.
  case notASpan(text: String)
  /// A text that is no number or date, or could be two.
  case misread(text: String, Written.Misreading)
  /// `index_by` met a value twice.
  case notUnique(field: String, value: PlanValue)
  /// `one` met none, or several.
  case notOne(count: Int)
  case parameters([ParameterFault])
  case declaredTwice
  case check(CheckFault)
  /// A test was given nil, which is neither more nor less than anything.
  case nothingToCompare(function: String)
  case moduleNotFound(name: String, places: [String], suggestions: [String])
  /// A number that 64 bits do not hold.
  case tooLarge
  /// A table that refers to itself, or goes too deep, where a value is wanted.
  case tooDeep
  /// A name that could lead anywhere: `../x`, `/x`.
  case badModuleName(String)
  /// A module's file is a link that leads out of the folder in which it was found.
  case moduleOutside(name: String, path: String)
  /// A text that a script gives to be read is not what it should be.
  case notJSON(function: String, FileFault.Place, JSONFault)
  case notCSV(function: String, FileFault.Place, CSVFault.Problem)
  /// It has more bytes than can be read at one go.
  case dataTooLarge(function: String, limit: Int)
  /// `needs` names what is no permission.
  case unknownPermissions([PermissionFault])
  /// What a bundle's script is told of a damaged file: whose it is, and what stands in it, may be
  /// nothing that it may see.
  case damagedData
  /// What a bundle's script is told of a letter that names what its recipient may not be told.
  case withheld
  /// `needs` came after something was read, which it would have limited.
  case needsTooLate
}

extension HostError {
  /// A name in a table of named arguments that is none of those that are known.
  static func unknownOption(
    _ name: String, of function: String, among known: [String]
  ) -> HostError {
    .unknownOption(
      function: function, name: name, suggestions: suggestions(for: name, among: known))
  }
}

/// What is wrong with one parameter of a script.
public struct ParameterFault: Error, Sendable {
  public let name: String
  public let problem: Problem

  public enum Problem: Sendable {
    case missing
    case unknown(suggestions: [String])
    case wrongValue(found: String, type: ParameterType, suggestions: [String])
    /// The declaration itself names a type that does not exist.
    case unknownType(String)
    /// A choice without its choices.
    case noChoices
  }
}

/// What a parameter may be.
public enum ParameterType: Sendable, Hashable {
  case text, number, percent, date, boolean
  case choice([String])
  /// The id of a record of a collection.
  case record(String)
}
