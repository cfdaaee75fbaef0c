import Testing

@testable import PlanModel

@Suite("every declared collection")
struct CatalogueTests {
  @Test("is one of the twenty, in the order of their declaration")
  func names() {
    #expect(
      Catalogue.collections.map(\.name) == [
        "plan", "topics", "materials", "audiences", "units", "people", "sessions", "attendance",
        "tasks", "triggers", "programmes", "communications", "logistics", "budget", "reports",
        "recipients", "drafts", "waivers", "keys", "bundles",
      ])
    for (position, collection) in Catalogue.collections.enumerated() {
      #expect(Catalogue.position(of: collection.name) == position)
      #expect(Catalogue.collection(collection.name)?.fields == collection.fields)
    }
    #expect(Catalogue.collection("unit") == nil)
  }

  @Test("has for its fields what its declaration stores, in that order")
  func stored() throws {
    let listed = Mirror(reflecting: Collections()).children
    #expect(listed.count == Catalogue.collections.count)
    for (child, collection) in zip(listed, Catalogue.collections) {
      let declaration = try #require(child.value as? any AnyListed).declaration
      let stored = Mirror(reflecting: declaration).children.map {
        ($0.value as? any AnyTypedField)?.field
      }
      #expect(stored == collection.fields)
    }
  }

  @Test("that is declared while another is leaves no field in it")
  func within() {
    let fields = Declaring.fields {
      _ = TypedField<String>("outer", vi: "Ngoài", en: "Outer")
      _ = Units.declared
      _ = TypedField<JSONValue>(
        "last", vi: "Cuối", en: "Last", members: [TypedField<String>("in", vi: "Trong", en: "In")])
    }
    #expect(fields.map(\.name) == ["outer", "last"])
    #expect(
      fields.last?.type
        == .object(Declaring.parts { [TypedField<String>("in", vi: "Trong", en: "In")] }))
  }

  @Test("has each of its names once, written in small letters", arguments: Catalogue.collections)
  func fieldNames(_ collection: Collection) {
    let names = collection.fields.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") })
      #expect(collection.position(of: name).map { names[$0] } == name)
      #expect(collection.field(name)?.name == name)
    }
    #expect(collection.position(of: "no_such_field") == nil)
  }

  @Test("begins with a required id, but for the plan itself", arguments: Catalogue.collections)
  func ids(_ collection: Collection) {
    #expect(collection.isSingle == (collection.name == "plan"))
    guard !collection.isSingle else { return }
    #expect(collection.fields.first?.name == "id")
    #expect(collection.fields.first?.type == .text)
    #expect(collection.fields.first?.isRequired == true)
  }

  @Test("has titles in both languages, everywhere inside", arguments: Catalogue.collections)
  func titles(_ collection: Collection) {
    check(collection.title, of: collection.name)
    check(collection.fields, in: collection.name)
  }

  private func check(_ fields: [Field], in place: String) {
    for field in fields {
      let place = "\(place).\(field.name)"
      check(field.title, of: place)
      for choice in field.choices { check(choice.title, of: "\(place) = \(choice.name)") }
      switch field.type {
      case .object(let members), .objects(let members):
        #expect(!members.isEmpty, "\(place)")
        check(members, in: place)
      case .choice(let choices):
        #expect(choices.count > 1, "\(place)")
        #expect(Set(choices.map(\.name)).count == choices.count, "\(place)")
      default: break
      }
    }
  }

  private func check(_ title: Bilingual, of place: String) {
    for language in Language.allCases {
      #expect(title[language].contains { $0.isLetter }, "\(place), \(language)")
    }
  }

  @Test("refers only to declared collections that have ids", arguments: Catalogue.collections)
  func references(_ collection: Collection) {
    for field in collection.fields {
      guard let target = field.target else {
        #expect(field.inverse == nil, "\(field.name) refers to nothing, so that nothing leads back")
        continue
      }
      #expect(Catalogue.collection(target)?.position(of: "id") != nil, "\(field.name)")
      #expect(field.inverse != nil, "\(field.name)")
    }
  }

  @Test("is led back to by names of their own", arguments: Catalogue.collections)
  func inverses(_ collection: Collection) {
    let inverses = Catalogue.inverses(of: collection.name)
    let names = inverses.map(\.name)
    #expect(Set(names).count == names.count)
    for inverse in inverses {
      #expect(collection.field(inverse.name) == nil, "\(inverse.name) is a field too")
      #expect(Catalogue.inverse(inverse.name, of: collection.name) == inverse)
      let field = Catalogue.collection(inverse.collection)?.field(inverse.field)
      #expect(field?.target == collection.name)
      #expect(field?.inverse == inverse.name)
    }
  }

  @Test("no reference is without its way back")
  func everyInverse() {
    let references = Catalogue.collections.flatMap { collection in
      collection.fields.filter { $0.target != nil }.map { "\(collection.name).\($0.name)" }
    }
    let inverses = Catalogue.collections.flatMap { collection in
      Catalogue.inverses(of: collection.name).map { "\($0.collection).\($0.field)" }
    }
    #expect(references.sorted() == inverses.sorted())
    #expect(Catalogue.inverses(of: "nothing").isEmpty)
  }

  @Test("is split into files by a required reference, if at all", arguments: Catalogue.collections)
  func shards(_ collection: Collection) {
    #expect((collection.shardedBy != nil) == ["people", "attendance"].contains(collection.name))
    guard let name = collection.shardedBy else { return }
    #expect(collection.field(name)?.type == .reference("units"))
    #expect(collection.field(name)?.isRequired == true)
  }

  @Test("is told by fields that it has, where no id is given", arguments: Catalogue.collections)
  func naturalKey(_ collection: Collection) {
    for name in collection.naturalKey + collection.toldApartBy {
      #expect(collection.field(name) != nil, "\(name)")
    }
    // Only messages, the one plan and what a verb keeps have none.
    let hasNone = collection.isKept || ["plan", "drafts"].contains(collection.name)
    #expect(collection.naturalKey.isEmpty == hasNone)
    #expect(collection.naturalKey != ["name"] || collection.name != "people")
  }

  @Test("no heading is two fields' own", arguments: Catalogue.collections)
  func headings(_ collection: Collection) {
    var owners: [String: String] = [:]
    for field in collection.fields {
      for heading in Set(([field.title.vi, field.title.en] + field.otherHeadings).map(matchable)) {
        #expect(owners.updateValue(field.name, forKey: heading) == nil, "\(heading)")
      }
    }
  }

  @Test(
    "has a field that people know a record by, and a word for one of its records",
    arguments: [
      ("units", "name", "unit"), ("people", "name", "person"), ("topics", "title", "topic"),
      ("attendance", "id", "attendance"), ("plan", "title", "plan"), ("budget", "id", "budget"),
    ])
  func words(_ name: String, _ display: String, _ singular: String) throws {
    let collection = try #require(Catalogue.collection(name))
    #expect(collection.displayField == display)
    #expect(collection.singular == singular)
  }

  @Test("only a person's name sorts by its last word")
  func personNames() {
    let found = Catalogue.collections.flatMap { collection in
      collection.fields.filter(\.isPersonName).map { "\(collection.name).\($0.name)" }
    }
    #expect(found == ["people.name"])
  }
}

