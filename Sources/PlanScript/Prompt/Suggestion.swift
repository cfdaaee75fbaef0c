import PlanModel

/// A suggestion is how a line might go on: as an earlier one did, or as the only name that fits.
extension Prompt {
  /// What would follow the line; empty where nothing comes to mind. `earlier`: lines that were
  /// typed before, the oldest first.
  public func suggestion(for line: String, earlier: [String]) -> String {
    guard line.contains(where: { !$0.isWhitespace }) else { return "" }
    if let known = earlier.last(where: { $0.count > line.count && $0.hasPrefix(line) }) {
      return String(known.dropFirst(line.count))
    }
    // Looking for records while somebody types would cost them time; Tab does it.
    if LuaTokens(line).tokens.last.map({ $0.kind == .string && !$0.isClosed }) == true { return "" }
    return onlyName(line)
  }

  private func onlyName(_ line: String) -> String {
    let completion = complete(line, at: line.count)
    guard completion.total == 1, let only = completion.candidates.first else { return "" }
    let typed = line.dropFirst(completion.range.lowerBound).prefix(completion.range.count)
    guard !typed.isEmpty, only.text.hasPrefix(typed) else { return "" }
    return String(only.text.dropFirst(typed.count))
  }
}
