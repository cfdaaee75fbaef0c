internal import PlanModel
internal import PlanScript

extension Reference {
  var collections: [Block] {
    [.heading(wording.collectionsTitle, level: 2), .text(wording.collectionsAbout)]
      + Catalogue.collections.flatMap(page)
  }

  private func page(_ collection: Collection) -> [Block] {
    var blocks: [Block] = [
      .heading("\(collection.title[language]) (\(collection.name))", level: 3),
      .text(wording.whereKept(collection)),
    ]
    if !collection.naturalKey.isEmpty { blocks.append(.text(wording.toldBy(collection))) }
    blocks.append(table([.name, .meaning, .type, .notes], rows(collection.fields)))
    let parts = collection.fields.filter { !members($0).isEmpty }
    for field in parts {
      blocks.append(.text(wording.parts(of: "\(collection.name).\(field.name)")))
      blocks.append(table([.name, .meaning, .type, .notes], rows(members(field))))
    }
    let inverses = Catalogue.inverses(of: collection.name)
    guard !inverses.isEmpty else { return blocks }
    let lines = inverses.map { inverse in
      let other = Catalogue.collection(inverse.collection)?.title[language] ?? inverse.collection
      return [inverse.name, other, "\(inverse.collection).\(inverse.field)"]
    }
    return blocks + [
      .text(wording.inversesAbout(collection)), table([.name, .meaning, .notes], lines),
    ]
  }

  private func rows(_ fields: [Field]) -> [[String]] {
    fields.map { field in
      [field.name, field.title[language], wording.typeName(field.type), wording.notes(on: field)]
    }
  }

  /// The parts of a field whose values have some.
  private func members(_ field: Field) -> [Field] {
    switch field.type {
    case .object(let fields), .objects(let fields): fields
    default: []
    }
  }
}
