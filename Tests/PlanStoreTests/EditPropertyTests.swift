import PlanModel
import Testing

@testable import PlanStore

/// The property that editing has: all that was meant is there, and nothing else is changed.
enum EditProperty {
  /// What is found wrong with one random edit; nothing when all is as it should be.
  static func mistake(seed: UInt64) throws -> String? {
    let random = RandomEdits(seed: seed)
    let before = Array(random.text.utf8)
    let shelf = Shelf(["tasks.json": before])
    var editing = Editing(snapshot: shelf.snapshot()) { _ in before }
    let result = try editing.edited(random.changes)
    guard result.conflicts.isEmpty else { return "conflicts \(result.conflicts)" }
    let after = result.files.first?.after ?? before
    if let wrong = try difference(after, random.model) { return wrong }
    if let wrong = try moved(before, after, random.untouched) { return wrong }
    var back = Editing(snapshot: Shelf(["tasks.json": after]).snapshot()) { _ in after }
    let undone = try back.edited(result.changes.inverted)
    guard undone.conflicts.isEmpty else { return "undo conflicts \(undone.conflicts)" }
    let old = try records(before).sorted { $0.id < $1.id }
    let restored = try records(undone.files.first?.after ?? after).sorted { $0.id < $1.id }
    return old.map(\.inOrder) == restored.map(\.inOrder) ? nil : "undo gives \(restored)"
  }

  private static func records(_ bytes: [UInt8]) throws -> [[JSONValue.Member]] {
    guard case .array(let items) = try JSONReader.parse(String(decoding: bytes, as: UTF8.self))
    else {
      return []
    }
    return items.map { if case .object(let members) = $0 { members } else { [] } }
  }

  /// Reading the file again must give the model, text for text.
  private static func difference(_ bytes: [UInt8], _ model: [[JSONValue.Member]]) throws -> String?
  {
    let (found, wanted) = (try records(bytes).map(\.inOrder), model.map(\.inOrder))
    return found.count == wanted.count
      && zip(found, wanted).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      ? nil : "\(found) is not \(wanted)"
  }

  /// A record that no change touched has the bytes that it had; so has everything before the
  /// first record and behind the last, as long as there are records.
  private static func moved(_ before: [UInt8], _ after: [UInt8], _ untouched: Set<String>) throws
    -> String?
  {
    let (old, new) = (spellings(before), spellings(after))
    for id in untouched where old[id] == nil || old[id] != new[id] { return "\(id) was respelled" }
    return nil
  }

  private static func spellings(_ bytes: [UInt8]) -> [String: [UInt8]] {
    guard let shard = try? ShardReader.shard("tasks.json", of: Tasks.collection, bytes: bytes),
      let position = Tasks.collection.position(of: "id")
    else { return [:] }
    let spans = shard.offsets.map {
      Array(bytes[Int($0)..<JSONReader.end(ofValueAt: Int($0), in: bytes)])
    }
    return Dictionary(zip(shard.texts(position), spans)) { first, _ in first }
  }
}

@Suite struct EditPropertyTests {
  @Test("random changes of random files read back as meant, and leave all else as it was")
  func random() throws {
    for seed in 0..<500 as Range<UInt64> {
      let wrong = try EditProperty.mistake(seed: seed)
      #expect(wrong == nil, "seed \(seed)")
      if wrong != nil { return }
    }
  }
}
