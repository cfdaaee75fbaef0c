import PlanModel

/// What may be in a bundle, told by the path alone.
enum BundlePath {
  static let longest = 100

  enum Verdict: Hashable {
    case good
    /// An absolute path, or one with `..` or an empty part.
    case outside
    case badName
    case unknownPlace
  }

  static func verdict(_ path: String) -> Verdict {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.contains("\\") || parts.contains(where: { ["", ".", ".."].contains($0) }) {
      return .outside
    }
    guard path.utf8.count <= longest, parts.allSatisfy(isGood) else { return .badName }
    return isKnown(path, parts) ? .good : .unknownPlace
  }

  /// Letters, digits and `-`, `_`, `.` of ASCII, and no dot first or last: no file system and no
  /// archive spells them in two ways.
  private static func isGood(_ part: Substring) -> Bool {
    part.first != "." && part.last != "."
      && part.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
          || byte == 0x2E || byte == 0x5F
      }
  }

  private static func isKnown(_ path: String, _ parts: [Substring]) -> Bool {
    if path == BundleManifest.file || path == BundleSignature.file { return true }
    guard parts.count > 1, let folder = BundleFolderName(rawValue: String(parts[0])),
      path.hasSuffix(".\(folder.ending)")
    else { return false }
    return parts.count == 2 || folder.isDeep
  }

  /// Equal for names that some file systems take for one: letter case and the form of accents do
  /// not count.
  static func key(_ path: String) -> String { folded(path) }
}

/// How large a bundle may be.
public enum BundleLimits {
  /// Bytes of one file.
  public static let file = 1 << 20
  /// Bytes of all files.
  public static let files = 8 << 20
  public static let count = 500
  /// An archive of the largest bundle: each file has a header and is filled up to 512 bytes; the
  /// signature's list and the end come with it.
  public static let archive = files + (count + 1) * 1024 + (1 << 20) + 1024
}
