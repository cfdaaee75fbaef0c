import Testing

@testable import PlanStore

@Suite("CSV")
struct CSVTests {
  private func table(_ text: String) throws -> CSVTable {
    try CSVTable(recognising: Array(text.utf8))
  }

  private func rows(_ text: String) throws -> [[String]] {
    let table = try table(text)
    return (0..<table.count).map { table.row($0).map(table.text) }
  }

  private func fault(_ text: String) -> CSVFault? {
    do {
      _ = try table(text)
      return nil
    } catch {
      return error as? CSVFault
    }
  }

  @Test("cells in quotes hold separators, line ends and quotes", arguments: ["\n", "\r\n", "\r"])
  func quotes(end: String) throws {
    let text = ["a,b", #""x, y","he said ""no""""#, "\"two\(end)lines\",", #""","""#].joined(
      separator: end)
    #expect(
      try rows(text) == [
        ["a", "b"], ["x, y", #"he said "no""#], ["two\(end)lines", ""], ["", ""],
      ])
  }

  @Test("a last line may end or not, and there is none behind it")
  func lastLine() throws {
    #expect(try rows("a,b\n1,2").count == 2)
    #expect(try rows("a,b\n1,2\n").count == 2)
    #expect(try rows("a,b\r\n1,2\r\n\r\n").count == 3)
    #expect(try rows("").isEmpty)
  }

  @Test("spaces around a cell go, those inside and quotes in the middle stay")
  func spaces() throws {
    #expect(
      try rows("a, b\u{A0},\tc d\n\" x \",5\" pipe,") == [
        ["a", "b", "c d"], ["x", "5\" pipe", ""],
      ])
  }

  @Test(
    "the separator is told by the first line, or is the one that divides most rows alike",
    arguments: [
      ("a;b\n1,5;2\n", ";"), ("a,b\n1;5,2\n3;5,2\n", ","), ("a\tb\nx, y\tz;\n", "\t"),
      ("sep=,\na;b,c\n1;2,3", ","), ("SEP=|\r\na|b\r\n1|2", "|"),
      ("Danh sách\n\nHọ, tên;Đơn vị\nA;B, C\nD;E\n", ";"), ("\"a;b\",c\n\"d;e\",f\n", ","),
    ])
  func separators(text: String, separator: String) throws {
    #expect(String(Character(Unicode.Scalar(try table(text).separator))) == separator)
  }

  @Test("a quote that does not close, and what stands behind one, are told by their place")
  func faults() throws {
    #expect(fault("a,b\n1,\"x\n2,3\n") == CSVFault(offset: 6, problem: .openQuote))
    #expect(fault("a,b\n\"x\"y,2\n") == CSVFault(offset: 7, problem: .behindQuote))
    let wide = String(repeating: "a,", count: CSVTable.maximumColumns)
    #expect(fault(wide)?.problem == .tooManyColumns(limit: CSVTable.maximumColumns))
  }

  @Test("lines and columns count in all three kinds of line ends", arguments: ["\n", "\r\n", "\r"])
  func places(end: String) {
    let text = Array(["một", "", "hai ba"].joined(separator: end).utf8)
    let lines = FileLines(text)
    #expect(lines.place(0) == .init(line: 1, column: 1, text: "một"))
    #expect(lines.place(text.count - 2) == .init(line: 3, column: 5, text: "hai ba"))
    #expect(lines.place(text.count) == .init(line: 3, column: 7, text: "hai ba"))
  }
}
