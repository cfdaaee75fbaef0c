import Lua
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// `json` and `csv`: texts of other programs.
@Suite struct DataTests {
  private func values(_ source: String, _ language: Language = .vi) throws -> [PlanValue] {
    var options = Sample.options()
    options.language = language
    return try Run(Sample.snapshot(), options: options) { _ in }.run(source, name: "t")
  }

  private func error(_ source: String) throws -> HostError? {
    do {
      _ = try values(source)
      return nil
    } catch LuaError.runtime(_, _, _, let cause?) {
      return cause as? HostError
    }
  }

  @Test func `what is encoded as JSON is decoded as it was`() throws {
    let source = """
      local value = { name = "Đảng bộ “A”\\n", n = 12, rate = 0.5, ok = true, list = { 1, "hai", { x = 3 } } }
      local text = json.encode(value)
      local back = json.decode(text)
      return text, back.name == value.name, back.n == 12, back.rate == 0.5, back.ok,
        #back.list, back.list[3].x, json.encode(back) == text
      """
    let values = try values(source)
    #expect(
      values.first
        == .text(
          #"{"list": [1, "hai", {"x": 3}], "n": 12, "name": "Đảng bộ “A”\n", "ok": true, "rate": 0.5}"#
        ), "\(values)")
    #expect(
      values.dropFirst() == [
        .boolean(true), .boolean(true), .boolean(true), .boolean(true), .integer(3), .integer(3),
        .boolean(true),
      ])
  }

  @Test func `JSON keeps whole numbers whole, and null is nothing`() throws {
    #expect(
      try values(
        "local t = json.decode('{\"a\": 9007199254740993, \"b\": null, \"c\": [], \"d\": 1e3}') return t.a, t.b == nil, #t.c, t.d == 1000, math.type(t.d)"
      ) == [
        .integer(9_007_199_254_740_993), .boolean(true), .integer(0), .boolean(true),
        .text("float"),
      ])
    #expect(
      try values("return json.decode('\"x\"'), json.decode(' 7 '), json.encode(nil)") == [
        .text("x"), .integer(7), .text("null"),
      ])
    #expect(
      try values("return json.encode({ a = 1, b = { 1, 2 } }, { pretty = true })") == [
        .text("{\n  \"a\": 1,\n  \"b\": [1, 2]\n}")
      ])
  }

  @Test func `a query, a list of records and a record are the objects that other programs get`()
    throws
  {
    let source = """
      local units = plan.units:where { id = "dv-001" }:select { "id", "name" }
      local one = json.decode(json.encode(plan.units["dv-001"]))
      return json.encode(units), one.id, one.name == plan.units["dv-001"].name,
        json.decode(json.encode(plan.units:limit(3):all()))[3].id == plan.units:all()[3].id
      """
    let values = try values(source)
    guard case .text(let text)? = values.first else { return #expect(Bool(false), "\(values)") }
    #expect(text.hasPrefix(#"[{"id": "dv-001", "name": "#) && text.hasSuffix("}]"), "\(text)")
    #expect(values.dropFirst() == [.text("dv-001"), .boolean(true), .boolean(true)])
  }

  @Test func `CSV is read by the names of its columns, with any separator, quotes and a mark`()
    throws
  {
    let source = """
      local text = "\\u{FEFF}Họ và tên;Có mặt;Ghi chú\\r\\n\\"Nguyễn; An\\";x;\\r\\n\\r\\nBình;;\\"nói \\"\\"có\\"\\"\\"\\r\\n"
      local rows = csv.decode(text)
      local plain = csv.decode("1,2\\n3,4", { header = false })
      local bar = csv.decode("a|b\\n1|2", { separator = "|" })
      return #rows, rows[1]["Họ và tên"], rows[1]["Có mặt"], rows[1]["Ghi chú"] == nil,
        rows[2]["Ghi chú"], #plain, plain[2][1], bar[1].b, #csv.decode("")
      """
    #expect(
      try values(source) == [
        .integer(2), .text("Nguyễn; An"), .text("x"), .boolean(true), .text("nói \"có\""),
        .integer(2), .text("3"), .text("2"), .integer(0),
      ])
  }

  @Test func `CSV is written as the command writes it, and read again`() throws {
    let source = """
      local rows = { { ten = "An; Bình", so = 1.5 }, { ten = "=1+1", so = 2 } }
      local text = csv.encode(rows, { columns = { "ten", "so" } })
      local back = csv.decode(text)
      return text, back[1].ten, back[1].so, csv.encode(plan.units:limit(1), { columns = { "id" } })
      """
    let vi = try values(source)
    #expect(
      vi == [
        .text("ten;so\r\n\"An; Bình\";1,5\r\n'=1+1;2\r\n"), .text("An; Bình"), .text("1,5"),
        .text("Mã\r\ntinh-uy\r\n"),
      ], "\(vi)")
    #expect(try values(source, .en).first == .text("ten,so\r\nAn; Bình,1.5\r\n'=1+1,2\r\n"))
  }

  @Test func `mistakes are told by their place in the text`() throws {
    guard
      case .notJSON("json.decode", let place, let fault)? = try error(
        "json.decode('{\\n  \"a\": 1,\\n}')")
    else { return #expect(Bool(false)) }
    #expect(place.line == 3 && place.column == 1 && fault.found == .character("}"))
    guard
      case .notCSV("csv.decode", let row, .openQuote)? = try error(
        "csv.decode('\u{FEFF}a;b\\n1;\"2')")
    else { return #expect(Bool(false)) }
    #expect(row.line == 2 && row.column == 3)
    guard case .dataTooLarge? = try error("json.decode(('x'):rep(5000000))") else {
      return #expect(Bool(false))
    }
    guard
      case .unknownOption("csv.decode", "seperator", ["separator"])? = try error(
        "csv.decode('', { seperator = ';' })")
    else { return #expect(Bool(false)) }
    for code in [
      "csv.decode('a', { separator = ';;' })", "csv.encode('x')", "csv.encode({}, { columns = 1 })",
      "json.encode({}, { prety = true })",
    ] {
      #expect(try error(code) != nil, "\(code)")
    }
  }
}
