import Foundation
import PlanModel
import PlanScript
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The page that a report becomes.
@Suite struct HTMLTests {
  private func page(_ source: String, _ language: Language = .vi) throws -> String {
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: Sample.options(language)) {
      shown.blocks.append($0)
    }
    try run.run(source, name: "test")
    return shown.text(.html, run.presenter)
  }

  @Test("what a script writes stays text, wherever it stands")
  func escaped() throws {
    let evil = #"</title><script>alert('x')</script>" onload="x&amp;"#
    let html = try page(
      """
      local evil = [[\(evil)]]
      report.heading(evil); report.text(evil); report.list { evil }; print(evil)
      report.figures { { label = evil, value = evil, note = evil } }
      local rows = { { a = evil, b = 1, d = date(2023, 12, 4) } }
      report.table(rows, { labels = { a = evil }, group = "a", notes = { evil }, footnotes = { b = evil } })
      report.bars(rows, { label = "a", value = "b", title = evil })
      report.timeline(rows, { label = "a", from = "d", title = evil })
      report.calendar(rows, { at = "d", label = "a", place = "a", title = evil })
      """)
    #expect(!html.contains("<script"))
    #expect(!html.contains("onload=\""))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)"))
  }

  @Test("a page says its language, fetches nothing, runs nothing", arguments: [Language.vi, .en])
  func alone(language: Language) throws {
    for name in ShippedLibrary.scriptNames {
      let html = try page(try #require(ShippedLibrary.script(name)), language)
      #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
      for forbidden in ["<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import"] {
        #expect(!html.contains(forbidden), "\(name): \(forbidden)")
      }
      #expect(html.contains("default-src 'none'"))
    }
  }

  @Test("every page is well formed, and no id stands twice")
  func wellFormed() throws {
    for name in ShippedLibrary.scriptNames {
      let html = try page(try #require(ShippedLibrary.script(name)))
      // Void elements apart, the page is XML as well.
      let xml = html.replacing("<!DOCTYPE html>\n", with: "")
        .split(separator: "\n").map { $0.hasPrefix("<meta") ? $0.dropLast() + "/>" : String($0) }
        .joined(separator: "\n").replacing("<br>", with: "<br/>")
      let reader = PageReader()
      let parser = XMLParser(data: Data(xml.utf8))
      parser.delegate = reader
      #expect(parser.parse(), "\(name): \(parser.parserError as Any) \(parser.lineNumber)")
      #expect(reader.ids.count == Set(reader.ids).count, "\(name)")
      #expect(reader.drawings == reader.described, "\(name): a drawing without words")
    }
  }

  @Test("a drawing says what it shows")
  func described() throws {
    let html = try page(
      #"report.bars({ { a = "An", b = 3 } }, { label = "a", value = "b", title = "Số người" })"#)
    #expect(html.contains("<title id=\"title0-0\">Số người</title>"))
    #expect(html.contains("<desc id=\"text0-0\">An: 3</desc>"))
    #expect(html.contains("role=\"img\" aria-labelledby=\"title0-0 text0-0\""))
  }

  @Test("many bars are several drawings, on the same scale")
  func many() throws {
    let html = try page(
      """
      local rows = {}
      for i = 1, 60 do rows[i] = { a = "n" .. i, b = i } end
      report.bars(rows, { label = "a", value = "b" })
      """)
    #expect(html.ranges(of: "<svg ").count == 3)
    #expect(html.ranges(of: "width=\"340\" height=\"14\" class=\"bar\"").count == 1)
  }

  @Test("a table of many columns asks for paper on its side")
  func paper() throws {
    let wide = "report.table({ { a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1 } })"
    #expect(try page(wide).contains("size: A4 landscape"))
    #expect(try page("report.table({ { a = 1 } })").contains("size: A4;"))
  }

  @Test("headings of columns, rows and groups have their scope")
  func scopes() throws {
    let html = try page(#"report.table({ { g = "x", a = "y", b = 1 } }, { group = "g" })"#)
    #expect(html.contains("<th scope=\"col\">a</th><th scope=\"col\" class=\"number\">b</th>"))
    #expect(html.contains("<th scope=\"rowgroup\" colspan=\"2\">x</th>"))
    #expect(html.contains("<th scope=\"row\">y</th><td class=\"number\">1</td>"))
  }
}

/// Counts what a page has.
private final class PageReader: NSObject, XMLParserDelegate {
  var ids: [String] = []
  var drawings = 0
  var described = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    if let id = attributes["id"] { ids.append(id) }
    if name == "svg" { drawings += 1 }
    if name == "desc" { described += 1 }
  }
}
