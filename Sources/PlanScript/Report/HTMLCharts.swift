import PlanModel

/// A drawing in a page: SVG that says in words what it shows, for who does not see it.
struct SVG {
  /// Sizes are in pixels of a drawing this wide; a page scales it.
  static let width = 720
  static let lineHeight = 17
  /// Characters of a label on one line, and how much of the drawing they take.
  static let labelCharacters = 34
  static let labelWidth = 270

  let title: String
  let description: String
  /// Tells the drawings of a page apart.
  let name: String

  func text(height: Int, _ shapes: [String]) -> String {
    """
    <svg viewBox="0 0 \(SVG.width) \(height)" role="img" \
    aria-labelledby="title\(name) text\(name)">
    <title id="title\(name)">\(HTML.escaped(title))</title>
    <desc id="text\(name)">\(HTML.escaped(description))</desc>
    \(shapes.joined(separator: "\n"))
    </svg>

    """
  }

  static func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ kind: String) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" class=\"\(kind)\"/>"
  }

  static func words(_ x: Int, _ y: Int, _ text: String, _ kind: String = "") -> String {
    let kind = kind.isEmpty ? "" : " class=\"\(kind)\""
    return "<text x=\"\(x)\" y=\"\(y)\"\(kind)>\(HTML.escaped(text))</text>"
  }

  /// A label's lines, one below the other.
  static func label(_ lines: [String], at y: Int) -> [String] {
    lines.enumerated().map { words(0, y + 13 + $0 * lineHeight, $1) }
  }
}

/// Bars, one below the other; a drawing is no higher than a page of paper.
struct HTMLBars {
  let chart: BarChart
  let presenter: Presenter
  let number: Int

  private static let valueWidth = 100
  private static let barsOfDrawing = 24

  var text: String {
    let starts = stride(from: 0, to: max(1, chart.bars.count), by: HTMLBars.barsOfDrawing)
    return starts.map { start in
      drawing(chart.bars.dropFirst(start).prefix(HTMLBars.barsOfDrawing), "\(number)-\(start)")
    }.joined()
  }

  private func drawing(_ bars: ArraySlice<BarChart.Bar>, _ name: String) -> String {
    let left = SVG.labelWidth + 10
    let room = SVG.width - left - HTMLBars.valueWidth
    var (y, shapes, sentences): (Int, [String], [String]) = (0, [], [])
    for bar in bars {
      let label = presenter.text(bar.label, in: chart.label)
      let value = presenter.text(bar.value, in: chart.value)
      let lines = TextTable.wrapped(label, to: SVG.labelCharacters)
      let length = Int(((chart.length(bar) ?? 0) * Double(room)).rounded())
      shapes += SVG.label(lines, at: y)
      shapes.append(SVG.rectangle(left, y + 2, room, 14, "track"))
      shapes.append(SVG.rectangle(left, y + 2, length, 14, "bar"))
      shapes.append(SVG.words(left + room + 8, y + 13, value))
      sentences.append("\(label): \(value)")
      y += lines.count * SVG.lineHeight + 7
    }
    let title = chart.title.isEmpty ? chart.value.title : chart.title
    return SVG(title: title, description: sentences.joined(separator: "; "), name: name)
      .text(height: max(y, 1), shapes)
  }
}

/// Spans of days on one line of time.
struct HTMLTimeline {
  let timeline: Timeline
  let presenter: Presenter
  let number: Int

  private static let top = 24
  private var left: Int { SVG.labelWidth + 10 }
  private var room: Int { SVG.width - left - 100 }

  var text: String {
    var (y, shapes, sentences) = (HTMLTimeline.top, axis, [String]())
    for span in timeline.spans {
      let label = presenter.text(span.label, in: timeline.label)
      let lines = TextTable.wrapped(label, to: SVG.labelCharacters)
      let drawn = timeline.extent(span, of: room)
      let when = days(span)
      shapes += SVG.label(lines, at: y)
      shapes.append(SVG.rectangle(left, y + 8, room, 2, "track"))
      shapes.append(SVG.rectangle(left + drawn.lowerBound, y + 2, max(4, drawn.count), 14, "bar"))
      shapes.append(SVG.words(left + room + 8, y + 13, presenter.format.text(span.to)))
      sentences.append("\(label): \(when)")
      y += lines.count * SVG.lineHeight + 7
    }
    return SVG(
      title: timeline.title.isEmpty ? timeline.label.title : timeline.title,
      description: sentences.joined(separator: "; "), name: String(number)
    ).text(height: y, shapes + today(y))
  }

  private func days(_ span: Timeline.Span) -> String {
    let from = presenter.format.text(span.from)
    return span.from == span.to ? from : "\(from) – \(presenter.format.text(span.to))"
  }

  /// The first and the last day over the line.
  private var axis: [String] {
    guard let first = timeline.first, let last = timeline.last else { return [] }
    let ends = [SVG.words(left, 13, presenter.format.text(first), "axis")]
    guard first != last else { return ends }
    return ends + [SVG.words(left + room, 13, presenter.format.text(last), "axis end")]
  }

  private func today(_ bottom: Int) -> [String] {
    guard let x = timeline.today.flatMap({ timeline.place($0, of: room) }) else { return [] }
    return [SVG.rectangle(left + x, HTMLTimeline.top - 4, 2, bottom - HTMLTimeline.top, "today")]
  }
}
