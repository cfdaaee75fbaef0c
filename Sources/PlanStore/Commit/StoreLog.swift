internal import Foundation

/// The log of a store: its commits, one entry in each slot, the newest with the highest number.
///
/// Reading it takes no lock: an entry never changes, and `done` is only a hint.
struct StoreLog: Sendable {
  let disk: any Disk

  static let folder = ".planscript"
  static let lock = folder + "/lock"
  static let done = folder + "/done"
  static let entries = folder + "/log"
  static let versions = folder + "/versions"
  static let conflicts = folder + "/conflicts"

  static func slot(_ number: Int) -> String { "\(entries)/\(digits(number)).json" }

  private static func digits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }

  static func number(ofSlot name: String) -> Int? {
    guard name.hasSuffix(".json") else { return nil }
    return Int(name.dropLast(5))
  }

  /// The newest entry's number, and whether that entry is known to be finished; 0 when there
  /// is none.
  func head() throws(DiskFault) -> (number: Int, isFinished: Bool) {
    let done = try self.done() ?? 0
    var number = done
    if done == 0 {
      number = try numbers().last ?? 0
    } else if try !isTaken(done) {
      number = try numbers().last ?? 0
      return (number, number == 0)
    }
    while try isTaken(number + 1) { number += 1 }
    return (number, number == done)
  }

  func isTaken(_ number: Int) throws(DiskFault) -> Bool {
    try disk.status(StoreLog.slot(number)) != nil
  }

  /// Nothing when the slot is free; an entry that cannot be read is damage.
  func entry(_ number: Int) throws(LogFault) -> Commit? {
    let bytes: [UInt8]?
    do throws(DiskFault) {
      bytes = try disk.bytes(StoreLog.slot(number))
    } catch {
      throw .disk(error)
    }
    guard let bytes else { return nil }
    guard let commit = Commit(entry: bytes), commit.number == number else {
      throw .damaged(number: number)
    }
    return commit
  }

  /// The numbers of all entries, in order.
  func numbers() throws(DiskFault) -> [Int] {
    guard try disk.status(StoreLog.entries) != nil else { return [] }
    return try disk.names(in: StoreLog.entries).compactMap(StoreLog.number).sorted()
  }

  /// The number of the newest entry that was known to be finished; nothing when the mark is
  /// missing or torn.
  func done() throws(DiskFault) -> Int? {
    guard let bytes = try disk.bytes(StoreLog.done) else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard parts.count == 3, parts[0] == parts[1], parts[2] == "done\n" else { return nil }
    return Int(parts[0])
  }

  /// Always of the same length, and twice the number: a torn one is told from a whole one.
  static func doneMark(_ number: Int) -> [UInt8] {
    Array("\(digits(number)) \(digits(number)) done\n".utf8)
  }
}

/// Why an entry of the log could not be read.
enum LogFault: Error, Sendable {
  case disk(DiskFault)
  case damaged(number: Int)

  var asCommitError: CommitError {
    switch self {
    case .disk(let fault): .notWritten(fault)
    case .damaged(let number): .damagedLog(number: number)
    }
  }
}
