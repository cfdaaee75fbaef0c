import Foundation
import Testing

@testable import PlanStore

/// A process of its own that works on a store.
final class Worker: @unchecked Sendable {
  private let process = Process()
  private let output = Pipe()
  private let input = Pipe()

  /// Beside the tests, wherever they were built.
  private static let executable = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "store-worker")

  init(_ arguments: String...) throws {
    process.executableURL = Worker.executable
    process.arguments = arguments
    process.standardOutput = output
    process.standardInput = input
    try process.run()
  }

  func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func closeInput() { try? input.fileHandleForWriting.close() }

  /// What it said until it ended.
  func lines() -> [String] {
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  var succeeded: Bool {
    process.terminationReason == .exit && process.terminationStatus == 0
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
