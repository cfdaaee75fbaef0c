internal import Foundation
internal import PlanModel
internal import PlanScript

/// An editor folder is where an editor finds its settings and definitions: the folder of the
/// scripts, or the store's.
struct EditorFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes all files anew. A file that stands there and was not written from here is somebody's
  /// own: then nothing is written.
  func write(_ session: Session) throws {
    let files = try EditorFiles.all(session.language)
    let foreign = files.map(\.path).filter(isForeign)
    guard foreign.isEmpty else { throw OutputError.exists(directory: path, names: foreign) }
    for file in files {
      let place = "\(path)/\(file.path)"
      try Output.makeFolder((place as NSString).deletingLastPathComponent)
      let output = Output(path: place)
      try output.write(file.text)
      try output.finish()
    }
    try Output(path: nil).write(
      session.wording.wroteEditorFiles(files.map { "\(path)/\($0.path)" }) + "\n")
  }

  private func isForeign(_ name: String) -> Bool {
    guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else {
      return FileManager.default.fileExists(atPath: "\(path)/\(name)")
    }
    return !EditorFiles.isOurs(String(decoding: bytes, as: UTF8.self))
  }
}
