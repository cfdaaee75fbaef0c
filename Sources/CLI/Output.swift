internal import Foundation

/// Where a report goes: standard output, or a file that appears whole or not at all.
final class Output {
  private let path: String?
  private var waiting = Data()
  /// Whether something was written to standard output.
  private(set) var isUsed = false

  init(path: String?) { self.path = path }

  func write(_ text: String) throws {
    guard path == nil else { return waiting.append(contentsOf: text.utf8) }
    guard !text.isEmpty else { return }
    isUsed = true
    ProgressLine.hide()
    try Output.write(Data(text.utf8), to: STDOUT_FILENO)
  }

  /// Puts the file in its place.
  func finish() throws {
    if let path { try Output.put(waiting, in: path) }
  }

  /// The bytes as a file that appears whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws { try put(Data(bytes), in: path) }

  private static func put(_ data: Data, in path: String) throws {
    let beside = "\(path).\(getpid()).part"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError.notWritten(path: path, errno: errno) }
    do {
      try Output.write(data, to: descriptor)
    } catch {
      close(descriptor)
      unlink(beside)
      throw OutputError.notWritten(path: path, errno: errno)
    }
    close(descriptor)
    guard rename(beside, path) == 0 else {
      let reason = errno
      unlink(beside)
      throw OutputError.notWritten(path: path, errno: reason)
    }
  }

  /// A directory for files to come, with those above it.
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError.notWritten(path: path, errno: errno)
    }
  }

  static func write(_ data: Data, to descriptor: Int32) throws {
    var rest = data[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else {
        throw errno == EPIPE ? OutputError.closedPipe : .notWritten(path: "", errno: errno)
      }
      rest = rest.dropFirst(written)
    }
  }
}

enum OutputError: Error {
  /// Whoever read our output has had enough.
  case closedPipe
  case notWritten(path: String, errno: Int32)
  /// Files that are there already; nothing was written.
  case exists(directory: String, names: [String])
}
