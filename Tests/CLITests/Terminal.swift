import Foundation
import Synchronization
import Testing

/// A terminal with the built command in it, as a person sits at one: keys go in, and what is
/// written comes out.
final class Terminal: Sendable {
  private let screen: Int32
  private let process = Process()
  /// What has been written and not been waited for yet.
  private let output = Mutex("")
  private let whole = Mutex("")

  convenience init(
    _ arguments: String..., columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:]
  ) throws {
    try self.init(arguments, columns: columns, rows: rows, environment: environment)
  }

  init(
    _ arguments: [String], columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:]
  ) throws {
    screen = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // Linux's own calls: Swift's import of the C library leaves `unlockpt` and `ptsname` out.
    var (locked, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(screen, 0x4004_5431, &locked) == 0)
    try #require(ioctl(screen, 0x8004_5430, &number) == 0)
    let name = "/dev/pts/\(number)"
    resize(columns: columns, rows: rows)
    let keyboard = FileHandle(fileDescriptor: open(name, O_RDWR | O_NOCTTY), closeOnDealloc: true)
    // Only the leader of a session has a terminal whose keys are signals.
    process.executableURL = URL(filePath: "/usr/bin/setsid")
    process.arguments = ["--ctty", "--wait", Command.product("planscript").path] + arguments
    process.environment = [
      "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm", "PLANSCRIPT_HISTORY": "",
      "PAGER": "",
    ].merging(environment) { $1 }
    process.standardInput = keyboard
    process.standardOutput = keyboard
    process.standardError = keyboard
    try process.run()
    try keyboard.close()
    listen()
  }

  deinit {
    // The command itself: `setsid` only waits for it.
    var group: pid_t = 0
    if ioctl(screen, UInt(TIOCGPGRP), &group) == 0, group > 0 { kill(-group, SIGKILL) }
    if process.isRunning { process.terminate() }
    close(screen)
  }

  private func listen() {
    let screen = screen
    let thread = Thread { [weak self] in
      var (buffer, rest) = ([UInt8](repeating: 0, count: 65536), [UInt8]())
      while true {
        let count = read(screen, &buffer, buffer.count)
        guard count > 0, let self else { return }
        rest += buffer.prefix(count)
        // A letter may come in two parts.
        guard let text = String(validating: rest, as: UTF8.self) else { continue }
        rest = []
        output.withLock { $0 += text }
        whole.withLock { $0 += text }
      }
    }
    thread.start()
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
  }

  func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(screen, $0.baseAddress, min($0.count, 512)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits for a text, and gives what came up to its end. What came before is then done with.
  @discardableResult
  func wait(
    for text: String, seconds: Double = 20, _ place: SourceLocation = #_sourceLocation
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      let found = output.withLock { output -> String? in
        guard let range = output.range(of: text) else { return nil }
        let before = String(output[..<range.upperBound])
        output.removeSubrange(..<range.upperBound)
        return before
      }
      if let found { return found }
      Thread.sleep(forTimeInterval: 0.005)
    }
    let came = whole.withLock { String($0.suffix(2000)) }
    Issue.record("“\(text)” did not come:\n\(came)", sourceLocation: place)
    throw Silence()
  }

  struct Silence: Error {}

  /// Waits until the prompt asks for the next line.
  func ready() throws { try wait(for: "> ") }

  /// Types a line, and gives what came up to the next prompt.
  @discardableResult
  func say(_ line: String) throws -> String {
    type(line + "\r")
    try wait(for: "\n")
    return try wait(for: "> ")
  }

  /// The exit code, once the command has ended.
  func status() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
