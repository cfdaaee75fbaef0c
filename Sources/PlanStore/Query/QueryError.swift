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
  /// The year, month … of what is no day, or the hour of what is no time.
  case notADate(field: String, part: DayPart)
  /// A range whose end lies before its beginning.
  case emptyRange(field: String, from: PlanValue, to: PlanValue)
  /// A column that has the name of another.
  case nameTaken(String)
  /// Two fields that can never be equal.
  case keysDiffer(left: String, right: String)
  /// Two results that do not have the same columns, and what each has alone.
  case columnsDiffer(onlyFirst: [String], onlySecond: [String])
  /// A sum that 64 bits do not hold.
  case overflow(field: String)
}
