import Chance
import Foundation
import PlanModel
import Testing

@testable import PlanStore

/// Random JSON for as long as `make fuzz` asks, and a little of it in every run: both readers say
/// the same of it, and editing changes only what was meant.
@Suite struct RandomJSONTests {
  /// What is found wrong with the texts of one seed; nothing when all is as it should be.
  private static func mistake(seed: UInt64) throws -> String? {
    var dice = Dice(seed)
    let value = RandomJSON.value(&dice, depth: 4)
    var text = Array(
      (#"[{"id":"a","title":"A","x":"# + RandomJSON.spelling(value, &dice) + "}]").utf8)
    if let wrong = disagreement(text) { return wrong }
    for _ in 0..<4 {
      text = RandomJSON.mutated(text, &dice)
      if text.isEmpty { break }
      if let wrong = disagreement(text) { return wrong }
    }
    return try EditProperty.mistake(seed: seed)
  }

  /// What one reader takes for JSON and the other does not.
  private static func disagreement(_ bytes: [UInt8]) -> String? {
    let isJSON = bytes.withUnsafeBufferPointer { buffer -> Bool in
      var reader = JSONReader(buffer)
      return (try? reader.document()) != nil
    }
    do throws(FileFault) {
      _ = try ShardReader.shard("tasks.json", of: Tasks.collection, bytes: bytes)
      return isJSON ? nil : "only the fast reader takes \(String(decoding: bytes, as: UTF8.self))"
    } catch {
      guard case .notJSON = error.problem else { return nil }
      return isJSON ? "only the strict reader takes \(String(decoding: bytes, as: UTF8.self))" : nil
    }
  }

  @Test("a little random JSON in every run")
  func some() throws {
    #expect(try firstMistake(in: 0..<300, Self.mistake) == nil)
  }

  @Test("more of it, for as long as asked")
  func more() throws {
    #expect(try firstMistake(in: seedsAsAsked(from: 1_000), Self.mistake) == nil)
  }
}
