import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private func store() throws -> TestStore {
  try TestStore([
    "units.json": """
    [{"id": "tu", "name": "Thành ủy"}, {"id": "p1", "name": "Phường 1", "parent": "tu"},
     {"id": "p2", "name": "Phường 2", "parent": "tu"}, {"id": "lost", "name": "Lạc", "parent": "nowhere"}]
    """,
    "topics.json": """
    [{"id": "nq1", "title": "Một", "owners": ["p1", "p2", "p1"]},
     {"id": "nq2", "title": "Hai", "owners": ["p2", "nowhere"]}, {"id": "nq3", "title": "Ba"}]
    """,
    "people/p1.json": """
    [{"id": "a", "name": "An", "unit": "p1", "category": "member"},
     {"id": "b", "name": "Bình", "unit": "p2", "category": "mass"}]
    """,
    "people/p2.json": #"[{"id": "c", "name": "Chi", "unit": "p1", "category": "mass"}]"#,
  ])
}

private func referring(_ name: String, of collection: Collection, to id: String) throws -> Query {
  Query(.referring(try #require(Catalogue.inverse(name, of: collection.name)), to: id))
}

@Suite("references")
struct ReferenceTests {
  @Test("lead to the records that they name, or nowhere")
  func targets() throws {
    let snapshot = try store().snapshot()
    let units = try snapshot.table(Units.collection)
    let links = try #require(try snapshot.links(units, field: try units.position(of: "parent")))
    #expect((0..<units.count).map { links.target($0) } == [nil, 0, 0, nil])
    let topics = try snapshot.table(Topics.collection)
    let owners = try #require(try snapshot.links(topics, field: try topics.position(of: "owners")))
    #expect((0..<topics.count).map { owners.targets($0) } == [[1, 2, 1], [2], []])
    #expect(try snapshot.links(units, field: try units.position(of: "name")) == nil)
  }

  @Test("that lead nowhere keep the id that they name")
  func dangling() throws {
    let snapshot = try store().snapshot()
    #expect(try snapshot.units["lost"]?.parent?.id == "nowhere")
    #expect(try snapshot.topics["nq2"]?.owners?.map(\.id) == ["p2", "nowhere"])
  }

  @Test("lead back, in the order of the files, each record once")
  func inverses() throws {
    let store = try store()
    #expect(try store.ids(referring("people", of: Units.collection, to: "p1")) == "a c")
    #expect(try store.ids(referring("people", of: Units.collection, to: "p2")) == "b")
    #expect(try store.ids(referring("people", of: Units.collection, to: "tu")) == "")
    #expect(try store.ids(referring("children", of: Units.collection, to: "tu")) == "p1 p2")
    #expect(try store.ids(referring("topics", of: Units.collection, to: "p1")) == "nq1")
    #expect(try store.ids(referring("topics", of: Units.collection, to: "p2")) == "nq1 nq2")
    #expect(try store.ids(referring("people", of: Units.collection, to: "nowhere")) == "")
  }

  @Test("lead back to what can be asked further")
  func inverseQueries() throws {
    let query = try referring("people", of: Units.collection, to: "p1")
      .filter("category", .equals(.text("mass")))
    #expect(try store().ids(query) == "c")
  }

  @Test("go by the first record of an id that stands twice")
  func twice() throws {
    let store = try TestStore([
      "units.json": """
      [{"id": "a", "name": "Một"}, {"id": "a", "name": "Hai"}, {"id": "b", "name": "B", "parent": "a"}]
      """
    ])
    #expect(try store.snapshot().units["a"]?.name == "Một")
    #expect(try store.ids(Query.of(Units.self).filter("parent.name", .equals(.text("Một")))) == "b")
  }
}

@Suite("a text with accents")
struct SymbolTests {
  /// Three spellings of one word: composed, half composed, decomposed.
  private let spellings = ["Tiến", "Ti\u{EA}\u{301}n", "Tie\u{302}\u{301}n"]

  @Test("is one symbol per spelling, and they share a canonical one")
  func canonical() {
    let pool = SymbolPool()
    let symbols = spellings.reversed().map { pool.intern($0) }
    #expect(Set(symbols).count == 3)
    #expect(Set(symbols.map { pool.canonical($0) }).count == 1)
    #expect(spellings.allSatisfy { pool.find($0) == pool.canonical(symbols[0]) })
    #expect(pool.find("Tien") == nil)
    #expect(
      symbols.map { Array(pool.text($0).utf8) } == spellings.reversed().map { Array($0.utf8) })
  }

  @Test("the pool knows ten thousand texts, long and short, after growing")
  func manySymbols() {
    let pool = SymbolPool()
    let texts = (0..<10_000).map { "\($0)" + String(repeating: "đ", count: $0 % 40) }
    let symbols = texts.map { pool.intern($0) }
    #expect(Set(symbols).count == texts.count)
    #expect(zip(texts, symbols).allSatisfy { pool.find($0) == $1 && pool.text($1) == $0 })
    #expect(pool.intern("") == pool.intern(""))
    #expect(pool.find("10000") == nil)
  }

  @Test("refers to the same record however its accents are composed")
  func references() throws {
    for id in spellings {
      let store = try TestStore([
        "units.json": """
        [{"id": "\(spellings[2])x", "name": "Khác"}, {"id": "\(id)", "name": "Phường"},
         {"id": "1", "name": "1", "parent": "\(spellings[0])"}, {"id": "2", "name": "2", "parent": "\(spellings[1])"},
         {"id": "3", "name": "3", "parent": "\(spellings[2])"}]
        """
      ])
      let children = try referring("children", of: Units.collection, to: spellings[1])
      #expect(try store.ids(children) == "1 2 3")
      for spelling in spellings {
        #expect(try store.snapshot().units[spelling]?.name == "Phường")
        #expect(
          try store.ids(Query.of(Units.self).filter("parent", .equals(.text(spelling)))) == "1 2 3")
        #expect(
          try store.ids(Query.of(Units.self).filter("parent", .anyOf([.text(spelling)]))) == "1 2 3"
        )
      }
      let groups = try store.lines(
        Query.of(Units.self).filter("parent", .not(.isNone)).group("parent"))
      #expect(groups.count == 1)
      #expect(groups.first?.hasSuffix("| 3") == true)
      let parents = Query.of(Units.self).filter("parent.name", .equals(.text("Phường")))
      #expect(try store.ids(parents) == "1 2 3")
    }
  }

  @Test("compares and groups as one text in every kind of field")
  func comparison() throws {
    let records = spellings.enumerated().map {
      #"{"id": "\#($0)", "name": "\#($1)", "aliases": ["\#($1)"]}"#
    }
    let store = try TestStore(["units.json": "[" + records.joined(separator: ",") + "]"])
    for spelling in spellings {
      #expect(
        try store.ids(Query.of(Units.self).filter("name", .equals(.text(spelling)))) == "0 1 2")
      #expect(
        try store.ids(Query.of(Units.self).filter("aliases", .equals(.text(spelling)))) == "0 1 2")
      #expect(
        try store.ids(Query.of(Units.self).filter("name", .atMost(.text(spelling)))) == "0 1 2")
    }
    #expect(try store.lines(Query.of(Units.self).group("name")).count == 1)
    #expect(try store.ids(Query.of(Units.self).sort("-name")) == "0 1 2")
  }

  @Test("keeps the bytes that came in")
  func bytes() throws {
    let store = try TestStore(["units.json": "[{\"id\": \"a\", \"name\": \"\(spellings[1])\"}]"])
    let name = try #require(try store.snapshot().units["a"]?.name)
    #expect(Array(name.utf8) == Array(spellings[1].utf8))
  }
}
