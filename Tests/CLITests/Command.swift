import Foundation
import Testing

/// The built command, called as a person calls it.
struct Command {
  let output: String
  let errors: String
  let status: Int32

  /// The top of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let sample = package.appending(path: "examples/plan-130").path

  /// What a sanitizer was told, if one is at work.
  private static let sanitizing = ProcessInfo.processInfo.environment.filter {
    $0.key.hasSuffix("SAN_OPTIONS")
  }

  /// Where the products are: beside the test bundle.
  static func product(_ name: String) -> URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
  }

  init(
    _ arguments: String..., in directory: String = NSTemporaryDirectory(), input: String? = nil,
    environment: [String: String] = [:], product: String = "planscript"
  ) throws {
    try self.init(
      Command.product(product), arguments, in: directory, input: input, environment: environment)
  }

  /// The command with a list of arguments.
  init(_ arguments: [String], in directory: String) throws {
    try self.init(
      Command.product("planscript"), arguments, in: directory, input: nil, environment: [:])
  }

  /// A line for the shell, in which `planscript` is the built command.
  static func shell(_ line: String, in directory: String = NSTemporaryDirectory()) throws -> Command
  {
    let defined = "planscript() { '\(product("planscript").path)' \"$@\"; }; "
    return try Command(
      URL(filePath: "/bin/bash"), ["-c", defined + line], in: directory, input: nil,
      environment: [:])
  }

  init(
    _ executable: URL, _ arguments: [String], in directory: String = NSTemporaryDirectory(),
    input: String? = nil, environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: directory)
    process.environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
      .merging(Command.sanitizing) { $1 }.merging(environment) { $1 }
    let (output, errors, given) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = given
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
    try given.fileHandleForWriting.close()
    // Errors are short; only the output could fill its pipe while we wait for the other.
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.output = String(decoding: bytes, as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }

  /// Runs Lua on the sample store.
  static func lua(_ code: String, _ language: String = "vi", store: String = sample) throws
    -> Command
  {
    try Command("-d", store, "--lang", language, "-e", code)
  }
}

/// A copy of the sample store that a test may break.
final class Copy {
  let path: String

  /// `other`: a copy that has been changed already.
  init(of other: Copy? = nil) throws {
    path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: other?.path ?? Command.sample, toPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Replaces the first occurrence of a text in a file; the text must be there.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let url = URL(filePath: path + "/" + file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let range = try #require(text.range(of: old), "\(file) does not hold \(old)")
    try text.replacingCharacters(in: range, with: new).write(
      to: url, atomically: false, encoding: .utf8)
  }

  func write(_ file: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
  }

  func setMode(_ file: String, _ mode: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: path + "/" + file)
  }

  func lines(_ file: String) throws -> [String] {
    try String(contentsOf: URL(filePath: path + "/" + file), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  /// Commits a change.
  func apply() throws {
    let run = try Command("-d", path, "-e", "plan.place = 'Huế'", "--apply")
    try #require(run.status == 0, "\(run.errors)")
  }

  /// The bytes of all files, with those that the store keeps for itself if asked for.
  func contents(hidden: Bool = false) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
      guard hidden || !file.hasPrefix(".planscript") else { continue }
      found[file] = FileManager.default.contents(atPath: path + "/" + file)
    }
    return found
  }
}
