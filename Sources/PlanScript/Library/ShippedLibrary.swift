internal import CShipped

/// What ships inside the program: ready-made scripts, and the sample plan's store.
public enum ShippedLibrary {
  private static let scriptFolder = "scripts/"
  private static let sampleFolder = "examples/plan-130/"

  struct File: @unchecked Sendable {
    let path: String
    // A constant of the program: nothing ever writes to it.
    let bytes: UnsafeBufferPointer<UInt8>
  }

  /// The source of a script, by its name without `.lua`.
  public static func script(_ name: String) -> String? { text("\(scriptFolder)\(name).lua") }

  /// The text of a letter's template, by its name without `.mustache`.
  public static func template(_ name: String) -> String? {
    text(templateFolder + name + templateEnd)
  }

  public static let templateNames: [String] = files.map(\.path).filter {
    $0.hasPrefix(templateFolder)
  }.map { String($0.dropFirst(templateFolder.count).dropLast(templateEnd.count)) }

  private static let templateFolder = "scripts/templates/"
  private static let templateEnd = ".mustache"

  private static func text(_ path: String) -> String? {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// Scripts that can be run; `lib/` holds what they share.
  public static let scriptNames: [String] = files.compactMap { file in
    guard file.path.hasPrefix(scriptFolder), file.path.hasSuffix(".lua") else { return nil }
    return String(file.path.dropFirst(scriptFolder.count).dropLast(4))
  }.filter { !$0.contains("/") }

  /// Checks that ship; `script("checks/" + name)` has the source.
  public static let checkNames: [String] = files.compactMap { file in
    let folder = scriptFolder + "checks/"
    guard file.path.hasPrefix(folder), file.path.hasSuffix(".lua") else { return nil }
    return String(file.path.dropFirst(folder.count).dropLast(4))
  }

  /// The files of the sample plan's store, by their paths in it.
  static let sampleFiles: [File] = files.compactMap { file in
    guard file.path.hasPrefix(sampleFolder) else { return nil }
    return File(path: String(file.path.dropFirst(sampleFolder.count)), bytes: file.bytes)
  }

  /// All files, by their paths in the package.
  static let files: [File] = {
    var count = 0
    let first = shipped_files(&count)
    return UnsafeBufferPointer(start: first, count: count).map { file in
      File(
        path: String(cString: file.path),
        bytes: UnsafeBufferPointer(start: file.bytes, count: file.length))
    }
  }()
}
