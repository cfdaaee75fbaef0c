import PlanScript
import Testing

@Suite struct VersionTests {
  @Test func `versions are ordered as Semantic Versioning lists them`() throws {
    let ordered = [
      "0.0.1", "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
      "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = try ordered.map { try #require(BundleVersion($0)) }
    #expect(versions.map(\.description) == ordered)
    for (place, version) in versions.enumerated() {
      for later in versions.dropFirst(place + 1) {
        #expect(version < later)
        #expect(!(later < version))
        #expect(version != later)
      }
    }
    #expect(versions.reversed().sorted() == versions)
  }

  @Test func `what stands after the plus sign orders nothing`() throws {
    let (one, other) = (BundleVersion("1.0.0+city"), BundleVersion("1.0.0+unit.7"))
    #expect(try #require(one) == #require(other))
    #expect(one?.hashValue == other?.hashValue)
    #expect(one?.description == "1.0.0+city")
  }

  @Test(arguments: [
    "", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+",
    "1.2.3+a..b", "1.2.3-ă", "v1.2.3", " 1.2.3", "1.2.3 ", "-1.2.3", "1.-2.3",
    "99999999999999999999.0.0", "1.2.3-" + String(repeating: "a", count: 200),
  ])
  func `what is no version is none`(text: String) {
    #expect(BundleVersion(text) == nil)
  }

  @Test(arguments: [
    ("*", "0.0.1 1.0.0 99.0.0", "1.0.0-beta"),
    ("1.2.3", "1.2.3 1.2.3+city", "1.2.4 1.2.2 1.2.3-beta"),
    ("=1.2.3", "1.2.3", "1.2.4"),
    ("1.2", "1.2.0 1.2.9", "1.1.9 1.3.0"),
    ("1.2.x", "1.2.0 1.2.9", "1.1.9 1.3.0"),
    ("1.X", "1.0.0 1.9.9", "0.9.9 2.0.0"),
    ("^1.2", "1.2.0 1.9.0", "1.1.9 2.0.0 2.0.0-beta"),
    ("^1.2.3", "1.2.3 1.3.0", "1.2.2 2.0.0"),
    ("^0.2.3", "0.2.3 0.2.9", "0.2.2 0.3.0 1.0.0"),
    ("^0.0.3", "0.0.3", "0.0.2 0.0.4"),
    ("^0", "0.0.0 0.9.0", "1.0.0"),
    ("^1.2.3-beta.2", "1.2.3-beta.2 1.2.3-rc 1.2.3 1.9.0", "1.2.3-beta.1 1.3.0-beta 2.0.0"),
    ("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0"),
    ("~1.2", "1.2.0 1.2.9", "1.3.0"),
    ("~1", "1.0.0 1.9.0", "2.0.0"),
    (">=1.0 <2.0", "1.0.0 1.9.9", "0.9.9 2.0.0"),
    (">= 1.0, < 2.0", "1.0.0 1.9.9", "0.9.9 2.0.0"),
    (">1.2", "1.3.0", "1.2.0 1.2.9"),
    (">1.2.3", "1.2.4", "1.2.3"),
    ("<=1.2", "1.2.9 0.1.0", "1.3.0"),
    ("<=1.2.3", "1.2.3", "1.2.4"),
    ("^1.0 || ^3.0", "1.5.0 3.1.0", "2.0.0 4.0.0"),
    (">*", "", "0.0.0 1.0.0"),
  ])
  func `a range holds what it says, and nothing else`(
    text: String, inside: String, outside: String
  ) throws {
    let range = try #require(VersionRange(text))
    for word in inside.split(separator: " ") {
      #expect(range.contains(try #require(BundleVersion(String(word)))), "\(word) in \(text)")
    }
    for word in outside.split(separator: " ") {
      #expect(!range.contains(try #require(BundleVersion(String(word)))), "\(word) in \(text)")
    }
    #expect(range.description == text)
  }

  @Test(arguments: [
    "", " ", "abc", "^", ">=", "1.2.3.4", "x.1", "1.x.2", "^1.2 ||", "|| 1", "1 | 2", ">>1", "1..2",
    "^1.2-beta", String(repeating: "1 ", count: 200),
  ])
  func `what is no range is none`(text: String) {
    #expect(VersionRange(text) == nil)
  }
}
