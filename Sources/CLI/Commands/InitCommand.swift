internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanScript

/// `planscript init DIR`: a new store.
struct InitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "init", abstract: Words.current.initAbstract)
  }

  @Argument(help: Words.current.help("directory"))
  var directory: String

  @Flag(help: Words.current.help("sample"))
  var sample = false

  @Option(help: Words.current.help("units"))
  var units: Int?

  @Option(help: Words.current.help("people"))
  var people: Int?

  @Option(help: Words.current.help("seed"))
  var seed: UInt64?

  @OptionGroup var store: StoreOptions

  func run() throws {
    let session = Session(options: store)
    try session.reporting {
      if sample {
        try SampleStore(size: try size()).write(to: directory, progress: progress(session))
      } else {
        guard units == nil, people == nil, seed == nil else { throw UsageError.sizeWithoutSample }
        let title = Bilingual(vi: "Kho dữ liệu kế hoạch", en: "A plan's store")
        try SampleStore.writeEmpty(to: directory, title: title)
      }
      print(session.wording.whatNext(directory, isSample: sample))
    }
  }

  /// Nothing when no size was asked for: the sample as it ships.
  private func size() throws -> SampleStore.Size? {
    guard units != nil || people != nil || seed != nil else { return nil }
    let units = units ?? 12
    let people = people ?? units * 25
    guard (1...100_000).contains(units) else { throw UsageError.badSize(name: "units") }
    guard (0...20_000_000).contains(people) else { throw UsageError.badSize(name: "people") }
    return SampleStore.Size(units: units, people: people, seed: seed ?? 130)
  }

  /// On a terminal, a line that counts the units once it has taken a second.
  private func progress(_ session: Session) -> (Int, Int) -> Void {
    guard Console.isTerminal(STDERR_FILENO) else { return { _, _ in } }
    let start = ContinuousClock.now
    return { done, all in
      guard done % 64 == 0 || done == all, ContinuousClock.now - start > .seconds(1) else { return }
      FileHandle.standardError.write(Data("\r\(done)/\(all)\(done == all ? "\n" : "")".utf8))
    }
  }
}
