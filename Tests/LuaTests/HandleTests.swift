import Lua
import Testing

private protocol Freed { func free() }
extension UnsafePointer: Freed { fileprivate func free() { deallocate() } }

/// A table of units in memory that stays put, as a store's columns would.
private final class Columns {
  let members = pinned([120, .min, 45, .min + 1] as [Int64])
  let founded = pinned([19_000, .min, 20_000, .min + 1] as [Int32])
  let active = pinned([1, 0, 2, 1] as [UInt8])
  let name = pinned([0, 1, 0xFFFF_FFFE, 2] as [UInt32])
  let parent = pinned([0xFFFF_FFFF, 0, 1, 2] as [UInt32])
  let parentRows = pinned([0, 1, -1] as [Int32])
  let offsets = pinned([0, 3, 8] as [UInt64])
  let lengths = pinned([3, 5, 0] as [UInt32])
  let notes = pinned([2, 0xFFFF_FFFF, 0, 3] as [UInt32])
  let noteOffsets = pinned([0, 0, 0, 2] as [UInt64])
  let bytes = pinned(Array("abcdefgh".utf8))

  deinit {
    for memory: any Freed in [members, founded, active, name, parent, parentRows] { memory.free() }
    for memory: any Freed in [offsets, lengths, notes, noteOffsets, bytes] { memory.free() }
  }

  static func pinned<T>(_ values: [T]) -> UnsafePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: values.count)
    memory.initialize(from: values, count: values.count)
    return UnsafePointer(memory)
  }

  var fields: [(name: String, view: ColumnView)] {
    [
      ("members", .int64(members)), ("founded", .int32Handle(founded, kind: 2)),
      ("active", .flag(active)), ("name", .symbol(name)),
      ("parent", .reference(parent, table: 0, rows: parentRows)),
      ("note", .text(offsets: noteOffsets, lengths: notes, bytes: bytes)),
      ("code", .computed),
      ("a_field_name_that_is_longer_than_forty_bytes_and_not_interned", .int64(members)),
    ]
  }
}

@Suite struct HandleTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(5)))
  private let columns = Columns()

  init() throws {
    state.generation = 5
    state.setSymbols(
      offsets: columns.offsets, lengths: columns.lengths, bytes: columns.bytes, count: 3)
    state.defineRows(table: 0, rowCount: 4, fields: columns.fields)
    var rows = HandleBehaviour(name: "unit")
    rows.index = { handle, key, call in
      guard key == "code" else { throw LuaUnknownMember(type: "unit", key: "?", known: []) }
      return .string("dv-\(handle.row)")
    }
    rows.tostring = { handle, _ in "unit \(handle.row)" }
    state.setHandleKind(1, rows)
    var days = HandleBehaviour(name: "date")
    days.sub = { a, b, _ in
      .integer(Int64(a.handle?.payload ?? 0) - Int64(b.handle?.payload ?? 0))
    }
    days.lt = { a, b, _ in (a.handle?.payload ?? 0) < (b.handle?.payload ?? 0) }
    days.concat = { a, b, call in .string(try call.tostring(1) + call.tostring(2)) }
    days.tostring = { handle, _ in "day \(handle.payload)" }
    state.setHandleKind(2, days)
    for row in 0..<4 { try state.globals.set(.string("r\(row)"), state.row(row, of: 0)) }
  }

  func run(_ source: String) throws -> [LuaValue] { try state.run(source, name: "t") }

  @Test func `fields come straight from the columns`() throws {
    #expect(
      try run("return r0.members, r1.members, r2.members, r3.members") == [120, nil, 45, nil])
    #expect(try run("return r0.active, r1.active, r2.active") == [true, false, nil])
    #expect(try run("return r0.name, r1.name, r2.name, r3.name") == ["abc", "defgh", nil, ""])
    #expect(try run("return r0.note, r1.note, r2.note, r3.note") == ["ab", nil, "", "cde"])
    #expect(
      try run("return r0.parent, r1.parent == r0, r2.parent == r1, r3.parent") == [
        nil, true, true, nil,
      ])
    #expect(try run("return r1.parent.name") == ["abc"])
    #expect(try run("return r2.code") == ["dv-2"])
    #expect(
      try run("return r0.a_field_name_that_is_longer_than_forty_bytes_and_not_interned") == [120])
    #expect(try run("return r0['mem' .. 'bers']") == [120])
  }

  @Test func `a handle is a value`() throws {
    #expect(
      try run("local t = {[r0] = 1} return t[r0], r0 == r0, r0 ~= r1, tostring(r3)") == [
        1, true, true, "unit 3",
      ])
    #expect(
      try run("return r2.founded - r0.founded, r0.founded < r2.founded, r1.founded") == [
        1000, true, nil,
      ])
    #expect(try run("return 'x ' .. r0.founded") == ["x day 19000"])
  }

  @Test func `an unknown field, an unset operator and an assignment say so`() {
    #expect(cause("return r0.nme") is LuaUnknownMember)
    #expect(cause("return r0[1]") is LuaUnknownMember)
    #expect(cause("return r0 + 1") is LuaUnsupported)
    #expect(cause("return #r0") is LuaUnsupported)
    #expect(cause("r0.name = 'x'") is LuaReadOnly)
  }

  func cause(_ source: String) -> (any Error)? {
    do {
      _ = try run(source)
      return nil
    } catch {
      return (error as? LuaError)?.cause
    }
  }

  @Test func `a row of another generation or past the end is refused`() throws {
    try state.globals.set("r9", state.row(9, of: 0))
    #expect(cause("return r9.name") is LuaStaleHandle)
    state.generation = 6
    #expect(cause("return r0.name") is LuaStaleHandle)
  }

  @Test func `rows are walked without the host`() throws {
    let all = state.makeRowIterator(table: 0, rows: 1..<4)
    let some = state.makeRowIterator(table: 0, rows: [2, 0])
    let none = state.makeRowIterator(table: 0, rows: [])
    let walk = try state.load(
      "local s = '' for i, r in ... do s = s .. i .. r.code .. ' ' end return s", name: "t")
    #expect(try walk.call([.function(all)]) == ["1dv-1 2dv-2 3dv-3 "])
    #expect(try walk.call([.function(some)]) == ["1dv-2 2dv-0 "])
    #expect(try walk.call([.function(none)]) == [""])
  }

  @Test func `a computed column becomes direct while the script runs`() throws {
    let members = columns.members
    var asked = 0
    var rows = HandleBehaviour(name: "unit")
    rows.index = { _, key, call in
      asked += 1
      call.state.replaceColumn(table: 0, field: "code", view: .int64(members))
      return .integer(members[0])
    }
    state.setHandleKind(1, rows)
    #expect(try run("return r0.code, r2.code, r0.code") == [120, 45, 120])
    #expect(asked == 1)
    #expect(!state.replaceColumn(table: 0, field: "nowhere", view: .computed))
  }
}
