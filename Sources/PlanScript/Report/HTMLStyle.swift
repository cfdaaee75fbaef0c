/// How a report's page looks, on a screen and on A4 paper. One typeface that has every
/// Vietnamese letter comes from the reader's own computer.
enum HTMLStyle {
  /// A list of what stands where.
  static let contents = """

    nav { background: var(--soft); border-left: 3px solid var(--bar); padding: .6em 1em; margin: 1em 0; }
    nav p, nav details { margin: .25em 0; }
    nav ul { columns: 16em; margin: .3em 0 .6em; font-size: .92em; }
    section + section { margin-top: 4em; }
    h2, h3 { scroll-margin-top: 1em; }
    @media print { nav details > ul { display: none; } }
    """

  /// `isWide`: whether the paper lies on its side.
  static func text(isWide: Bool) -> String {
    let paper = isWide ? "A4 landscape" : "A4"
    return """
      :root { --ink: #1a1a1a; --rule: #b8bec6; --soft: #eef1f5; --bar: #1f5a8c; --alert: #b3261e; }
      body { margin: 0; color: var(--ink); background: #fff; font: 15px/1.5 "Segoe UI", Arial, "DejaVu Sans", sans-serif; }
      main { max-width: \(isWide ? 1200 : 900)px; margin: 0 auto; padding: 24px 20px 48px; }
      h1 { font-size: 1.6em; line-height: 1.25; margin: 1.2em 0 .5em; border-bottom: 2px solid var(--bar); padding-bottom: .25em; }
      main > h1:first-child { margin-top: 0; }
      h2 { font-size: 1.25em; line-height: 1.3; margin: 1.6em 0 .5em; }
      h3, h4, h5, h6 { font-size: 1.05em; margin: 1.3em 0 .4em; }
      p.text { white-space: pre-wrap; margin: .5em 0; }
      p.note { color: #444; font-size: .88em; margin: .3em 0; }
      ul { margin: .5em 0; padding-left: 1.4em; }
      .table { overflow-x: auto; margin: .8em 0; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      caption { text-align: left; font-weight: 600; padding: .3em 0; }
      th, td { border: 1px solid var(--rule); padding: .3em .55em; text-align: left; vertical-align: top; }
      thead th { background: var(--soft); vertical-align: bottom; }
      tbody th { font-weight: normal; }
      .number { text-align: right; white-space: nowrap; }
      thead .number { white-space: normal; }
      tr.group th { background: var(--soft); font-weight: 600; }
      tr.subtotal > * { font-weight: 600; border-top: 1px solid var(--ink); }
      tr.total > * { font-weight: 700; border-top: 2px solid var(--ink); }
      sup { font-size: .72em; line-height: 0; margin-left: .1em; }
      dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; margin: .8em 0; }
      dl.figures > div { border: 1px solid var(--rule); border-top: 3px solid var(--bar); padding: .5em .8em; }
      dl.figures dt { font-size: .9em; color: #444; }
      dl.figures dd { margin: 0; font-size: 1.6em; font-weight: 600; font-variant-numeric: tabular-nums; }
      dl.figures dd.note { font-size: .85em; font-weight: normal; color: #444; }
      figure { margin: 1em 0; }
      figcaption { font-weight: 600; margin-bottom: .4em; }
      svg { display: block; width: 100%; max-width: 760px; height: auto; font: 13px "Segoe UI", Arial, "DejaVu Sans", sans-serif; }
      svg .track { fill: #e3e7ec; } svg .bar { fill: var(--bar); } svg .today { fill: var(--alert); }
      svg .axis { fill: #555; } svg .end { text-anchor: end; }
      table.calendar { table-layout: fixed; min-width: 700px; font-size: .85em; }
      table.calendar td { height: 4em; overflow-wrap: anywhere; }
      table.calendar td.empty { color: #777; background: #fafbfc; }
      table.calendar p { margin: .3em 0; }
      @page { size: \(paper); margin: 14mm 12mm; }
      @media print {
        body { font-size: 10pt; }
        main { max-width: none; padding: 0; }
        .table { overflow: visible; }
        table.calendar { min-width: 0; }
        thead { display: table-header-group; }
        tr, svg, dl.figures > div, p.note { break-inside: avoid; }
        svg { max-width: 170mm; }
        h1, h2, h3, h4, figcaption, tr.group { break-after: avoid; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      }
      """
  }
}
