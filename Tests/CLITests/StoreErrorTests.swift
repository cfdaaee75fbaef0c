import Foundation
import Testing

/// Files that a person or a program broke: where, what was expected, what was found, exit 4;
/// the rest of the store works on.
@Suite struct StoreErrorTests {
  @Test("a broken comma is told by line and column")
  func comma() throws {
    let store = try Copy()
    try store.edit("units.json", #""Ban Tuyên giáo Thành ủy", "#, #""Ban Tuyên giáo Thành ủy" "#)
    let run = try Command.lua("print(plan.units:count())", store: store.path)
    #expect(run.status == 4)
    #expect(
      run.errors == """
        lỗi: units.json:4:54: sai JSON: cần dấu “,” hoặc “}”, nhưng gặp “"”
          4 │   {"id": "btg-tu", "name": "Ban Tuyên giáo Thành ủy" "kind": "agency", "parent": "tu"},
            │                                                      ^
          gợi ý: có lẽ thiếu dấu phẩy ngay trước chỗ này

        """)
    let other = try Command.lua("print(plan.topics:count())", store: store.path)
    #expect(other.output == "4\n")
    #expect(other.status == 0)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let collection: String
    let says: String
    var testDescription: String { says }
  }

  static let faults = [
    Fault(
      file: "sessions.json", old: #""2023-12-20""#, new: #""2023-13-20""#, collection: "sessions",
      says:
        #"“complete_before” must be a day such as "2023-12-04", and "2023-13-20" is not in the calendar"#
    ),
    Fault(
      file: "attendance/dv-003.json", old: #""summoned": 1"#, new: #""summoned": "một""#,
      collection: "attendance", says: #"“summoned” must be a whole number, but is "một""#),
    Fault(
      file: "people/dv-003.json", old: #""category": "member""#, new: #""category": "membr""#,
      collection: "people", says: #"“category” must be one of: member, mass, but is "membr""#),
    Fault(
      file: "topics.json", old: #""title": "#, new: #""titel": "#, collection: "topics",
      says: "this record has no “title” (Title)"),
    Fault(
      file: "tasks.json", old: "]\n", new: "]]\n", collection: "tasks",
      says: "not JSON: the end of the file expected, but “]” found"),
    Fault(
      file: "budget.json", old: "[\n", new: "{\n", collection: "budget",
      says: "not JSON: a field's name in quotes, or “}” expected, but “{” found"),
  ]

  @Test("a file that does not fit its declaration is told with its place", arguments: faults)
  func unfit(fault: Fault) throws {
    let store = try Copy()
    try store.edit(fault.file, fault.old, fault.new)
    let run = try Command.lua("print(#plan.\(fault.collection))", "en", store: store.path)
    #expect(run.status == 4)
    #expect(run.errors.contains(fault.says), "\(run.errors)")
    #expect(run.errors.hasPrefix("error: \(fault.file):"))
  }

  @Test("text that is not UTF-8 is told")
  func notUTF8() throws {
    let store = try Copy()
    let path = store.path + "/topics.json"
    var bytes = try Data(contentsOf: URL(filePath: path))
    let place = try #require(bytes.range(of: Data("Chiến".utf8)))
    bytes.replaceSubrange(place, with: [0x43, 0xFF, 0x6E])
    try bytes.write(to: URL(filePath: path))
    let run = try Command.lua("print(#plan.topics)", "en", store: store.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("text in UTF-8 expected, but byte ff found"))
  }

  @Test("a directory without store.json is no store, and a script without a plan needs none")
  func noStore() throws {
    let empty = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: empty) }
    let run = try Command("-d", empty, "-e", "print(1)", "--lang", "en")
    #expect(run.status == 4)
    #expect(run.errors.contains("no store (store.json) in “\(empty)”"))
    #expect(try Command("-e", "print(1 + 1)", in: empty).output == "2\n")
    #expect(try Command("-e", "print(plan.title)", in: empty).status == 4)
  }

  @Test("what is odd but can be read is remarked beside the output")
  func remarks() throws {
    let store = try Copy()
    try store.edit("topics.json", #"{"id": "nq-1", "#, #"{"id": "nq-1", "id": "nq-9", "#)
    try store.edit("units.json", #"{"id": "dv-002", "#, #"{"id": "dv-001", "#)
    let run = try Command.lua(
      #"print(#plan.topics, plan.units["dv-001"].name)"#, "en", store: store.path)
    #expect(run.output == "4\tĐảng bộ phường Bình Minh (mẫu)\n")
    #expect(run.errors.contains("note: topics.json:2:18: a field stands twice in one record"))
    #expect(run.errors.contains("id “dv-001” is another record's already"))
    #expect(run.status == 0)
  }

  @Test("a shard that was copied, and a row of a unit that does not exist, are remarked")
  func doubtfulRows() throws {
    let store = try Copy()
    try FileManager.default.copyItem(
      atPath: store.path + "/attendance/dv-002.json",
      toPath: store.path + "/attendance/dv-002-copy.json")
    try store.edit("attendance/dv-001.json", #""unit": "dv-001""#, #""unit": "dv-0O1""#)
    let run = try Command("-d", store.path, "summary", "--lang", "en", "-o", "json")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "note: attendance/dv-001.json:2:3: “unit” is “dv-0O1”, but no record has that id"))
    #expect(run.errors.contains("did you mean “dv-001”"))
    #expect(run.errors.contains("notes more"))
    let copied = try Command.lua("print(#plan.attendance)", "en", store: store.path)
    #expect(
      copied.errors.contains(
        "note: attendance/dv-002.json:2:3: id “dv-002-a01” is another record's already"))
  }

  @Test("a link that leads out of the store, or nowhere, is not followed; a pipe is no file")
  func links() throws {
    let store = try Copy()
    let topics = store.path + "/topics.json"
    for (target, says) in [
      ("/etc/hostname", "a link that leads out of the store"), ("nowhere.json", "no such file"),
    ] {
      try FileManager.default.removeItem(atPath: topics)
      try FileManager.default.createSymbolicLink(atPath: topics, withDestinationPath: target)
      let run = try Command.lua("print(#plan.topics)", "en", store: store.path)
      #expect(run.status == 4)
      #expect(run.errors.contains(says), "\(run.errors)")
    }
    try FileManager.default.removeItem(atPath: topics)
    #expect(mkfifo(topics, 0o644) == 0)
    let run = try Command.lua("print(#plan.topics)", "en", store: store.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("not a regular file"))
  }

  @Test("a file with a byte order mark is told so")
  func byteOrderMark() throws {
    let store = try Copy()
    try store.edit("topics.json", "[\n", "\u{FEFF}[\n")
    let run = try Command.lua("print(#plan.topics)", "en", store: store.path)
    #expect(run.errors.contains("but a byte order mark found"))
    #expect(run.errors.contains("save the file as UTF-8 without a BOM"))
  }

  @Test("a store.json that says no version that could be one is told")
  func oddVersion() throws {
    let store = try Copy()
    try store.edit("store.json", #""version": 1"#, #""version": "two""#)
    let run = try Command.lua("print(1)", "en", store: store.path)
    #expect(run.status == 4)
    #expect(run.errors.contains(#"store.json: “version” must be a whole number, but is "two""#))
  }

  @Test("a store of a newer format is refused")
  func newerFormat() throws {
    let store = try Copy()
    try store.edit("store.json", #""version": 1"#, #""version": 99"#)
    let run = try Command.lua("print(1)", "en", store: store.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("this store has format 99, newer than format 1"))
  }
}
