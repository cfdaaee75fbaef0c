/// A store path names a file that a commit may write: `tasks.json`, `people/dv-012.json`.
/// None leads out of the store, into what the store keeps for itself, or to a hidden file.
public enum StorePath {
  /// Why no commit may write a file.
  public enum Refusal: Error, Sendable, Hashable {
    /// Empty parts, `.`, `..`, a hidden file, a control character, or too long for a name.
    case notAName
    /// The same file twice in one commit.
    case twice
    /// A symbolic link, a directory or a device.
    case notAPlainFile
    /// It lies on another file system than the store's log, so that it cannot be exchanged.
    case otherFileSystem
  }

  package static func refusal(_ path: String) -> Refusal? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.isEmpty || !parts.allSatisfy(isName) ? .notAName : nil
  }

  private static func isName(_ part: Substring) -> Bool {
    !part.isEmpty && part.utf8.count <= 255 && !part.hasPrefix(".")
      && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  /// `""` for a file in the store's own directory.
  package static func directory(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  package static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { slash in
      String(path[path.utf8.index(after: slash)...])
    } ?? path
  }

  /// `""` stands for the store's own directory.
  package static func file(_ name: String, in directory: String) -> String {
    directory.isEmpty ? name : "\(directory)/\(name)"
  }

  /// The file of a sharded collection that holds the records of one unit:
  /// `people/dv-012.json`. What a file name cannot hold everywhere is percent-encoded, so that
  /// every id has one file and every file one id.
  package static func shard(of collection: String, key: String) -> String {
    "\(collection)/\(encoded(key)).json"
  }

  private static func encoded(_ key: String) -> String {
    var name = ""
    for (position, byte) in key.utf8.enumerated() {
      let isPlain =
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || (byte == UInt8(ascii: ".") && position > 0)
      if isPlain {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        name += "%" + ContentHash.digits([byte]).uppercased()
      }
    }
    return name
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
