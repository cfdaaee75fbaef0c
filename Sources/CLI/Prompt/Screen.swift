internal import Foundation
internal import PlanModel
internal import PlanScript

/// The screen shows what a line gave: what fits the window at once, what is longer through the
/// pager.
struct Screen {
  var presenter: Presenter
  private var rendering: Rendering
  /// What waits until the line is done: a pager would stop it in the middle.
  private var waiting = ""
  /// Whether everything waits, as one report.
  private let isWhole: Bool

  init(presenter: Presenter, isWhole: Bool = false) {
    (self.presenter, self.isWhole) = (presenter, isWhole)
    rendering = Rendering(.table, presenter: presenter, width: Console.width)
  }

  static var width: Int { Console.width ?? 80 }
  /// Lines that a window holds beside the prompt.
  static var height: Int { Console.height - 1 }

  /// Shows a block that a line printed, at once if it fits.
  mutating func add(_ block: Block) throws {
    let text = rendering.add(block)
    if !isWhole, waiting.isEmpty, Screen.fits(text) { return try Screen.write(text) }
    waiting += text
  }

  /// Shows what waits, and more.
  mutating func finish(_ text: String = "") throws {
    let all = waiting + text
    waiting = ""
    try Screen.show(all)
  }

  static func show(_ text: String) throws {
    guard !fits(text), let pager = pager else { return try write(text) }
    fflush(nil)
    // What is shown is UTF-8, whatever the environment says.
    setenv("LESSCHARSET", "utf-8", 0)
    guard let pipe = popen(pager, "w") else { return try write(text) }
    // Whoever leaves the pager early has seen enough.
    fputs(text, pipe)
    pclose(pipe)
  }

  /// A sentence, in lines that fit.
  static func say(_ text: String) throws {
    try write(wrapped(text, to: width).joined(separator: "\n") + "\n")
  }

  static func write(_ text: String) throws {
    fflush(nil)
    try Output(path: nil).write(text)
  }

  private static func fits(_ text: String) -> Bool {
    let room = max(1, width)
    var used = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      used += max(1, (displayWidth(line) + room - 1) / room)
      if used > height { return false }
    }
    return true
  }

  /// `PAGER`, or `less` where it is; nothing for none.
  private static var pager: String? {
    if let named = Console.environment("PAGER") { return named.isEmpty ? nil : named }
    let folders = (Console.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less -R" : nil
  }
}
