import Foundation
import Testing

/// The command, killed while it writes.
@Suite struct KilledTests {
  /// What the torture asks for; see the store's own tests.
  private static let seconds = ProcessInfo.processInfo.environment["TORTURE_SECONDS"]
    .flatMap(Double.init)

  @Test("killed at any instant leaves the old store or the new, with all that it said was written")
  func killed() throws {
    let store = try Copy()
    let length = try start(1, store.path, killAfter: nil).seconds
    let (wanted, isTorture) = (KilledTests.seconds == nil ? 12 : 2_000, KilledTests.seconds != nil)
    let end = Date().addingTimeInterval((KilledTests.seconds ?? 0) * 0.6)
    var (kills, number, written) = (0, 1, 1)
    while kills < wanted, !isTorture || Date() < end {
      number += 1
      let run = try start(number, store.path, killAfter: .random(in: 0..<1.1) * length)
      kills += run.isKilled ? 1 : 0
      let seen = try #require(try look(store.path), "half a commit, or none to read")
      #expect(seen == number || seen == written, "\(seen) after \(written)")
      if !run.isKilled { #expect(run.succeeded && seen == number) }
      written = seen
    }
    let mended = try Command("-d", store.path, "doctor", "--apply")
    #expect(!mended.output.contains("conflicts/"), "\(mended.output)")
    #expect(try look(store.path) == written)
    guard isTorture else { return }
    let rest = kills < wanted ? ": THE TIME ENDED before the \(wanted) that are wanted" : ""
    print("torture: \(kills) kills of planscript --apply\(rest)")
  }

  private struct Run {
    let seconds: Double
    let isKilled: Bool
    let succeeded: Bool
  }

  /// Writes a number into records of three files, in one commit.
  private func start(_ number: Int, _ store: String, killAfter pause: Double?) throws -> Run {
    let process = Process()
    process.executableURL = Command.product("planscript")
    let script = """
      plan.place = '\(number)'
      plan.tasks['iv-1-a'].title = '\(number)'
      plan.units['dv-001'].name = '\(number)'
      """
    process.arguments = ["-d", store, "-e", script, "--apply"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let begin = Date()
    try process.run()
    if let pause {
      usleep(UInt32(pause * 1e6))
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return Run(
      seconds: Date().timeIntervalSince(begin), isKilled: isKilled,
      succeeded: !isKilled && process.terminationStatus == 0)
  }

  /// The number that all three hold; nothing when they do not agree.
  private func look(_ store: String) throws -> Int? {
    let run = try Command.lua(
      "print(plan.place, plan.tasks['iv-1-a'].title, plan.units['dv-001'].name)", store: store)
    let numbers = run.output.split(whereSeparator: \.isWhitespace).map { Int($0) }
    return run.status == 0 && numbers.count == 3 && Set(numbers).count == 1 ? numbers[0] : nil
  }
}
