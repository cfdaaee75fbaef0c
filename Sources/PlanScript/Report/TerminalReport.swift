import PlanModel

/// A report on a terminal: everything in one font, and nothing wider than the window.
struct TerminalReport {
  let presenter: Presenter
  /// Columns of the window; nothing when the output has no width.
  let width: Int?

  /// What charts take where there is no window.
  private static let usualWidth = 80

  func text(_ block: Block) -> String {
    switch block {
    case .heading(let text, let level):
      let lines = TextTable.wrapped(text, to: width ?? .max)
      let longest = lines.map { displayWidth($0) }.max() ?? 0
      return joined(lines + [String(repeating: level == 1 ? "═" : "─", count: longest)])
    case .text(let text):
      if width == nil { return text + "\n" }
      return joined(text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(prose))
    case .list(let items): return items.map { bullet($0) }.joined()
    case .table(let table): return self.table(table)
    case .figures(let figures): return self.figures(figures)
    case .bars(let chart): return titled(chart.title, bars(chart))
    case .timeline(let timeline): return titled(timeline.title, self.timeline(timeline))
    case .calendar(let calendar):
      return titled(calendar.title, []) + table(calendar.table(presenter.format))
    }
  }

  /// A line of words breaks between them where it is too long. One that its script has laid out,
  /// with tabs or several spaces, stays as it is.
  private func prose(_ line: Substring) -> [String] {
    guard let width, displayWidth(line) > width, !line.contains("\t"), !line.contains("  ") else {
      return [String(line)]
    }
    return TextTable.wrapped(String(line), to: width)
  }

  private var room: Int { width ?? TerminalReport.usualWidth }

  private func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func titled(_ title: String, _ lines: [String]) -> String {
    let head = title.isEmpty ? [] : TextTable.wrapped(title, to: width ?? .max) + [""]
    return joined(head + lines)
  }

  private func bullet(_ text: String) -> String {
    let lines = TextTable.wrapped(text, to: width.map { max(10, $0 - 2) } ?? .max)
    return "• " + lines.joined(separator: "\n  ") + "\n"
  }

  private func table(_ table: ReportTable) -> String {
    let lines = TableLines(table, presenter)
    let notes = lines.sentences("* ").flatMap { TextTable.wrapped($0, to: width ?? .max) }
    return joined(TextTable(lines, width: width).lines() + (notes.isEmpty ? [] : [""] + notes))
  }

  /// Titles to the left, values to the right, one below the other.
  private func figures(_ figures: [KeyFigure]) -> String {
    let values = figures.map { presenter.text($0) }
    let valueWidth = values.map { displayWidth($0) }.max() ?? 0
    let most = max(8, room - valueWidth - 2)
    let titleWidth = min(most, figures.map { displayWidth($0.title) }.max() ?? 0)
    return zip(figures, values).map { figure, value in
      var lines = TextTable.wrapped(figure.title, to: titleWidth)
      let last = lines.removeLast()
      let line = padded(last, titleWidth) + "  " + padded(value, valueWidth, toRight: true)
      return joined(lines) + withNote(line, figure.note, at: titleWidth + 2)
    }.joined()
  }

  /// The note behind the line, or below it where the line is full.
  private func withNote(_ line: String, _ note: String?, at column: Int) -> String {
    guard let note else { return line + "\n" }
    let whole = line + "  " + note
    if displayWidth(whole) <= room { return whole + "\n" }
    let lines = TextTable.wrapped(note, to: max(10, room - 2))
    return joined([line] + lines.map { "  " + $0 })
  }

  // MARK: Bars

  private func bars(_ chart: BarChart) -> [String] {
    let labels = chart.bars.map { presenter.text($0.label, in: chart.label) }
    let values = chart.bars.map { presenter.text($0.value, in: chart.value) }
    let valueWidth = values.map { displayWidth($0) }.max() ?? 0
    let longest = labels.map { displayWidth($0) }.max() ?? 0
    // Narrow windows have the label above its bar.
    let isNarrow = room < 60 && longest > room / 3
    let labelWidth = isNarrow ? 0 : min(longest, room * 2 / 5)
    let gap = isNarrow ? 2 : labelWidth + 2
    let barWidth = max(4, room - gap - valueWidth - 1)
    return zip(chart.bars, zip(labels, values)).flatMap { bar, texts -> [String] in
      let length = chart.length(bar) ?? 0
      let picture = padded(TerminalReport.bar(length, barWidth), barWidth)
      let drawn = picture + " " + padded(texts.1, valueWidth, toRight: true)
      if isNarrow { return TextTable.wrapped(texts.0, to: room) + ["  " + drawn] }
      var lines = TextTable.wrapped(texts.0, to: labelWidth)
      lines[0] = padded(lines[0], labelWidth) + "  " + drawn
      return lines
    }
  }

  /// Whole blocks, and an eighth part of one at the end.
  private static func bar(_ length: Double, _ width: Int) -> String {
    let eighths = Int((length * Double(width) * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  // MARK: Timeline

  private func timeline(_ timeline: Timeline) -> [String] {
    guard let first = timeline.first, let last = timeline.last else { return [] }
    let labels = timeline.spans.map { presenter.text($0.label, in: timeline.label) }
    let longest = labels.map { displayWidth($0) }.max() ?? 0
    let isNarrow = room < 60
    let labelWidth = isNarrow ? 0 : min(longest, room * 2 / 5)
    let gap = isNarrow ? 2 : labelWidth + 2
    let (days, most) = (last - first + 1, max(10, room - gap))
    // As many places for each day as for the others, while there are enough.
    let places = days <= most ? most / days * days : most
    let (from, to) = (presenter.format.text(first), presenter.format.text(last))
    let space = max(1, places - displayWidth(from) - displayWidth(to))
    let margin = String(repeating: " ", count: gap)
    var lines = [margin + from + (first == last ? "" : String(repeating: " ", count: space) + to)]
    for (span, label) in zip(timeline.spans, labels) {
      let track = track(span, timeline, places)
      if isNarrow {
        lines += TextTable.wrapped(label, to: room) + [margin + track]
      } else {
        var wrapped = TextTable.wrapped(label, to: labelWidth)
        wrapped[0] = padded(wrapped[0], labelWidth) + "  " + track
        lines += wrapped
      }
    }
    return lines
  }

  private func track(_ span: Timeline.Span, _ timeline: Timeline, _ places: Int) -> String {
    let extent = timeline.extent(span, of: places)
    let today = timeline.today.flatMap { timeline.place($0, of: places) }
    return String(
      (0..<places).map { place -> Character in
        extent.contains(place) ? "█" : place == today ? "│" : "·"
      })
  }

  private func padded(_ text: String, _ width: Int, toRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return toRight ? space + text : text + space
  }
}
