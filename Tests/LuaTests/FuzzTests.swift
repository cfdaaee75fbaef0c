import Foundation
import Lua
import Testing

/// Programs made at random, and those that once found a fault. `Tests/fuzz.sh` makes many more.
@Suite(.serialized) struct FuzzTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Seeds")
  static let seeds = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".lua") }.sorted()

  @Test(arguments: UInt64(1)...150)
  func `a random program ends, leaves nothing, and the host goes on`(seed: UInt64) {
    let (source, fault) = FuzzHost.run(FuzzProgram(seed: seed))
    #expect(fault == nil, "seed \(seed): \(source)")
  }

  @Test func `most random programs are Lua`() {
    let state = LuaState()
    let count = (UInt64(1)...200).count { seed in
      var program = FuzzProgram(seed: seed)
      return (try? state.load(program.chunk(), name: "fuzz")) != nil
    }
    #expect(count > 150)
  }

  @Test(arguments: seeds)
  func `a program that was of interest ends, leaves nothing, and the host goes on`(
    name: String
  ) throws {
    let source = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    for memory in [8 << 20, 64 << 10] {
      let limits = LuaLimits(time: .milliseconds(20), memory: memory, output: 1000, coroutines: 100)
      #expect(FuzzHost.run(source, limits: limits) == nil)
      for n in stride(from: 1, through: 40, by: 4) {
        #expect(FuzzHost.run(source, limits: limits, failing: n) == nil)
        #expect(FuzzHost.run(source, limits: limits, starving: n) == nil)
      }
    }
  }

  @Test func `more random programs, for as long as asked`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["FUZZ_SECONDS"].flatMap(Int.init) ?? 0
    let first = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1000
    let end = ContinuousClock.now + .seconds(seconds)
    var seed = first
    while ContinuousClock.now < end {
      if (seed - first).isMultiple(of: 100) { print("fuzz: from seed \(seed)") }
      let (source, fault) = FuzzHost.run(FuzzProgram(seed: seed))
      #expect(fault == nil, "seed \(seed): \(source)")
      seed += 1
    }
  }
}
