internal import Foundation
public import PlanModel
internal import PlanStore

/// The sample store: the plan that ships, with invented units around it, as small as the
/// one in `examples/` or as large as a nation.
public struct SampleStore: Sendable {
  public struct Size: Sendable {
    public var units: Int
    public var people: Int
    /// The same seed gives the same bytes.
    public var seed: UInt64

    public init(units: Int, people: Int, seed: UInt64) {
      self.units = units
      self.people = people
      self.seed = seed
    }
  }

  public enum Failure: Error, Sendable {
    case notEmpty(path: String)
    case notWritten(path: String, errno: Int32)
  }

  private let size: Size?

  /// Without a size: the store of `examples/`, byte for byte.
  public init(size: Size? = nil) { self.size = size }

  /// Writes the store into a new or empty directory. `progress` hears how many units are done.
  public func write(to path: String, progress: (Int, Int) -> Void = { _, _ in }) throws(Failure) {
    let folder = try Folder(path: path)
    let invented = size == nil ? [] : SampleStore.invented
    for file in ShippedLibrary.sampleFiles where invented.allSatisfy({ !file.path.hasPrefix($0) }) {
      if size != nil, let kept = SampleStore.withoutSample(file.bytes) {
        try folder.write(kept, to: file.path)
      } else {
        try folder.write(Array(file.bytes), to: file.path)
      }
    }
    if let size { try SampleUnits(size: size, folder: folder).write(progress: progress) }
  }

  /// An empty store: `store.json` alone.
  public static func writeEmpty(to path: String, title: Bilingual) throws(Failure) {
    let settings = JSONValue.object([
      .init(
        "format",
        .object([
          .init("name", .string("planscript")),
          .init("version", .number(String(Store.formatVersion))),
        ])),
      .init("title", .object([.init("vi", .string(title.vi)), .init("en", .string(title.en))])),
    ])
    try Folder(path: path).write(
      Array((settings.text(pretty: true) + "\n").utf8), to: Store.settingsFile)
  }

  /// Files that hold nothing but invented records.
  private static let invented = [
    "people/", "attendance/", "units.json", "sessions.json", "reports.json",
  ]

  /// The lines of a file whose records are the plan's own; one record stands on one line.
  /// Nothing when no line is invented.
  static func withoutSample(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.contains("\"sample\": true") }
    guard kept.count < lines.count else { return nil }
    return Array(rejoined(kept.map(String.init)).utf8)
  }

  /// The last record has no comma behind it.
  private static func rejoined(_ lines: [String]) -> String {
    var lines = lines
    if let last = lines.lastIndex(where: { $0.hasSuffix(",") }), lines[(last + 1)...].first == "]" {
      lines[last].removeLast()
    }
    return lines.joined(separator: "\n")
  }

  /// The plan's own records of a file, one line each, without commas.
  static func ownRecords(of file: String) -> [String] {
    records(of: file).filter { !$0.contains("\"sample\": true") }
  }

  /// Records of a file, one line each, without commas.
  static func records(of file: String) -> [String] {
    guard let bytes = ShippedLibrary.sampleFiles.first(where: { $0.path == file })?.bytes else {
      return []
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  {") else { return nil }
      return String(
        line.dropFirst(2).hasSuffix(",") ? line.dropFirst(2).dropLast() : line.dropFirst(2))
    }
  }
}

/// The directory that a sample store is written into.
struct Folder {
  let path: String

  /// Makes the directory; one that holds something is refused.
  init(path: String) throws(SampleStore.Failure) {
    self.path = path
    let known = try? FileManager.default.contentsOfDirectory(atPath: path)
    if let known, !known.isEmpty { throw .notEmpty(path: path) }
    try make("")
  }

  func make(_ folder: String) throws(SampleStore.Failure) {
    let place = folder.isEmpty ? path : "\(path)/\(folder)"
    do {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    } catch {
      throw .notWritten(path: place, errno: errno)
    }
  }

  func write(_ bytes: [UInt8], to file: String) throws(SampleStore.Failure) {
    if let slash = file.lastIndex(of: "/") { try make(String(file[..<slash])) }
    let place = "\(path)/\(file)"
    let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notWritten(path: place, errno: errno) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw .notWritten(path: place, errno: errno) }
      done += written
    }
  }
}
