import Foundation
import Testing

/// A desk of one person: a folder to work in, with a store `thu`, and keys of that person's own.
final class Desk {
  let path: String

  init(store: Bool = true) throws {
    path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if store { try FileManager.default.copyItem(atPath: Command.sample, toPath: path + "/thu") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var environment: [String: String] { ["XDG_DATA_HOME": path + "/home"] }

  /// The words of a line, as a shell would take them; none has spaces but in quotes of ours.
  func call(_ words: String..., language: String = "vi") throws -> Command {
    try Command(
      Command.product("planscript"), words + ["--lang", language], in: path, input: nil,
      environment: environment)
  }

  /// The same, and it must end well.
  @discardableResult
  func done(_ words: String...) throws -> String {
    let run = try Command(
      Command.product("planscript"), words + ["--lang", "vi"], in: path, input: nil,
      environment: environment)
    try #require(run.status == 0, "\(words): \(run.errors)")
    return run.output
  }

  func bytes(_ file: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path + "/" + file)))
  }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + file))
  }

  func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

  /// Replaces the first occurrence of a text; the text must be there.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = String(decoding: try bytes(file), as: UTF8.self)
    let range = try #require(text.range(of: old), "\(file) does not hold \(old)")
    try write(file, text.replacingCharacters(in: range, with: new))
  }

  /// Makes, packs and signs a bundle `tham-du`; gives its file.
  @discardableResult
  func signedBundle(by key: String = "van-phong") throws -> String {
    try done("bundle", "new", "tham-du")
    try done("bundle", "pack", "tham-du")
    try done("key", "new", key, "--no-passphrase")
    try done("bundle", "sign", "tham-du-0.1.0.bundle", "--key", key)
    return "tham-du-0.1.0.bundle"
  }

  func trust(_ file: String, as name: String = "Thành phố") throws {
    try done("key", "trust", file, "--name", name, "-d", "thu", "--apply")
  }

  /// What `key new` and `bundle sign` show of a key.
  func fingerprint(_ output: String) throws -> String {
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("Dấu của khóa: ") })
    return String(line.dropFirst("Dấu của khóa: ".count))
  }
}
