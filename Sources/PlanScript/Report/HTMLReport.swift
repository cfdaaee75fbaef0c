import PlanModel

/// A report as one HTML file: it fetches nothing, runs nothing, and prints on A4.
struct HTMLReport {
  let presenter: Presenter
  /// Where headings can be linked to: what the names of their places begin with.
  var anchors: String?
  /// What stands behind the first heading and the text below it.
  var contents = ""

  /// From so many columns on a table asks for paper that lies on its side.
  private static let wide = 8

  func text(_ blocks: [Block]) -> String {
    let language = presenter.language
    return HTMLReport.document(
      language, title: HTMLReport.title(blocks) ?? HTMLReport.untitled[language],
      style: HTMLStyle.text(isWide: blocks.contains(where: isWide)), body: body(blocks))
  }

  static func title(_ blocks: [Block]) -> String? {
    blocks.lazy.compactMap { block -> String? in
      if case .heading(let text, _) = block { text } else { nil }
    }.first
  }

  static func document(_ language: Language, title: String, style: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTML.escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  private static let untitled = Bilingual(vi: "Báo cáo", en: "Report")

  private func isWide(_ block: Block) -> Bool {
    guard case .table(let table) = block else { return false }
    return table.columns.count - (table.grouping == nil ? 0 : 1) > HTMLReport.wide
  }

  /// Lines of text that follow one another are one paragraph.
  func body(_ blocks: [Block]) -> String {
    var (out, lines): (String, [String]) = ("", [])
    var contents = contents
    for (number, block) in blocks.enumerated() {
      if case .text(let text) = block {
        lines.append(HTML.escaped(text))
        continue
      }
      out += paragraph(lines)
      lines = []
      if number > 0 {
        out += contents
        contents = ""
      }
      out += html(block, number)
    }
    return out + paragraph(lines)
  }

  private func paragraph(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<p class=\"text\">\(lines.joined(separator: "\n"))</p>\n"
  }

  private func html(_ block: Block, _ number: Int) -> String {
    switch block {
    case .heading(let text, let level):
      let name = anchors.map { " id=\"\(HTML.anchor(text, $0))\"" } ?? ""
      return "<h\(level)\(name)>\(HTML.escaped(text))</h\(level)>\n"
    case .text: return ""
    case .list(let items):
      return "<ul>\n" + items.map { "<li>\(HTML.escaped($0))</li>\n" }.joined() + "</ul>\n"
    case .table(let table): return HTMLTable(TableLines(table, presenter)).text
    case .figures(let figures): return self.figures(figures)
    case .bars(let chart):
      return figure(chart.title, HTMLBars(chart: chart, presenter: presenter, number: number).text)
    case .timeline(let timeline):
      let drawing = HTMLTimeline(timeline: timeline, presenter: presenter, number: number)
      return figure(timeline.title, drawing.text)
    case .calendar(let calendar):
      return HTMLCalendar(calendar: calendar, presenter: presenter).text
    }
  }

  private func figure(_ title: String, _ drawing: String) -> String {
    let caption = title.isEmpty ? "" : "<figcaption>\(HTML.escaped(title))</figcaption>\n"
    return "<figure>\n\(caption)\(drawing)</figure>\n"
  }

  private func figures(_ figures: [KeyFigure]) -> String {
    let items = figures.map { figure in
      let note = figure.note.map { "<dd class=\"note\">\(HTML.escaped($0))</dd>" } ?? ""
      return "<div><dt>\(HTML.escaped(figure.title))</dt>"
        + "<dd>\(HTML.escaped(presenter.text(figure)))</dd>\(note)</div>\n"
    }
    return "<dl class=\"figures\">\n\(items.joined())</dl>\n"
  }
}

/// Text as HTML takes it.
enum HTML {
  /// What HTML would take for its own is escaped; control characters, which it has no way to
  /// write, are replaced.
  static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": out.append(scalar)
      case "\r": out.append("\n")
      case _ where scalar.properties.generalCategory == .control: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}

/// A table in HTML, with the scopes of its headings.
struct HTMLTable {
  private let table: TableLines

