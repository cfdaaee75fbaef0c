import PlanModel
import Testing

@testable import PlanStore

/// RFC 8259, production by production: each text is a value by itself and as an undeclared field
/// of a record, so that the strict reader and the fast one say the same of it.
@Suite("what RFC 8259 takes, and what it does not")
struct AcceptanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let about: String
    let accepted: [String]
    let refused: [String]
    var testDescription: String { about }
  }

  static let cases = [
    Case(
      about: "white space",
      accepted: [" 1", "1 ", "\t1", "\n1", "\r1", " [ ] ", "[\n1\t,\r2 ]", "{ \"a\" : 1 }"],
      refused: [
        "\u{A0}1", "\u{2028}1", "\u{3000}1", "\u{200B}1", "\u{85}1", "\u{B}1", "\u{C}1",
        "[1\u{A0}]",
        "\u{FEFF}1", "[\u{2060}1]",
      ]),
    Case(
      about: "words",
      accepted: ["true", "false", "null", "[true,false,null]"],
      refused: [
        "True", "TRUE", "tru", "truee", "nul", "nulll", "None", "undefined", "NaN", "nan",
        "Infinity",
        "-Infinity", "inf", "yes", "*", "&", "`1`", "@1",
      ]),
    Case(
      about: "whole numbers",
      accepted: [
        "0", "-0", "7", "-7", "10", "123456789", "-9223372036854775808", "18446744073709551616",
        String(repeating: "9", count: 400),
      ],
      refused: [
        "00", "01", "-01", "-", "--1", "+1", "+0", "- 1", "1 2", "0x10", "0b1", "0o7", "1_000",
        "1,000",
        "１", "٣", "1a", "a1", "1L", "½", "-a",
      ]),
    Case(
      about: "fractions",
      accepted: [
        "0.0", "-0.0", "1.5", "0.10", "123.456", "0.000000000000000000000000000000000000001",
        "3.14159265358979323846264338327950288",
      ],
      refused: [
        ".5", "-.5", "1.", "-1.", "1..2", "1.2.3", "1,5", "0.-1", "1.a", ". 5", "1 .5", "1. 5",
      ]),
    Case(
      about: "exponents",
      accepted: [
        "1e2", "1E2", "1e+2", "1e-2", "0e0", "0E+00", "1.5e10", "1e0001", "1e400", "1e-400",
      ],
      refused: [
        "1e", "1E", "1e+", "1e-", "1e1.5", "1.e1", "e1", ".e1", "1ee2", "1e 2", "1e2e3", "1e+-2",
        "0e",
        "1eA",
      ]),
    Case(
      about: "strings",
      accepted: [
        "\"\"", "\" \"", "\"a\"", "\"'\"", "\"/\"", "\"Đảng ủy\"", "\"📌\"", "\"\u{7F}\"",
        "\"\u{85}\"",
        "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", "\"\u{FFFF}\"", "\"\u{10FFFF}\"", "\"e\u{301}\"",
        "\"<script>\"", "\"// no comment\"", "\"[1,2]\"",
      ],
      refused: [
        "\"", "\"a", "a\"", "'a'", "\"a\"b", "\"a\" \"b\"", "\"\u{0}\"", "\"\n\"", "\"\t\"",
        "\"\r\"",
        "\"\u{1F}\"", "“a”", "`a`", "\"a\\\"",
      ]),
    Case(
      about: "escapes",
      accepted: [
        #""\"""#, #""\\""#, #""\/""#, #""\b\f\n\r\t""#, #""\u0000""#, #""\u0041""#, #""\u00e9""#,
        #""\uABCD\uabcd""#, #""\uD83D\uDCCC""#, #""\\u12""#, #""\u007F""#, #""\uFFFF""#,
      ],
      refused: [
        #""\""#, #""\a""#, #""\x41""#, #""\0""#, #""\'""#, #""\v""#, #""\U0041""#, #""\u""#,
        #""\u1""#,
        #""\u12""#, #""\u123""#, #""\u12G4""#, #""\u{41}""#, #""\ ""#, "\"\\\n\"", #""\uD83D""#,
        #""\uDCCC""#, #""\uD83D\u0041""#, #""\uD83Dx""#, #""\uDCCC\uD83D""#, #""\u+041""#,
        "\"\\é\"",
      ]),
    Case(
      about: "arrays",
      accepted: ["[]", "[ ]", "[1]", "[1,2]", "[[]]", "[[],[]]", "[{}]", "[\"\"]", "[null,null]"],
      refused: [
        "[", "]", "[1", "1]", "[,", "[,]", "[1,", "[1,]", "[1,,]", "[1,,2]", "[,1]", "[1 2]",
        "[1;2]",
        "[1:2]", "[[1]", "[1]]", "[1}", "{1]", "[1],", "[a]", "[\"a\" 1]", "[1\n2]",
      ]),
    Case(
      about: "objects",
      accepted: [
        "{}", "{ }", #"{"a":1}"#, #"{"a":{}}"#, #"{"":0}"#, #"{"a":1,"b":2}"#, #"{"\u0061":1}"#,
        #"{"a":1,"a":1}"#, #"{"a":1,"a":2}"#, #"{"đ":[{"e":null}]}"#,
      ],
      refused: [
        "{", "}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}", #"{"a"}"#, #"{"a":}"#,
        #"{"a" 1}"#,
        #"{"a"::1}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1,,"b":2}"#, #"{"a":1 "b":2}"#,
        #"{"a":1;}"#,
        #"{"a":1"#, #"{"a":1]"#, #"{"a":1}}"#, #"{"a","b"}"#, #"{"a":1:2}"#, #"{:1}"#,
        #"{"a":"b":1}"#,
        #"{"a"=1}"#, #"{...}"#,
      ]),
    Case(
      about: "what other languages allow",
      accepted: ["[1.0,1e2,\"x\"]"],
      refused: [
        "/* c */1", "1/* c */", "// c\n1", "1 // c", "# c\n1", "<null>", "(1)", "1;", "[1].",
        "\\u0031",
        "{\"a\":#1}", "[1,\n]", "",
      ]),
  ]

  @Test("the strict reader", arguments: cases)
  func strict(group: Case) {
    for text in group.accepted { #expect(Self.isRead(Array(text.utf8)), "\(text)") }
    for text in group.refused { #expect(!Self.isRead(Array(text.utf8)), "\(text)") }
  }

  @Test("the fast reader, with the text for an undeclared field", arguments: cases)
  func fast(group: Case) {
    for text in group.accepted { #expect(Self.isRecord(Array(text.utf8)), "\(text)") }
    // What ends the record early is no longer about the value.
    for text in group.refused { #expect(!Self.isRecord(Array(text.utf8)), "\(text)") }
  }

  static let encodings: [(name: String, bytes: [UInt8])] = [
    ("UTF-16, little-endian", [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]),
    ("UTF-16, big-endian", [0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D]),
    ("UTF-16 without a mark", [0x5B, 0x00, 0x5D, 0x00]),
    ("UTF-32", [0x00, 0x00, 0x00, 0x5B, 0x00, 0x00, 0x00, 0x5D]),
    ("a mark of UTF-8", [0xEF, 0xBB, 0xBF, 0x5B, 0x5D]),
    ("a mark alone", [0xEF, 0xBB, 0xBF]), ("half a mark", [0xEF, 0xBB, 0x5B, 0x5D]),
    ("Latin-1", Array("[\"".utf8) + [0xE9] + Array("\"]".utf8)),
    ("an overlong quote", Array("[".utf8) + [0xC0, 0xA2, 0xC0, 0xA2] + Array("]".utf8)),
    ("a surrogate", Array("[\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"]".utf8)),
    ("beyond Unicode", Array("[\"".utf8) + [0xF4, 0x90, 0x80, 0x80] + Array("\"]".utf8)),
    ("five bytes", Array("[\"".utf8) + [0xF8, 0x88, 0x80, 0x80, 0x80] + Array("\"]".utf8)),
    ("cut off", Array("[\"".utf8) + [0xE1, 0xBA] + Array("\"]".utf8)),
    ("a byte 0 in a text", Array("[\"a".utf8) + [0] + Array("\"]".utf8)),
    ("a byte 0 behind", Array("[]".utf8) + [0]), ("a delete sign", [0x7F, 0x5B, 0x5D]),
  ]

  @Test("bytes that are no JSON text in UTF-8 are refused by both", arguments: encodings)
  func encoding(name: String, bytes: [UInt8]) {
    #expect(!Self.isRead(bytes))
    #expect(throws: FileFault.self) {
      try ShardReader.shard("tasks.json", of: Tasks.collection, bytes: bytes)
    }
  }

  private static func isRead(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      return (try? reader.document()) != nil
    }
  }

  private static func isRecord(_ value: [UInt8]) -> Bool {
    let text = Array(#"[{"id":"a","title":"A","x":"#.utf8) + value + Array("}]".utf8)
    return (try? ShardReader.shard("tasks.json", of: Tasks.collection, bytes: text)) != nil
  }
}
