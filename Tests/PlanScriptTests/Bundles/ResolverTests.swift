import PlanScript
import Testing

@Suite struct ResolverTests {
  /// `pack 1.2.0 needs lib ^1.0, text *`; an `!` behind the version: not for this toolkit.
  private func offer(_ line: String) throws -> BundleOffer {
    let sides = line.components(" needs ")
    let words = sides[0].split(separator: " ").map(String.init)
    let fits = !words[1].hasSuffix("!")
    let version = try #require(BundleVersion(fits ? words[1] : String(words[1].dropLast())))
    var dependencies: [String: VersionRange] = [:]
    for ask in sides.count > 1 ? sides[1].components(", ") : [] {
      let pieces = ask.split(separator: " ", maxSplits: 1).map(String.init)
      dependencies[pieces[0]] = VersionRange(pieces[1])
    }
    return BundleOffer(name: words[0], version: version, dependencies: dependencies, fits: fits)
  }

  /// What is to be done, in order; or why nothing can be.
  private func solve(
    _ wanted: [String: String], offers: [String], installed: [String] = []
  ) throws -> String {
    let resolver = BundleResolver(
      offers: try offers.map(offer), installed: try installed.map(offer))
    let ranges = try wanted.mapValues { try #require(VersionRange($0)) }
    do throws(NoSolution) {
      return try resolver.solve(ranges).steps.map { "\($0.name) \($0.version)" }
        .joined(separator: ", ")
    } catch .tooManyChoices {
      return "too many choices"
    } catch .conflicts(let conflicts) {
      return conflicts.map { conflict in
        let asks = conflict.asks.map { "\($0.by ?? "person") \($0.range)" }
        return "\(conflict.name): \(asks.joined(separator: " & ")) of "
          + conflict.versions.map(\.description).joined(separator: " ")
      }.joined(separator: "; ")
    }
  }

  @Test func `the newest versions that fit, what others need first`() throws {
    let offers = [
      "pack 1.0.0", "pack 1.2.0 needs lib ^1.0, text *", "lib 1.0.0", "lib 1.4.0 needs text ~2.1",
      "lib 2.0.0", "text 2.0.0", "text 2.1.5", "text 3.0.0", "other 9.0.0",
    ]
    #expect(try solve(["pack": "*"], offers: offers) == "text 2.1.5, lib 1.4.0, pack 1.2.0")
    #expect(try solve(["pack": "<1.1"], offers: offers) == "pack 1.0.0")
  }

  @Test func `the order of what is offered decides nothing`() throws {
    let offers = [
      "a 1.0.0 needs b *, c *", "b 1.0.0 needs d <2", "c 1.0.0 needs d *", "d 1.0.0", "d 2.0.0",
    ]
    let expected = "d 1.0.0, b 1.0.0, c 1.0.0, a 1.0.0"
    for turn in 0..<offers.count {
      let turned = Array(offers[turn...] + offers[..<turn])
      #expect(try solve(["a": "*"], offers: turned) == expected)
      #expect(try solve(["a": "*"], offers: turned.reversed()) == expected)
    }
  }

  @Test func `an older version is taken where the newest leads nowhere`() throws {
    let offers = [
      "pack 2.0.0 needs lib ^2.0", "pack 1.0.0 needs lib ^1.0", "lib 1.0.0",
      "lib 2.0.0 needs gone *",
    ]
    #expect(try solve(["pack": "*"], offers: offers) == "lib 1.0.0, pack 1.0.0")
  }

  @Test func `what is installed stays while it fits, and is never taken back`() throws {
    let offers = ["pack 1.0.0 needs lib ^1.0", "lib 1.0.0", "lib 1.5.0", "lib 2.0.0"]
    #expect(try solve(["pack": "*"], offers: offers, installed: ["lib 1.0.0"]) == "pack 1.0.0")
    #expect(
      try solve(["pack": "*"], offers: offers, installed: ["lib 2.0.0"])
        == "lib: pack 1.0.0 ^1.0 of 2.0.0 1.5.0 1.0.0")
    #expect(
      try solve(["pack": "*"], offers: offers, installed: ["lib 0.9.0"]) == "lib 1.5.0, pack 1.0.0")
  }

  @Test func `an installed bundle keeps what it asks for`() throws {
    let offers = ["pack 1.0.0 needs lib ^2.0", "lib 1.0.0", "lib 2.0.0"]
    let installed = ["old 1.0.0 needs lib ^1.0", "lib 1.0.0"]
    #expect(
      try solve(["pack": "*"], offers: offers, installed: installed)
        == "lib: old 1.0.0 ^1.0 & pack 1.0.0 ^2.0 of 2.0.0 1.0.0")
    #expect(
      try solve(
        ["pack": "*", "old": "*"], offers: offers + ["old 1.1.0 needs lib *"], installed: installed)
        == "lib 2.0.0, old 1.1.0, pack 1.0.0")
  }

  @Test func `who asks for what that is not there is told`() throws {
    #expect(try solve(["pack": "*"], offers: []) == "pack: person * of ")
    #expect(
      try solve(["pack": "^3"], offers: ["pack 1.0.0", "pack 2.0.0"])
        == "pack: person ^3 of 2.0.0 1.0.0")
    #expect(
      try solve(["pack": "*"], offers: ["pack 1.0.0 needs lib ^1.0", "lib 2.0.0"])
        == "lib: pack 1.0.0 ^1.0 of 2.0.0")
  }

  @Test func `two that cannot meet are both named`() throws {
    let offers = [
      "a 1.0.0 needs lib ^1.0", "b 1.0.0 needs lib ^2.0", "lib 1.0.0", "lib 2.0.0",
    ]
    #expect(
      try solve(["a": "*", "b": "*"], offers: offers)
        == "lib: a 1.0.0 ^1.0 & b 1.0.0 ^2.0 of 2.0.0 1.0.0")
  }

  @Test func `a version for another toolkit is no choice`() throws {
    #expect(try solve(["pack": "*"], offers: ["pack 2.0.0!", "pack 1.0.0"]) == "pack 1.0.0")
    #expect(try solve(["pack": "*"], offers: ["pack 2.0.0!"]) == "pack: person * of ")
  }

  @Test func `bundles that ask for each other come together`() throws {
    let offers = ["a 1.0.0 needs b *", "b 1.0.0 needs a ^1.0"]
    #expect(try solve(["a": "*"], offers: offers) == "b 1.0.0, a 1.0.0")
  }

  @Test func `a maze without a way out ends in time`() throws {
    var offers: [String] = []
    for name in 0..<12 {
      for version in 0..<12 {
        offers.append("m\(name) \(version).0.0 needs m\(name + 1) *, end ^\(version % 2 + 1)")
      }
    }
    offers += ["m12 1.0.0 needs end ^3", "end 1.0.0", "end 2.0.0"]
    let answer = try solve(["m0": "*"], offers: offers)
    #expect(answer.hasPrefix("end:") || answer == "too many choices")
  }
}

extension String {
  /// The pieces between a word.
  fileprivate func components(_ word: String) -> [String] {
    var (pieces, rest): ([String], Substring) = ([], self[...])
    while let range = rest.firstRange(of: word) {
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [String(rest)]
  }
}
