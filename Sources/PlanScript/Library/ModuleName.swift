/// A module's name is what `require` is given: words with dots between them. It has no path in it
/// that could lead elsewhere.
public struct ModuleName: Sendable {
  let pieces: [String]

  /// Throws `HostError.badModuleName`.
  public init(_ name: String) throws {
    pieces = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isPlain = pieces.allSatisfy { piece in
      !piece.isEmpty
        && piece.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
    guard isPlain else { throw HostError.badModuleName(name) }
  }

  /// `lib/names` of `lib.names`.
  public var path: String { pieces.joined(separator: "/") }

  public static let library = "lib/"

  /// The text of the module of that name that ships, and its file as errors show it.
  public var shipped: (source: String, name: String)? {
    let file = path.hasPrefix(ModuleName.library) ? path : ModuleName.library + path
    return ShippedLibrary.script(file).map { ($0, file + ".lua") }
  }
}
