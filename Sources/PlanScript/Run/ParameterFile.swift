public import PlanStore
import PlanModel

/// A parameter file holds values for a script's parameters: one JSON object, whose members are
/// texts, numbers, `true` or `false`.
public struct ParameterFile: Sendable {
  /// As they would be typed behind `-P`.
  public let values: [String: String]

  public enum Fault: Error {
    /// Not JSON, and where.
    case file(FileFault)
    case notAnObject(file: String)
    /// Members that are lists or objects, or nothing, or stand twice.
    case unusable(file: String, names: [String])
  }

  /// `file`: its name, for the errors. All members that are wrong are told at once.
  public init(_ text: String, file: String) throws(Fault) {
    guard case .object(let members) = try ParameterFile.parsed(text, file) else {
      throw .notAnObject(file: file)
    }
    var values: [String: String] = [:]
    var unusable: [String] = []
    for member in members {
      guard let text = member.value.typed, values.updateValue(text, forKey: member.name) == nil
      else {
        unusable.append(member.name)
        continue
      }
    }
    guard unusable.isEmpty else { throw .unusable(file: file, names: unusable) }
    self.values = values
  }

  private static func parsed(_ text: String, _ file: String) throws(Fault) -> JSONValue {
    do throws(JSONFault) {
      return try JSONReader.parse(text)
    } catch {
      let place = FileFault.Place(offset: error.offset, in: text)
      throw .file(FileFault(file: file, place: place, problem: .notJSON(error)))
    }
  }
}

extension JSONValue {
  /// As a person would type it.
  var typed: String? {
    switch self {
    case .string(let text): text
    case .number(let spelling): spelling
    case .boolean(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}
