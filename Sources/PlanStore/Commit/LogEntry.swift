import PlanModel

// A commit as the log holds it: one line of JSON, and the hash of that line on the next, so that
// a damaged entry is never taken for another commit.

extension Commit {
  var entry: [UInt8] {
    var members: [JSONValue.Member] = [
      .init("number", .number(String(number))), .init("id", .string(id)),
      .init("time", .number(String(when))), .init("origin", origin.json),
    ]
    members.append(.init("files", .array(files.map(\.json))))
    members.append(.init("changes", changes))
    let line = Array(JSONValue.object(members).text().utf8)
    return line + Array("\n\"\(ContentHash(of: line))\"\n".utf8)
  }

  /// Nothing when the bytes are not an entry that was written whole.
  init?(entry bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = Array(bytes[..<end])
    guard bytes[end...].elementsEqual("\n\"\(ContentHash(of: line))\"\n".utf8),
      let json = line.withUnsafeBufferPointer({ buffer -> JSONValue? in
        var reader = JSONReader(buffer)
        return try? reader.document()
      })
    else { return nil }
    self.init(json)
  }

  private init?(_ json: JSONValue) {
    guard let number = json["number"]?.integer, let id = json["id"]?.string,
      let when = json["time"]?.integer, case .array(let files)? = json["files"],
      let origin = json["origin"].flatMap(Origin.init), let changes = json["changes"]
    else { return nil }
    self.number = Int(number)
    self.id = id
    self.when = when
    self.origin = origin
    self.files = files.compactMap(File.init)
    self.changes = changes
    guard self.files.count == files.count else { return nil }
  }
}

extension Commit.File {
  fileprivate var json: JSONValue {
    func value(_ hash: ContentHash?) -> JSONValue { hash.map { .string($0.hex) } ?? .null }
    return .object([
      .init("path", .string(path)), .init("before", value(before)), .init("after", value(after)),
    ])
  }

  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.string, StorePath.refusal(path) == nil else { return nil }
    func hash(_ name: String) -> ContentHash?? {
      switch json[name] {
      case .null: .some(nil)
      case .string(let hex): ContentHash(hex: hex).map { .some($0) } ?? nil
      default: nil
      }
    }
    guard let before = hash("before"), let after = hash("after") else { return nil }
    self.init(path: path, before: before, after: after)
  }
}

extension Origin {
  fileprivate var json: JSONValue {
    let texts: [(String, String?)] = [
      ("kind", kind.rawValue), ("who", who), ("script", script), ("script_hash", scriptHash?.hex),
      ("bundle", bundle), ("bundle_hash", bundleHash?.hex),
    ]
    var members = texts.compactMap { name, text in text.map { JSONValue.Member(name, .string($0)) }
    }
    if !parameters.isEmpty {
      let sorted = parameters.sorted { $0.key < $1.key }
      members.append(
        .init("parameters", .object(sorted.map { .init($0.key, .string($0.value)) })))
    }
    return .object(members)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let kind = json["kind"]?.string.flatMap(Kind.init), let who = json["who"]?.string else {
      return nil
    }
    self.init(
      kind, who: who, script: json["script"]?.string,
      scriptHash: json["script_hash"]?.string.flatMap(ContentHash.init(hex:)),
      bundle: json["bundle"]?.string,
      bundleHash: json["bundle_hash"]?.string.flatMap(ContentHash.init(hex:)))
    guard case .object(let members)? = json["parameters"] else { return }
    for member in members { parameters[member.name] = member.value.string }
  }
}
