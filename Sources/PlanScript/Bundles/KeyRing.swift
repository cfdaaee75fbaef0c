internal import Foundation
internal import PlanModel
import PlanStore

/// A key ring is the folder in which a person keeps private keys: `planscript/keys` below the
/// person's own data. Nobody else may look into it.
public struct KeyRing: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// `$XDG_DATA_HOME/planscript/keys`, by the environment's own words.
  public init(dataHome: String?, home: String) {
    let data = dataHome.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/share"
    self.init(folder: "\(data)/planscript/keys")
  }

  public func path(_ name: String) -> String { "\(folder)/\(name).json" }

  /// The names of the keys, in the order of their bytes.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
      .filter(BundleName.isGoodScript).sorted()
  }

  /// The key of that name. A file that others may read is refused: who could read it could sign.
  public func key(_ name: String) throws(BundleFault) -> PrivateKeyFile {
    guard BundleName.isGoodScript(name) else { throw .badKeyName(name) }
    let path = path(name)
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT {
        throw .noKey(name, suggestions: suggestions(for: name, among: names))
      }
      throw .unreadable(path: path, errno: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    guard status.st_mode & 0o077 == 0 else {
      throw .openKey(path: path, mode: status.st_mode & 0o777)
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
    guard let data = try? handle.read(upToCount: KeyRing.mostBytes),
      let key = PrivateKeyFile(String(decoding: data, as: UTF8.self)), key.name == name
    else { throw .damagedKey(path: path) }
    return key
  }

  private static let mostBytes = 1 << 16

  /// Throws where no new key can have the name.
  public func checkFree(_ name: String) throws(BundleFault) {
    guard BundleName.isGoodScript(name) else { throw .badKeyName(name) }
    if names.contains(name) { throw .keyExists(name: name) }
  }

  /// Keeps a new key: the folder with mode 700, the file with mode 600, never over another.
  public func add(_ key: PrivateKeyFile) throws(BundleFault) {
    guard BundleName.isGoodScript(key.name) else { throw .badKeyName(key.name) }
    try makeFolder()
    let path = path(key.name)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw errno == EEXIST ? .keyExists(name: key.name) : .unreadable(path: path, errno: errno)
    }
    defer { close(file) }
    let bytes = Array(key.text.utf8)
    // The mask of the process may have left less, never more, than the mode asked for.
    guard fchmod(file, 0o600) == 0, write(file, bytes, bytes.count) == bytes.count,
      fsync(file) == 0
    else {
      let reason = errno
      unlink(path)
      throw .unreadable(path: path, errno: reason)
    }
  }

  private func makeFolder() throws(BundleFault) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unreadable(path: folder, errno: errno)
    }
    guard chmod(folder, 0o700) == 0 else { throw .unreadable(path: folder, errno: errno) }
  }
}
