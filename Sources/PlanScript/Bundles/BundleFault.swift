public import PlanModel
import PlanStore

/// A bundle fault is why a bundle is not what it should be: its files, its archive, its manifest,
/// its signature.
public enum BundleFault: Error, Sendable {
  // MARK: its files

  /// Not there, or not to be read. `path` as it was named.
  case unreadable(path: String, errno: Int32)
  case manifestMissing
  /// All that is wrong with the manifest.
  case manifest([ManifestFault])
  /// The manifest names a script that the bundle does not have.
  case scriptMissing(String, suggestions: [String])
  /// All that is wrong with scripts, held against the manifest.
  case scripts([BundleScriptFault])
  /// A name that no bundle can have.
  case badName(String)
  /// All that stands in the way of taking a directory's files into a bundle.
  case files([BundleFileFault])
  case tooLarge(BundleMeasure, path: String?, count: Int, limit: Int)

  // MARK: its archive

  case archive(ArchiveFault)

  // MARK: its signature

  case unsigned
  /// The list of what was signed is not as signing writes it.
  case badSignature
  /// What was signed is not what is there.
  case differs([BundleDifference])
  /// The list was changed after it was signed, or somebody else signed it.
  case wrongSignature(BundleKey)
  /// No key of the signatures is one that the store trusts.
  case unknownKey(BundleKey)
  case revokedKey(BundleKey, name: String)

  // MARK: keys

  /// Nothing that could be a key, by that name or in that file.
  case noKey(String, suggestions: [String])
  /// A name that no key file can have.
  case badKeyName(String)
  case keyExists(name: String)
  /// The file of a private key is not as `key new` writes it.
  case damagedKey(path: String)
  /// Others may read the private key.
  case openKey(path: String, mode: UInt32)
  case wrongPassphrase(name: String)
  case passphraseNeeded(name: String)
}

extension BundleFault {
  /// Whether its archive or its signature is not what it should be.
  public var isOfSignature: Bool {
    switch self {
    case .archive, .unsigned, .badSignature, .differs, .wrongSignature, .unknownKey, .revokedKey:
      true
    default: false
    }
  }
}

/// What of a bundle may be too much.
public enum BundleMeasure: Sendable, Hashable {
  /// Bytes of one file, of all files, of the archive.
  case file, files, archive
  /// How many files.
  case count
}

/// Why one file cannot be in a bundle.
public struct BundleFileFault: Error, Sendable, Hashable {
  public let path: String
  public let problem: Problem

  public init(path: String, problem: Problem) { (self.path, self.problem) = (path, problem) }

  public enum Problem: Sendable, Hashable {
    case link
    /// A device, a pipe, a socket.
    case special
    /// No part of a bundle is called so, or lies there.
    case unknownPlace
    /// Characters that not every file system keeps, or too many.
    case badName
    /// Only the letter case, or the accents' form, tells it from another.
    case alike(to: String)
    case unreadable(errno: Int32)
    /// No text in UTF-8; the byte.
    case notText(at: Int)
    case secret(BundleSecret, line: Int)
    case secrecyMark(SecrecyMark, line: Int)
  }
}

/// What must never leave with a bundle.
public enum BundleSecret: Sendable, Hashable, CaseIterable {
  case privateKey, token, password
  /// A file that by its name is one: `.env`, `*.pem`.
  case file
}

/// Why an archive is no bundle's. Nothing of it was written anywhere.
public enum ArchiveFault: Error, Sendable, Hashable {
  /// Not a tar, or damaged behind this entry; nothing: at once.
  case notAnArchive(after: String?)
  case truncated(after: String?)
  /// Bytes behind its end.
  case trailing(Int)
  case link(String)
  /// A directory, a device, a pipe.
  case special(String)
  /// An absolute path, or one with `..`.
  case outside(String)
  case badName(String)
  case unknownPlace(String)
  case twice(String)
  case alike(String, to: String)
  /// Headers that say more than a bundle's do: another name, a sparse file, an attribute.
  case extended(String)
  /// Everything could be read, and packing the same files gives other bytes: order, times, owners.
  case unusual
  case notText(String, at: Int)
}

/// One way in which a bundle is not what was signed.
public enum BundleDifference: Sendable, Hashable {
  case added(String)
  case missing(String)
  case changed(String)
}
