internal import Foundation
public import PlanModel
internal import PlanStore

/// A bundle shelf is a directory in which bundles lie to be installed: a shared drive, a stick.
///
/// Its index, `index.json`, only saves reading every file each time. It is made anew where a file
/// is not as it says, and whatever is taken from the shelf is read and verified by itself.
public struct BundleShelf: Sendable {
  public let path: String
  /// In the order of names and versions, the newest of each first.
  public private(set) var entries: [Entry] = []
  /// Files that are called bundles and are none.
  public private(set) var broken: [(file: String, fault: BundleFault)] = []

  /// One file of the shelf, as it says of itself.
  public struct Entry: Sendable, Hashable {
    public let file: String
    public let name: String
    public let version: BundleVersion
    public let title: Bilingual
    let dependencies: [String: VersionRange]
    let toolkit: VersionRange
    let model: VersionRange
    fileprivate let mark: Mark

    /// What of this shelf's version can be had here.
    public func offer(toolkit: BundleVersion, model: Int64) -> BundleOffer {
      let release = BundleVersion(toolkit.major, toolkit.minor, toolkit.patch)
      return BundleOffer(
        name: name, version: version, dependencies: dependencies,
        fits: self.toolkit.contains(release)
          && self.model.contains(BundleVersion(Int(clamping: model), 0, 0)))
    }
  }

  /// What a file is known by.
  fileprivate struct Mark: Sendable, Hashable {
    let size: Int
    /// Nanoseconds since 1970.
    let modified: Int
  }

  static let index = "index.json"
  /// More files than this nobody puts on a shelf.
  static let most = 2_000

  /// Reads a shelf. `trustingIndex`: whether the index may stand for files that seem unchanged.
  /// Throws `BundleFault.unreadable`.
  public init(path: String, trustingIndex: Bool = true) throws(BundleFault) {
    self.path = path
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .unreadable(path: path, errno: errno == 0 ? ENOENT : errno)
    }
    let files = names.filter { $0.hasSuffix("." + BundleArchive.ending) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(BundleShelf.most)
    let known = trustingIndex ? readIndex() : [:]
    for file in files {
      guard let mark = mark(file) else { continue }
      if let entry = known[file], entry.mark == mark {
        entries.append(entry)
        continue
      }
      do throws(BundleFault) {
        entries.append(Entry(file, mark, try contents(of: file).manifest))
      } catch {
        broken.append((file, error))
      }
    }
    if Set(known.values) != Set(entries) { writeIndex() }
    entries.sort { one, other in
      one.name == other.name
        ? (other.version, one.file) < (one.version, other.file)
        : one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
  }

  private func mark(_ file: String) -> Mark? {
    var found = stat()
    guard stat("\(path)/\(file)", &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Mark(
      size: Int(found.st_size),
      modified: found.st_mtim.tv_sec * 1_000_000_000 + found.st_mtim.tv_nsec)
  }

  /// The newest version of a name that is in the range, whatever else there is.
  public func newest(_ name: String, in range: VersionRange = .any) -> Entry? {
    entries.first { $0.name == name && range.contains($0.version) }
  }

  /// Reads a file of the shelf.
  public func contents(of file: String) throws(BundleFault) -> BundleContents {
    try BundleContents(file: "\(path)/\(file)")
  }
}

extension BundleContents {
  /// Reads a bundle's file, of which nothing is known yet, or a bundle's directory.
  public init(file path: String) throws(BundleFault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let data: Data
    do {
      // One byte more than may be: that it is too large is for the reader to say.
      data = try handle.read(upToCount: BundleLimits.archive + 1) ?? Data()
    } catch {
      throw .unreadable(path: path, errno: errno == 0 ? EISDIR : errno)
    }
    self = try BundleArchive.read(Array(data))
  }
}

// MARK: - The index

extension BundleShelf {
  private func readIndex() -> [String: Entry] {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(BundleShelf.index)"),
      data.count < 8 << 20,
      let json = try? JSONReader.parse(String(decoding: data, as: UTF8.self))
    else { return [:] }
    let entries = (json["bundles"]?.items ?? []).compactMap(Entry.init)
    return Dictionary(entries.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where nobody may write there, the next reader reads the files again.
  private func writeIndex() {
    let json = JSONValue.object([.init("bundles", .array(entries.map(\.json)))])
    let beside = "\(path)/.\(BundleShelf.index).\(getpid())"
    let text = Data((json.text(pretty: true) + "\n").utf8)
    guard FileManager.default.createFile(atPath: beside, contents: text) else { return }
    if rename(beside, "\(path)/\(BundleShelf.index)") != 0 { unlink(beside) }
  }
}

extension BundleShelf.Entry {
  fileprivate init(_ file: String, _ mark: BundleShelf.Mark, _ manifest: BundleManifest) {
    self.init(
      file: file, name: manifest.name, version: manifest.version, title: manifest.title,
      dependencies: manifest.dependencies, toolkit: manifest.toolkit, model: manifest.model,
      mark: mark)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let file = json["file"]?.string, let name = json["name"]?.string,
      let version = json["version"]?.string.flatMap({ BundleVersion($0) }),
      let vi = json["title"]?["vi"]?.string, let en = json["title"]?["en"]?.string,
      let toolkit = json["toolkit"]?.string.flatMap({ VersionRange($0) }),
      let model = json["model"]?.string.flatMap({ VersionRange($0) }),
      let size = json["size"]?.integer, let modified = json["modified"]?.integer
    else { return nil }
    var dependencies: [String: VersionRange] = [:]
    for member in json["dependencies"]?.members ?? [] {
      guard let range = member.value.string.flatMap({ VersionRange($0) }) else { return nil }
      dependencies[member.name] = range
    }
    self.init(
      file: file, name: name, version: version, title: Bilingual(vi: vi, en: en),
      dependencies: dependencies, toolkit: toolkit, model: model,
      mark: BundleShelf.Mark(size: Int(size), modified: Int(modified)))
  }

  fileprivate var json: JSONValue {
    .object([
      .init("file", .string(file)), .init("size", .number(String(mark.size))),
      .init("modified", .number(String(mark.modified))), .init("name", .string(name)),
      .init("version", .string(version.description)),
      .init("title", .object([.init("vi", .string(title.vi)), .init("en", .string(title.en))])),
      .init(
        "dependencies",
        .object(
          dependencies.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value.text)) })),
      .init("toolkit", .string(toolkit.text)), .init("model", .string(model.text)),
    ])
  }
}