@Suite("a typed field")
struct TypedFieldTests {
  @Test("gives its type to the declaration")
  func types() {
    let (units, sessions, plan) = (Units(), Sessions(), Plan())
    #expect(units.name.field.type == .text)
    #expect(units.aliases.field.type == .texts)
    #expect(units.parent.field.type == .reference("units"))
    #expect(units.membersTotal.field.type == .integer)
    #expect(units.reportsBack.field.type == .boolean)
    #expect(sessions.audiences.field.type == .references("audiences"))
    #expect(sessions.startsAt.field.type == .time)
    #expect(sessions.days.field.type == .decimal)
    #expect(sessions.completeBefore.field.type == .day)
    #expect(sessions.level.field.choices.map(\.name) == ["city", "base", "front"])
    guard case .object(let members) = plan.signatory.field.type,
      case .objects(let each) = plan.footnotes.field.type
    else {
      Issue.record("the plan's own values have values inside")
      return
    }
    #expect(members.map(\.name) == ["on_behalf_of", "role", "name"])
    #expect(each.map(\.name) == ["number", "section", "text"])
  }

  @Test("takes a value of its own type, and nothing else")
  func conversions() throws {
    let day = try #require(Day("2023-12-04"))
    let time = try #require(LocalTime("2023-12-04T08:00"))
    #expect(String(.text("a")) == "a")
    #expect(Int64(.integer(7)) == 7)
    #expect(ExactDecimal(.decimal(ExactDecimal(15, scale: 1))) == ExactDecimal(15, scale: 1))
    #expect(ExactDecimal(.integer(2)) == ExactDecimal(2))
    #expect(Bool(.boolean(true)) == true)
    #expect(Day(.day(day)) == day)
    #expect(LocalTime(.time(time)) == time)
    #expect(ChoiceName(.text("city"))?.description == "city")
    #expect(Reference<Units>(.reference(collection: "units", id: "dv-1"))?.id == "dv-1")
    #expect(JSONValue(.json(.null)) == .null)
    #expect([String](.list([.text("a"), .text("b")])) == ["a", "b"])

    #expect(String(.integer(7)) == nil)
    #expect(Int64(.text("7")) == nil)
    #expect(Int64(.decimal(ExactDecimal(7))) == nil)
    #expect(ExactDecimal(.text("7")) == nil)
    #expect(Bool(.integer(1)) == nil)
    #expect(Day(.time(time)) == nil)
    #expect(LocalTime(.day(day)) == nil)
    #expect(Reference<Units>(.text("dv-1")) == nil)
    #expect([String](.list([.text("a"), .integer(1)])) == nil)
    #expect([String](.text("a")) == nil)
    #expect(String(.none) == nil)
  }
}

private protocol AnyListed {
  var declaration: any CollectionDeclaration { get }
}

extension Listed: AnyListed {
  fileprivate var declaration: any CollectionDeclaration { Declaration() }
}
