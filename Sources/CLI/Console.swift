internal import Foundation

/// The console: what goes to the terminal, and what the terminal is like.
enum Console {
  static func error(_ text: String) {
    ProgressLine.hide()
    writeError(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// As far as standard error takes it: a terminal may be gone, a disk full, and then nobody is
  /// left to tell.
  static func writeError(_ text: String) {
    try? Output.write(Data(text.utf8), to: STDERR_FILENO)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the window, when standard output is one.
  static var width: Int? {
    isTerminal(STDOUT_FILENO) ? columns(of: STDOUT_FILENO) ?? 80 : nil
  }

  /// Columns of the window that a file is; nothing when that is not known.
  static func columns(of descriptor: Int32) -> Int? {
    size(of: descriptor).map { max(20, Int($0.ws_col)) }
  }

  /// Lines of the window.
  static var height: Int { size(of: STDOUT_FILENO).map { max(5, Int($0.ws_row)) } ?? 24 }

  private static func size(of descriptor: Int32) -> winsize? {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 0 && size.ws_row > 0 ? size : nil
  }

  static func usesColour(_ wanted: Bool) -> Bool {
    wanted && isTerminal(STDERR_FILENO) && (environment("NO_COLOR") ?? "").isEmpty
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A word as a shell takes it.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,+@".contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension String {
  /// A path as one would type it from here, where it lies below; else the whole of it.
  var fromHere: String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return hasPrefix(here) ? String(dropFirst(here.count)) : self
  }
}
