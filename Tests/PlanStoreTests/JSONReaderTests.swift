import Chance
import PlanModel
import Testing

@testable import PlanStore

/// What the reader makes of a text: its value on one line, or the fault.
private func reading(_ bytes: [UInt8]) -> String {
  bytes.withUnsafeBufferPointer { bytes in
    var reader = JSONReader(bytes)
    do throws(JSONFault) {
      return try reader.document().text()
    } catch {
      return error.line
    }
  }
}

private func reading(_ text: String) -> String { reading(Array(text.utf8)) }

@Suite("the strict JSON reader")
struct JSONReaderTests {
  @Test(
    "accepts what RFC 8259 does",
    arguments: [
      ("null", "null"), ("true", "true"), ("false", "false"), (" \t\r\n1 \t\r\n", "1"),
      ("[]", "[]"),
      ("{}", "{}"), ("[ ]", "[]"), ("{ }", "{}"), ("\"\"", "\"\""), ("[1,2]", "[1, 2]"),
      ("[ 1 , [ ] , { } ]", "[1, [], {}]"), (#"{"a":1,"a":2}"#, #"{"a": 1, "a": 2}"#),
      (#"{"":0}"#, #"{"": 0}"#), ("0", "0"), ("-0", "-0"), ("-0.0", "-0.0"), ("1.0", "1.0"),
      ("123.456e-7", "123.456e-7"), ("1E+2", "1E+2"), ("0e0", "0e0"), ("1e400", "1e400"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\""),
      (#""\u0110\u0111""#, #""Đđ""#), (#""\uD83D\uDCCC""#, "\"📌\""), (#""\ud83d\udccc""#, "\"📌\""),
      (#""\u0000""#, #""\u0000""#),
      ("\"\u{7F}\u{2028}\u{10FFFF}\"", "\"\u{7F}\u{2028}\u{10FFFF}\""),
      ("\"Đảng ủy – phường\"", "\"Đảng ủy – phường\""), (#"["\uFEFF"]"#, "[\"\u{FEFF}\"]"),
    ])
  func accepted(_ text: String, _ expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(
    "refuses everything else, at the first byte that is wrong",
    arguments: [
      ("", "0: expected value, found end"), ("  ", "2: expected value, found end"),
      ("[", "1: expected value, found end"), ("[1", "2: expected commaOrEndOfArray, found end"),
      ("[1,", "3: expected value, found end"), ("[1,]", "3: expected value, found ]"),
      ("[,1]", "1: expected value, found ,"), ("[1,,2]", "3: expected value, found ,"),
      ("[1 2]", "3: expected commaOrEndOfArray, found 2"),
      ("[1}", "2: expected commaOrEndOfArray, found }"), ("]", "0: expected value, found ]"),
      ("[1]]", "3: expected endOfText, found ]"), ("1 2", "2: expected endOfText, found 2"),
      ("{", "1: expected nameOrEnd, found end"), ("{,}", "1: expected nameOrEnd, found ,"),
      ("{1:2}", "1: expected nameOrEnd, found 1"), ("{a:1}", "1: expected nameOrEnd, found a"),
      ("{'a':1}", "1: expected nameOrEnd, found '"), (#"{"a"}"#, "4: expected colon, found }"),
      (#"{"a" 1}"#, "5: expected colon, found 1"), (#"{"a":}"#, "5: expected value, found }"),
      (#"{"a":1"#, "6: expected commaOrEndOfObject, found end"),
      (#"{"a":1]"#, "6: expected commaOrEndOfObject, found ]"),
      (#"{"a":1,}"#, "7: expected name, found }"),
      (#"{"a":1 "b":2}"#, #"7: expected commaOrEndOfObject, found ""#),
      (#"{"a":1,b:2}"#, "7: expected name, found b"), (#"{"a"::1}"#, "5: expected value, found :"),
      ("tru", "0: expected value, found t"), ("True", "0: expected value, found T"),
      ("nullx", "4: expected endOfText, found x"), ("NaN", "0: expected value, found N"),
      ("Infinity", "0: expected value, found I"), ("-Infinity", "1: expected digit, found I"),
      ("-", "1: expected digit, found end"), ("+1", "0: expected value, found +"),
      (".5", "0: expected value, found ."), ("1.", "2: expected digit, found end"),
      ("1.e1", "2: expected digit, found e"), ("1e", "2: expected digit, found end"),
      ("1e+", "3: expected digit, found end"), ("1e1.5", "3: expected endOfText, found ."),
      ("01", "1: expected endOfText, found 1"), ("-01", "2: expected endOfText, found 1"),
      ("0x1", "1: expected endOfText, found x"), ("1_000", "1: expected endOfText, found _"),
      ("[１]", "1: expected value, found １"), ("\"", "1: expected closingQuote, found end"),
      ("\"a", "2: expected closingQuote, found end"),
      ("\"a\nb\"", "2: expected closingQuote, found byte a"),
      ("\"\t\"", "1: expected closingQuote, found byte 9"),
      ("\"\\", "2: expected escape, found end"),
      (#""\x""#, "2: expected escape, found x"), (#""\u12"#, "5: expected escape, found end"),
      (#""\u12G4""#, "5: expected escape, found G"),
      (#""\uD83D""#, #"1: expected escape, found \"#),
      (#""\uDCCC""#, #"1: expected escape, found \"#),
      (#""\uD83D\n""#, #"1: expected escape, found \"#),
      (#""\uD83DA""#, #"1: expected escape, found \"#), ("'a'", "0: expected value, found '"),
      ("// 1", "0: expected value, found /"),
      ("[1/*2*/]", "2: expected commaOrEndOfArray, found /"),
      ("\u{FEFF}[]", "0: expected value, found \u{FEFF}"),
      ("[\u{A0}1]", "1: expected value, found \u{A0}"),
      ("[1]\u{0}", "3: expected endOfText, found byte 0"),
      ("[\"Đ\" \"đ\"]", #"6: expected commaOrEndOfArray, found ""#),
      ("[Đ]", "1: expected value, found Đ"),
    ])
  func refused(_ text: String, _ expected: String) {
    #expect(reading(text) == expected)
  }

  @Test("refuses bytes that are not UTF-8, at the first of them")
  func invalidUTF8() {
    let cases: [(String, [UInt8])] = [
      ("a lone byte", [0xFF]), ("a lone continuation", [0x80]),
      ("an overlong slash", [0xC0, 0xAF]),
      ("an overlong letter", [0xE0, 0x81, 0x81]), ("half a surrogate pair", [0xED, 0xA0, 0x80]),
      ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]), ("cut off", [0xE1, 0xBA]),
      ("cut off", [0xF0, 0x9F, 0x93]),
    ]
    for (name, bad) in cases {
      for before in ["", "ab", "Đ"] {
        for after in ["", "c", "cdefgh"] {
          let text = Array("[\"\(before)".utf8) + bad + Array("\(after)\"]".utf8)
          let place = 2 + before.utf8.count
          let expected = "\(place): expected utf8, found byte \(String(bad[0], radix: 16))"
          #expect(reading(text) == expected, "\(name) between \(before) and \(after)")
        }
      }
    }
    #expect(reading([0x5B, 0xFF, 0x5D]) == "1: expected value, found byte ff")
    #expect(reading([0x22, 0x61, 0xFF]) == "2: expected utf8, found byte ff")
  }

  @Test("reads 256 brackets inside one another, and not one more")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(reading(nested(256)) == nested(256))
    #expect(reading(nested(257)) == "256: expected depth(256), found [")
    let objects = String(repeating: #"{"a":"#, count: 257)
    #expect(reading(objects) == "1280: expected depth(256), found {")
    #expect(
      reading("[" + nested(255) + "," + nested(255) + "]") == "[" + nested(255) + ", " + nested(255)
        + "]")
  }

  @Test("finds where a member's value begins")
  func members() {
    let text = Array(#"{ "a" : [1, {"b": 2}] , "\u0062" :  3, "b": 4 }"#.utf8)
    func offset(_ name: String) -> Int? {
      text.withUnsafeBufferPointer { bytes in
        var reader = JSONReader(bytes)
        return reader.offset(ofMember: name)
      }
    }
    #expect(offset("a") == 8)
    #expect(offset("b") == 36)
    #expect(offset("c") == nil)
  }

  @Test("what it reads and writes again reads the same")
  func roundTrips() throws {
    var dice = Dice(5)
    for _ in 0..<300 {
      let value = RandomJSON.value(&dice, depth: 4)
      #expect(try JSONReader.parse(value.text()) == value)
      #expect(try JSONReader.parse(value.text(pretty: true)) == value)
    }
  }
}
