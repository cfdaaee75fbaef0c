public import PlanModel

/// A query that cannot be meant: the mistake, with what was meant perhaps.
public enum QueryError: Error, Sendable {
  /// `owner` is a collection, or nothing for a grouped result.
  case unknownField(owner: String?, name: String, suggestions: [String])
  /// A path goes on behind a field that refers to nothing.
  case notAReference(field: String)
  /// A value that the field cannot hold.
  case wrongType(field: String, expected: FieldType, found: PlanValue)
  /// No record of that collection has this id.
  case unknownRecord(collection: String, id: String, suggestions: [String])
  case unknownChoice(field: String, found: String, choices: [String])
  /// A sum, mean or ratio of what is no number.
  case notANumber(field: String, function: String)
  /// A figure that has the name of a key, or of another figure.
  case nameTaken(String)
  /// A sum that 64 bits do not hold.
  case overflow(field: String)
}
