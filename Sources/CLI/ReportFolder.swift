internal import Foundation

/// A directory that takes several files at once: all of them, or none. What is there already stays.
struct ReportFolder {
  let path: String

  func write(_ files: [(name: String, text: String)]) throws {
    let existing = files.map(\.name).filter { ReportFolder.exists("\(path)/\($0)") }
    guard existing.isEmpty else { throw OutputError.exists(directory: path, names: existing) }
    let isNew = !ReportFolder.exists(path)
    let staging = isNew ? "\(path).\(getpid()).part" : "\(path)/.\(getpid()).part"
    do {
      try FileManager.default.createDirectory(
        atPath: staging, withIntermediateDirectories: true)
      for file in files {
        let output = Output(path: "\(staging)/\(file.name)")
        try output.write(file.text)
        try output.finish()
      }
      if isNew { try move(staging, to: path) } else { try place(files.map(\.name), from: staging) }
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw error is OutputError ? error : OutputError.notWritten(path: path, errno: errno)
    }
    if !isNew { try? FileManager.default.removeItem(atPath: staging) }
  }

  /// Those that have been placed go again when one cannot be.
  private func place(_ names: [String], from staging: String) throws {
    var placed: [String] = []
    do {
      for name in names {
        let (from, to) = ("\(staging)/\(name)", "\(path)/\(name)")
        // Unlike a rename, a link replaces nothing that came meanwhile.
        if link(from, to) != 0 {
          guard errno != EEXIST else { throw OutputError.exists(directory: path, names: [name]) }
          try move(from, to: to)
        }
        placed.append(to)
      }
    } catch {
      for path in placed { unlink(path) }
      throw error
    }
  }

  /// For file systems without links, too.
  private func move(_ from: String, to: String) throws {
    guard !ReportFolder.exists(to) else {
      throw OutputError.exists(
        directory: path, names: [URL(filePath: to).lastPathComponent])
    }
    guard rename(from, to) == 0 else { throw OutputError.notWritten(path: to, errno: errno) }
  }

  /// Whatever it is: a link to nothing is there as well.
  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}
