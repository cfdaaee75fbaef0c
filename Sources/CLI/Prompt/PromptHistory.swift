internal import Foundation

/// The history of a prompt: the lines that were typed, kept between runs in a file that only its
/// owner can read. `PLANSCRIPT_HISTORY` names another file, or with nothing in it none.
struct PromptHistory {
  /// Nothing where no history is wanted, or no place for one is known.
  private let path: String?

  /// Lines kept, and bytes: an endless paste is no history.
  private static let (lines, bytes) = (1000, 256 << 10)

  init() {
    if let named = Console.environment("PLANSCRIPT_HISTORY") {
      path = named.isEmpty ? nil : named
      return
    }
    let home = Console.environment("HOME").map { $0 + "/.local/state" }
    let state = Console.environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    path = (state ?? home).map { $0 + "/planscript/history" }
  }

  /// What was typed in earlier runs, the oldest first. A file that has grown is cut.
  func read() -> [String] {
    guard let path, let data = FileManager.default.contents(atPath: path) else { return [] }
    let all = String(decoding: data.suffix(PromptHistory.bytes), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let kept = Array(all.suffix(PromptHistory.lines))
    if data.count > PromptHistory.bytes || all.count > kept.count {
      write(Array(kept.suffix(PromptHistory.lines / 2)), O_TRUNC)
    }
    return kept
  }

  /// Keeps a line. One that begins with a space is nobody's business.
  func add(_ line: String) {
    guard !line.isEmpty, !line.hasPrefix(" "), line.utf8.count < 4096 else { return }
    write([line], O_APPEND)
  }

  /// A history that cannot be kept is no reason to disturb anybody.
  private func write(_ lines: [String], _ mode: Int32) {
    guard let path else { return }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    fchmod(file, 0o600)
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = Foundation.write(file, bytes, bytes.count)
  }
}
