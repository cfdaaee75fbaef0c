internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanScript

/// `planscript init DIR`: a new store.
struct InitCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init", abstract: Words.current.initAbstract,
      discussion: Words.current.example("planscript init thu --sample"))
  }

  @Argument(help: Words.current.help("directory"))
  var directory: String

  @Flag(help: Words.current.help("sample"))
  var sample = false

  @Option(help: Words.current.help("units"))
  var units: String?

  @Option(help: Words.current.help("people"))
  var people: String?

  @Option(help: Words.current.help("seed"))
  var seed: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    if sample {
      try SampleStore(size: try size()).write(
        to: directory, progress: session.progress(session.wording.unitsDone))
    } else {
      guard units == nil, people == nil, seed == nil else { throw UsageError.sizeWithoutSample }
      let title = Bilingual(vi: "Kho dữ liệu kế hoạch", en: "A plan's store")
      try SampleStore.writeEmpty(to: directory, title: title)
    }
    print(session.wording.whatNext(directory, isSample: sample))
  }

  /// Nothing when no size was asked for: the sample as it ships.
  private func size() throws -> SampleStore.Size? {
    guard units != nil || people != nil || seed != nil else { return nil }
    let units = try Reading.number(units, option: "units", within: 1...100_000) ?? 12
    let people =
      try Reading.number(people, option: "people", within: 0...20_000_000) ?? units * 25
    let seed = try Reading.number(seed, option: "seed", within: 0...Int.max) ?? 130
    return SampleStore.Size(units: units, people: people, seed: UInt64(seed))
  }
}
