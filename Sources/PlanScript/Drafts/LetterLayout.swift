import PlanModel

/// How a letter's text is laid out. A tab divides a line into a left and a right half, as in the
/// head of an official letter; a line between two tabs stands in the middle.
struct LetterLayout {
  let draft: Draft

  /// Columns of a page of plain text.
  private static let width = 72

  private enum Line {
    case plain(String)
    case halves(String, String)
    case centred(String)
  }

  private var lines: [Line] {
    whole.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch parts.count {
      case 1: return .plain(parts[0])
      case 3 where parts[0].isEmpty && parts[2].isEmpty: return .centred(parts[1])
      default: return .halves(parts[0], parts.dropFirst().joined(separator: " "))
      }
    }
  }

  /// The body, and below it the names of what goes with it.
  private var whole: String {
    let body = draft.body.hasSuffix("\n") ? String(draft.body.dropLast()) : draft.body
    guard !draft.attachments.isEmpty else { return body }
    let title = Bilingual(
      vi: "Tài liệu kèm theo (đính kèm khi gửi):", en: "Attachments (to be added when sent):")
    return body + "\n\n" + title[draft.language] + "\n"
      + draft.attachments.map { "- \($0)" }.joined(separator: "\n")
  }

  /// `width`: columns of the window, where long lines are to be broken.
  func text(width: Int? = nil) -> String {
    lines.map { line in
      switch line {
      case .plain(let text):
        guard let width, !text.isEmpty else { return text }
        return TextTable.wrapped(text, to: width).joined(separator: "\n")
      case .centred(let text): return centred(text, LetterLayout.width)
      case .halves(let left, let right):
        let half = LetterLayout.width / 2
        let gap = max(half - displayWidth(left), left.isEmpty ? 0 : 2)
        let side = left + String(repeating: " ", count: gap) + centred(right, half)
        return String(side.reversed().drop(while: { $0 == " " }).reversed())
      }
    }.joined(separator: "\n") + "\n"
  }

  private func centred(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, (width - displayWidth(text)) / 2)) + text
  }

  // MARK: Markdown

  var markdown: String {
    var (out, halves): (String, [(String, String)]) = ("", [])
    for line in lines {
      if case .halves(let left, let right) = line {
        halves.append((left, right))
        continue
      }
      out += table(halves)
      halves = []
      switch line {
      case .plain(""): out += "\n"
      case .plain(let text): out += LetterLayout.markdown(text)
      case .centred(let text): out += text.isEmpty ? "\n" : "**\(Markdown.escaped(text))**  \n"
      case .halves: break
      }
    }
    return out + table(halves)
  }

  /// A point stays one, and a point below a point; another line is kept as it was broken.
  private static func markdown(_ text: String) -> String {
    for (mark, bullet) in points where text.hasPrefix(mark) {
      return bullet + Markdown.escaped(String(text.dropFirst(mark.count))) + "\n"
    }
    return Markdown.escaped(text) + "  \n"
  }

  /// How points begin in a letter, and in Markdown.
  private static let points = [("- ", "- "), ("+ ", "  - ")]

  /// The two halves as a table without headings.
  private func table(_ rows: [(String, String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = rows.map { "| \(Markdown.escaped($0.0)) | \(Markdown.escaped($0.1)) |" }
    return "\n| | |\n| --- | --- |\n" + lines.joined(separator: "\n") + "\n\n"
  }

  // MARK: HTML

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(draft.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTML.escaped(draft.subject))</title>
    <style>
    \(LetterLayout.style)
    </style>
    </head>
    <body>
    <main>
    \(lines.map(html).joined())</main>
    </body>
    </html>

    """
  }

  private func html(_ line: Line) -> String {
    switch line {
    case .plain(""): "<div class=\"gap\"></div>\n"
    case .plain(let text): "<p\(LetterLayout.point(text))>\(HTML.escaped(text))</p>\n"
    case .centred(let text): "<p class=\"centred\">\(HTML.escaped(text))</p>\n"
    case .halves(let left, let right): halves(left, right)
    }
  }

  private static func point(_ text: String) -> String {
    points.contains { text.hasPrefix($0.0) } ? " class=\"point\"" : ""
  }

  /// A list of recipients stands at the left; a head in the middle of its half.
  private func halves(_ left: String, _ right: String) -> String {
    let isList = left.hasPrefix("- ") || left.hasSuffix(":")
    let side = isList ? " class=\"list\"" : ""
    return """
      <div class="halves"><div\(side)>\(HTML.escaped(left))</div><div>\(HTML.escaped(right))</div></div>

      """
  }

  private static let style = """
    body { margin: 0; color: #000; background: #fff; font: 14pt/1.4 "Times New Roman", "Liberation Serif", "DejaVu Serif", serif; }
    main { max-width: 165mm; margin: 0 auto; padding: 15mm 5mm; }
    p { margin: 0 0 .25em; text-align: justify; text-indent: 1cm; white-space: pre-wrap; }
    p.point { text-indent: 0; padding-left: 1cm; }
    p.centred { text-align: center; text-indent: 0; font-weight: bold; }
    .gap { height: .6em; }
    .halves { display: grid; grid-template-columns: 4fr 5fr; column-gap: 4mm; }
    .halves > div { white-space: pre-wrap; text-align: center; }
    .halves > div.list { text-align: left; font-size: .9em; }
    @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
    @media print { main { max-width: none; padding: 0; } }
    """
}
