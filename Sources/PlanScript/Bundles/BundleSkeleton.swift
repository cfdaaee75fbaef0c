/// A skeleton is a new bundle's folder: small, and whole. It has something of each kind that a
/// bundle may have, and its own tests pass.
public enum BundleSkeleton {
  /// Writes a bundle of that name into a new or empty directory. Throws `BundleFault` for a name
  /// that no bundle can have, `SampleStore.Failure` where it cannot be written.
  public static func write(_ name: String, author: String, to path: String) throws {
    guard BundleName.isGood(name) else { throw BundleFault.badName(name) }
    let folder = try Folder(path: path)
    for file in files {
      let text = file.text.replacing("NAME", with: name).replacing("AUTHOR", with: author)
      try folder.write(Array(text.utf8), to: file.path)
    }
  }
}
