// Errors and values in one line, for comparing them with what a test expects.

@testable import PlanModel
@testable import PlanStore

extension StoreError {
  var line: String {
    switch self {
    case .notAStore(_, let searchedAbove): "no store" + (searchedAbove ? " here or above" : "")
    case .newerFormat(let found, let known): "format \(found), known \(known)"
    case .refused(let refusal): "refused \(refusal)"
    case .file(let fault): fault.line
    }
  }
}

extension FileFault {
  var line: String {
    let place = place.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(file)\(place): \(problem.line)"
  }
}

extension FileFault.Problem {
  fileprivate var line: String {
    switch self {
    case .unreadable(let errno): "unreadable \(errno)"
    case .outside: "outside"
    case .snapshotTooOld: "snapshot too old"
    case .damagedLog: "damaged log"
    case .notJSON(let fault): "expected \(fault.expected), found \(fault.found.line)"
    case .notRecords(let expectsOne): expectsOne ? "not one record" : "not records"
    case .wrongType(let field, let found): "\(field.name) of wrong type: \(found)"
    case .outOfRange(let field, let found): "\(field.name) out of range: \(found)"
    case .noSuchDay(let field, let found): "\(field.name) is no such day: \(found)"
    case .unknownChoice(let field, let found): "\(field.name) is no choice: \(found)"
    case .missing(let field): "\(field.name) missing"
    }
  }
}

extension JSONFault {
  var line: String { "\(offset): expected \(expected), found \(found.line)" }
}

extension JSONFault.Found {
  fileprivate var line: String {
    switch self {
    case .endOfText: "end"
    case .character(let character): "\(character)"
    case .byte(let byte): "byte \(String(byte, radix: 16))"
    }
  }
}

extension QueryError {
  var line: String {
    switch self {
    case .unknownField(let owner, let name, let near):
      "no field \(name) in \(owner ?? "groups")" + said(near)
    case .notAReference(let field): "\(field) is no reference"
    case .nameTaken(let name): "\(name) is taken"
    case .wrongType(let field, let expected, let found):
      "\(field) is \(expected.word), not \(found.said)"
    case .unknownRecord(let collection, let id, let near): "no \(id) in \(collection)" + said(near)
    case .unknownChoice(let field, let found, let choices):
      "\(field) is never \(found), but \(choices.joined(separator: "/"))"
    case .notANumber(let field, let function): "\(function) of \(field), which is no number"
    case .overflow(let field): "overflow of \(field)"
    case .notADate(let field, let part): "\(part) of \(field), which is no such date"
    case .emptyRange(let field, let from, let to): "\(field) from \(from.said) to \(to.said)"
    case .keysDiffer(let left, let right): "\(left) never equals \(right)"
    case .columnsDiffer(let first, let second): "only first \(first), only second \(second)"
    }
  }

  private func said(_ suggestions: [String]) -> String {
    suggestions.isEmpty ? "" : "; perhaps " + suggestions.joined(separator: ", ")
  }
}

extension FieldType {
  fileprivate var word: String {
    switch self {
    case .choice: "a choice"
    case .object, .objects: "an object"
    default: "\(self)"
    }
  }
}

extension PlanValue {
  var said: String {
    switch self {
    case .none: "-"
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .boolean(let flag): flag ? "yes" : "no"
    case .day(let day): day.description
    case .time(let time): time.description
    case .ratio(let ratio): "\(ratio.part)/\(ratio.whole)"
    case .reference(_, let id): id
    case .list(let items): "[" + items.map(\.said).joined(separator: " ") + "]"
    case .json(let json): json.text()
    }
  }
}
