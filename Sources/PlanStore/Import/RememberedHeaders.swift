import PlanModel

/// Remembered headers are what the columns of earlier imports were, by collection: the file
/// `imports.json` of the store, so that the next file of the same kind needs no explanation.
struct RememberedHeaders {
  static let file = "imports.json"

  private var members: [JSONValue.Member] = []
  /// The bytes of the file; nothing when there is none.
  private(set) var bytes: [UInt8]?

  init(_ snapshot: Snapshot) throws(StoreError) {
    let bytes = try snapshot.bytes(RememberedHeaders.file)
    do throws(FileFault) {
      try self.init(bytes)
    } catch {
      throw .file(error)
    }
  }

  init(_ bytes: [UInt8]?) throws(FileFault) {
    self.bytes = bytes
    guard let bytes else { return }
    func fault(_ place: FileFault.Place?, _ problem: FileFault.Problem) -> FileFault {
      FileFault(file: RememberedHeaders.file, place: place, problem: problem)
    }
    let read = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, FileFault> in
      var reader = JSONReader(buffer)
      do throws(JSONFault) {
        return .success(try reader.document())
      } catch {
        return .failure(fault(.init(offset: error.offset, in: buffer), .notJSON(error)))
      }
    }
    guard case .object(let members) = try read.get() else {
      throw fault(nil, .notRecords(expectsOne: true))
    }
    self.members = members
  }

  /// Fields by heading; nothing where a column is left out.
  subscript(collection: String) -> [String: String?] {
    guard case .object(let headers)? = members[collection] else { return [:] }
    return Dictionary(
      headers.map { (HeaderMap.plain($0.name), $0.value.string) }, uniquingKeysWith: { $1 })
  }

  /// The file's bytes with what a header map adds; nothing when it adds nothing.
  func adding(_ map: HeaderMap, for collection: String) -> [UInt8]? {
    var headers: [JSONValue.Member] = []
    if case .object(let known)? = members[collection] { headers = known }
    let known = headers
    for (header, field) in map.remembered {
      headers = headers.setting(header, to: field.map { .string($0) } ?? .null)
    }
    guard headers != known else { return nil }
    let all = JSONValue.object(members.setting(collection, to: .object(headers)))
    return Array((all.text(pretty: true) + "\n").utf8)
  }
}
