internal import PlanModel

/// A page is several reports in one HTML file, with what stands where at its beginning: the same
/// in two languages, for example. Like a report it fetches nothing and runs nothing.
public struct HTMLPage {
  public struct Part {
    let presenter: Presenter
    let blocks: [Block]

    public init(_ presenter: Presenter, _ blocks: [Block]) {
      (self.presenter, self.blocks) = (presenter, blocks)
    }
  }

  private let parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }

  public var text: String {
    let sections = parts.map { part in
      let language = part.presenter.language.rawValue
      return "<section lang=\"\(language)\" id=\"\(language)\">\n\(switches(part))"
        + HTMLReport(presenter: part.presenter, anchors: language, contents: contents(part))
        .body(part.blocks) + "</section>\n"
    }
    let language = parts.first?.presenter.language ?? .vi
    return HTMLReport.document(
      language, title: parts.compactMap { HTMLReport.title($0.blocks) }.joined(separator: " · "),
      style: HTMLStyle.text(isWide: false) + HTMLStyle.contents, body: sections.joined())
  }

  /// Links to the same in the other languages.
  private func switches(_ part: Part) -> String {
    let others = parts.map(\.presenter.language).filter { $0 != part.presenter.language }
    let links = others.map {
      "<a href=\"#\($0.rawValue)\" lang=\"\($0.rawValue)\">\(HTMLPage.name(of: $0))</a>"
    }
    return links.isEmpty ? "" : "<p class=\"note\">\(links.joined(separator: " · "))</p>\n"
  }

  private static func name(of language: Language) -> String {
    switch language {
    case .vi: "Tiếng Việt"
    case .en: "English"
    }
  }

  /// The headings, those of the third level folded away under their second.
  private func contents(_ part: Part) -> String {
    var chapters: [(title: String, sections: [String])] = []
    for block in part.blocks {
      guard case .heading(let title, let level) = block else { continue }
      if level == 2 { chapters.append((title, [])) }
      if level == 3, !chapters.isEmpty { chapters[chapters.count - 1].sections.append(title) }
    }
    let items = chapters.map { title, sections in
      let inner = sections.map { "<li>\(link($0, part))</li>\n" }.joined()
      return sections.isEmpty
        ? "<p>\(link(title, part))</p>\n"
        : "<details><summary>\(link(title, part))</summary>\n<ul>\n\(inner)</ul>\n</details>\n"
    }
    return "<nav>\n\(items.joined())</nav>\n"
  }

  private func link(_ title: String, _ part: Part) -> String {
    let anchor = HTML.anchor(title, part.presenter.language.rawValue)
    return "<a href=\"#\(anchor)\">\(HTML.escaped(title))</a>"
  }
}

extension HTML {
  /// A name for a place in a page, from what its heading says.
  static func anchor(_ title: String, _ prefix: String) -> String {
    let words = folded(title).split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return ([prefix[...]] + words).joined(separator: "-")
  }
}
