internal import Foundation
import PlanModel
import PlanStore

/// Invents units, their people and what they reported. Each unit's own random numbers come
/// from the seed and its place, so that a unit is the same in a store of any size of units.
///
/// One unit is in memory at a time; of the others only a line each, for the files that hold
/// a record a unit.
struct SampleUnits {
  let size: SampleStore.Size
  let folder: Folder
  private let words = SampleWords()

  init(size: SampleStore.Size, folder: Folder) {
    self.size = size
    self.folder = folder
  }

  func write(progress: (Int, Int) -> Void) throws(SampleStore.Failure) {
    try folder.make("people")
    try folder.make("attendance")
    var units = SampleStore.ownRecords(of: "units.json")
    var sessions = SampleStore.ownRecords(of: "sessions.json")
    var reports: [String] = []
    for index in 0..<size.units {
      let unit = SampleUnit(index: index, size: size, words: words)
      try folder.write(list(unit.people.map { unit.record($0) }), to: "people/\(unit.id).json")
      try folder.write(list(unit.attendance()), to: "attendance/\(unit.id).json")
      units.append(unit.record)
      sessions.append(unit.session)
      if let report = unit.report { reports.append(report) }
      progress(index + 1, size.units)
    }
    try folder.write(list(units), to: "units.json")
    try folder.write(list(sessions), to: "sessions.json")
    try folder.write(list(reports), to: "reports.json")
  }

  /// An array of records, one a line.
  private func list(_ records: [String]) -> [UInt8] {
    var bytes: [UInt8] = Array("[\n".utf8)
    bytes.reserveCapacity(records.reduce(8) { $0 + $1.utf8.count + 4 })
    for (position, record) in records.enumerated() {
      bytes.append(contentsOf: "  ".utf8)
      bytes.append(contentsOf: record.utf8)
      bytes.append(contentsOf: (position + 1 < records.count ? ",\n" : "\n").utf8)
    }
    bytes.append(contentsOf: "]\n".utf8)
    return bytes
  }
}

/// The names that invented units and people are put together from: those of the sample that
/// ships.
struct SampleWords {
  let families: [String]
  let middles: [String]
  let givens: [String]
  /// Name and kind of each sample unit.
  let units: [(name: String, kind: String)]

  init() {
    let people = ShippedLibrary.sampleFiles.filter { $0.path.hasPrefix("people/") }
      .flatMap { SampleStore.records(of: $0.path) }
    let names = people.compactMap {
      SampleWords.string("name", in: $0)?.split(separator: " ").map(String.init)
    }
    .filter { $0.count > 2 }
    families = SampleWords.different(names.map { $0[0] })
    middles = SampleWords.different(names.map { $0[1] })
    givens = SampleWords.different(names.map { $0[$0.count - 1] })
    units = SampleStore.records(of: "units.json").filter { $0.contains("\"sample\": true") }
      .compactMap { unit in
        guard let name = SampleWords.string("name", in: unit),
          let kind = SampleWords.string("kind", in: unit)
        else {
          return nil
        }
        return (name.replacing(" (mẫu)", with: ""), kind)
      }
  }

  private static func different(_ words: [String]) -> [String] {
    Array(Set(words.map(composed))).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func string(_ name: String, in record: String) -> String? {
    (try? JSONReader.parse(record))?[name]?.string
  }
}

/// SplitMix64: small, fast, and the same everywhere.
struct SampleRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Other numbers from the same seed.
  func stream(_ number: UInt64) -> SampleRandom {
    SampleRandom(seed: state ^ (number &* 0xD1B5_4A32_D192_ED03))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next() % UInt64(max(1, bound)))
  }

  /// True in `percent` of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }
}