  init(_ table: TableLines) { self.table = table }

  var text: String {
    "<div class=\"table\">\n<table>\n\(head)\(bodies)</table>\n</div>\n\(notes)"
  }

  private var head: String {
    let cells = table.columns.map { column in
      let mark = column.mark.map { "<sup>\($0)</sup>" } ?? ""
      return "<th scope=\"col\"\(side(column))>\(HTML.escaped(column.title))\(mark)</th>"
    }
    return "<thead>\n<tr>\(cells.joined())</tr>\n</thead>\n"
  }

  private func side(_ column: TableLines.Column) -> String {
    column.isRightAligned ? " class=\"number\"" : ""
  }

  /// Each group is a body of its own.
  private var bodies: String {
    var out = "<tbody>\n"
    for (position, line) in table.lines.enumerated() {
      switch line {
      case .group(let title):
        if position > 0 { out += "</tbody>\n<tbody>\n" }
        out += "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(table.columns.count)\">"
        out += "\(HTML.escaped(title))</th></tr>\n"
      case .row(let cells): out += row(cells, "")
      case .subtotal(let cells): out += row(cells, " class=\"subtotal\"")
      case .total(let cells): out += "</tbody>\n<tbody>\n" + row(cells, " class=\"total\"")
      }
    }
    return out + "</tbody>\n"
  }

  private func row(_ cells: [String], _ kind: String) -> String {
    let cells = zip(cells, table.columns).enumerated().map { position, pair in
      let text = HTML.escaped(pair.0)
      // The first words of a line name it.
      return position == 0 && !pair.1.isRightAligned
        ? "<th scope=\"row\">\(text)</th>" : "<td\(side(pair.1))>\(text)</td>"
    }
    return "<tr\(kind)>\(cells.joined())</tr>\n"
  }

  private var notes: String {
    let marked = table.footnotes.enumerated().map { number, text in
      "<p class=\"note\"><sup>\(number + 1)</sup> \(HTML.escaped(text))</p>\n"
    }
    return (marked + table.notes.map { "<p class=\"note\">\(HTML.escaped($0))</p>\n" }).joined()
  }
}

/// A calendar in HTML: a row a week, a column a day.
struct HTMLCalendar {
  let calendar: EventCalendar
  let presenter: Presenter

  var text: String {
    let caption =
      calendar.title.isEmpty ? "" : "<caption>\(HTML.escaped(calendar.title))</caption>\n"
    let weeks = Dictionary(grouping: calendar.events) { Week(of: $0.day) }
      .sorted { $0.key.monday < $1.key.monday }
    let rows = weeks.map { week, events in row(week, events) }
    return "<div class=\"table\">\n<table class=\"calendar\">\n\(caption)\(head)<tbody>\n"
      + rows.joined() + "</tbody>\n</table>\n</div>\n"
  }

  private var head: String {
    // Any week has all days.
    let days = Week(of: Day(number: 0)).days.map {
      "<th scope=\"col\">\(presenter.format.weekdayTitle($0))</th>"
    }
    return "<thead>\n<tr>\(days.joined())</tr>\n</thead>\n"
  }

  private func row(_ week: Week, _ events: [EventCalendar.Event]) -> String {
    let cells = week.days.map { day in
      let texts = events.filter { $0.day == day }.map(event)
      let kind = texts.isEmpty ? " class=\"empty\"" : ""
      return "<td\(kind)><b>\(presenter.format.text(day))</b>\(texts.joined())</td>"
    }
    return "<tr>\(cells.joined())</tr>\n"
  }

  private func event(_ event: EventCalendar.Event) -> String {
    let clock = event.clock.map { "<b>\($0)</b> " } ?? ""
    let label = HTML.escaped(presenter.text(event.label, in: calendar.label))
    let place = calendar.place.map { presenter.text(event.place, in: $0) } ?? ""
    let where_ = place.isEmpty ? "" : "<br><i>\(HTML.escaped(place))</i>"
    return "<p>\(clock)\(label)\(where_)</p>"
  }
}
