internal import Foundation
import PlanModel
import PlanStore

/// A bundle's folder is a bundle while it is made: plain files that people edit. What of it cannot
/// leave the house is told all at once.
public enum BundleFolder {
  /// Reads the folder. No link is followed, and nothing is written. Throws `BundleFault.files` for
  /// all files that cannot be in a bundle: in places that it does not have, links, secrets, what
  /// bears a secrecy mark.
  public static func read(_ path: String) throws(BundleFault) -> BundleContents {
    var reading = FolderReading(root: path)
    try reading.walk("", depth: 0)
    try reading.take()
    guard reading.faults.isEmpty else { throw .files(reading.faults.sorted(by: earlier)) }
    return try BundleContents(reading.files)
  }

  private static func earlier(_ one: BundleFileFault, _ other: BundleFileFault) -> Bool {
    one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
  }
}

private struct FolderReading {
  let root: String
  var files: [BundleFile] = []
  var faults: [BundleFileFault] = []
  /// Paths by what makes them alike, and what is to be read, with the sizes that were told.
  private var paths: [String: String] = [:]
  private var waiting: [(path: String, size: Int)] = []

  init(root: String) { self.root = root }

  /// How deep `lib` may go.
  private static let depth = 8

  mutating func walk(_ folder: String, depth: Int) throws(BundleFault) {
    for name in try names(folder) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else {
        tell(path, .unreadable(errno: errno))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: tell(path, .link)
      case S_IFREG: list(path, Int(status.st_size))
      case S_IFDIR:
        if BundleSecretSearch.isSecretName(name) {
          tell(path, .secret(.file, line: 0))
        } else if isKnown(path), depth < FolderReading.depth {
          try walk(path, depth: depth + 1)
        } else {
          tell(path, .unknownPlace)
        }
      default: tell(path, .special)
      }
    }
  }

  private func names(_ folder: String) throws(BundleFault) -> [String] {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let directory = opendir(path) else { throw .unreadable(path: path, errno: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      guard names.count <= 4 * BundleLimits.count else { throw tooMany(names.count) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func tooMany(_ count: Int) -> BundleFault {
    .tooLarge(.count, path: nil, count: count, limit: BundleLimits.count)
  }

  /// Whether a bundle has that folder.
  private func isKnown(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let folder = parts.first.flatMap({ BundleFolderName(rawValue: String($0)) }) else {
      return false
    }
    return parts.count == 1 || folder.isDeep
  }

  private mutating func tell(_ path: String, _ problem: BundleFileFault.Problem) {
    faults.append(BundleFileFault(path: path, problem: problem))
  }

  private mutating func list(_ path: String, _ size: Int) {
    let name = String(path.split(separator: "/").last ?? "")
    if BundleSecretSearch.isSecretName(name) { return tell(path, .secret(.file, line: 0)) }
    // What signing writes is made anew, and stands in no folder.
    guard path != BundleSignature.file else { return tell(path, .unknownPlace) }
    switch BundlePath.verdict(path) {
    case .good: break
    case .badName, .outside: return tell(path, .badName)
    case .unknownPlace: return tell(path, .unknownPlace)
    }
    if let other = paths.updateValue(path, forKey: BundlePath.key(path)) {
      return tell(path, .alike(to: other))
    }
    waiting.append((path, size))
  }

  /// Reads what was listed, once it is known to be no more than a bundle may have.
  mutating func take() throws(BundleFault) {
    guard waiting.count <= BundleLimits.count else { throw tooMany(waiting.count) }
    try FolderReading.check(waiting)
    var sizes: [(path: String, size: Int)] = []
    for (path, _) in waiting {
      guard let bytes = read(path) else {
        tell(path, .unreadable(errno: errno))
        continue
      }
      sizes.append((path, bytes.count))
      take(path, bytes)
    }
    // A file may have grown while it was read.
    try FolderReading.check(sizes)
  }

  private static func check(_ sizes: [(path: String, size: Int)]) throws(BundleFault) {
    for (path, size) in sizes where size > BundleLimits.file {
      throw .tooLarge(.file, path: path, count: size, limit: BundleLimits.file)
    }
    let all = sizes.reduce(0) { $0 + $1.size }
    guard all <= BundleLimits.files else {
      throw .tooLarge(.files, path: nil, count: all, limit: BundleLimits.files)
    }
  }

  private mutating func take(_ path: String, _ bytes: [UInt8]) {
    switch BundleText.read(bytes) {
    case .failure(let fault): tell(path, .notText(at: fault.offset))
    case .success(let text):
      files.append(BundleFile(path: path, text: text))
      for problem in BundleSecretSearch.problems(in: text) { tell(path, problem) }
    }
  }

  /// Whatever the name stands for by now, no link is followed. Nothing: see `errno`.
  private func read(_ path: String) -> [UInt8]? {
    let file = open("\(root)/\(path)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var (bytes, read) = ([UInt8](repeating: 0, count: BundleLimits.file + 1), 0)
    while read < bytes.count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(file, buffer.baseAddress?.advanced(by: read), buffer.count - read)
      }
      if more < 0, errno == EINTR { continue }
      if more < 0 { return nil }
      if more == 0 { break }
      read += more
    }
    return Array(bytes[..<read])
  }
}
