/// Rights are who may read a cache file: nobody who may not read all the files that it was made of.
struct CacheRights: Sendable, Hashable {
  /// Permission bits.
  let mode: UInt32
  let group: UInt32

  /// The rights that all files grant, seen from the directory that they lie in.
  init(files: [FileStatus], directory: FileStatus?) {
    var mode = files.reduce(0o666) { $0 & $1.mode }
    if let directory {
      if directory.mode & 0o010 == 0 { mode &= 0o707 }
      if directory.mode & 0o001 == 0 { mode &= 0o770 }
    }
    var groups = Set(files.map(\.group))
    // Through a directory that others may not enter only its own group comes to the files.
    if let directory, directory.mode & 0o001 == 0 { groups.insert(directory.group) }
    if groups.count > 1 { mode &= 0o707 }
    self.mode = mode | 0o600
    group = groups.count == 1 ? groups.first ?? 0 : 0
  }

  private init(mode: UInt32, group: UInt32) {
    self.mode = mode
    self.group = group
  }

  /// What is left where the file cannot be given to the group.
  var withoutGroup: CacheRights { CacheRights(mode: mode & 0o707, group: group) }

  /// Whether nobody may read a file of that status who may not by these rights.
  func cover(_ status: FileStatus) -> Bool {
    guard status.mode & 0o777 & ~mode == 0 else { return false }
    return status.group == group || status.mode & 0o070 == 0
  }
}

extension CacheRights {
  init?(_ body: inout CacheReader) {
    guard let mode: UInt32 = body.number(), let group: UInt32 = body.number() else { return nil }
    self.init(mode: mode, group: group)
  }

  func put(into body: inout CacheWriter) {
    body.put(mode)
    body.put(group)
  }
}
