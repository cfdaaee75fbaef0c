import Foundation
import Testing

@testable import PlanStore

/// A process of its own that works on a store.
final class Worker: @unchecked Sendable {
  private let process = Process()
  private let output = Pipe()
  private let input = Pipe()

  private static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
    let beside = bundle.bundleURL.deletingLastPathComponent().appending(path: "store-worker")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: ".build/debug/store-worker")
  }()

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
