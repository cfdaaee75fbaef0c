import Foundation

/// A seed with which a random test found something, as `make fuzz` takes it, and what it was.
public struct FoundMistake: Equatable, CustomStringConvertible {
  public let seed: UInt64
  public let mistake: String

  public var description: String { "FUZZ_SEED=\(seed): \(mistake)" }
}

/// What the first of these seeds finds that finds something.
public func firstMistake(
  in seeds: some Sequence<UInt64>, _ mistake: (UInt64) throws -> String?
) rethrows -> FoundMistake? {
  for seed in seeds {
    if let found = try mistake(seed) { return FoundMistake(seed: seed, mistake: found) }
  }
  return nil
}

/// Seeds for as long as `FUZZ_SECONDS` says, from `FUZZ_SEED` on; without the former there are none.
public func seedsAsAsked(from first: UInt64) -> some Sequence<UInt64> {
  let environment = ProcessInfo.processInfo.environment
  let seconds = environment["FUZZ_SECONDS"].flatMap(Double.init) ?? 0
  let start = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? first
  let end = ContinuousClock.now + .seconds(seconds)
  return sequence(first: start) { $0 + 1 }.lazy.prefix { _ in ContinuousClock.now < end }
}
