internal import CLua
internal import CLuaSupport

/// A column view is memory of the host that `row.field` reads without asking Swift. The host
/// keeps it where it is for as long as the state lives or until the column is replaced; it has
/// an element for every row.
public enum ColumnView {
  /// Asks the `index` of kind 1.
  case computed
  /// `Int64.min` and the value after it give `nil`.
  case int64(UnsafePointer<Int64>)
  /// Gives a handle whose payload is the value's 32 bits; `Int32.min` and the value after it
  /// give `nil`.
  case int32Handle(UnsafePointer<Int32>, kind: UInt8)
  /// Gives a handle whose payload is the value's low 60 bits; `Int64.min` and the value after it
  /// give `nil`.
  case int64Handle(UnsafePointer<Int64>, kind: UInt8)
  /// 0 is false, 1 is true, anything else `nil`.
  case flag(UnsafePointer<UInt8>)
  /// A symbol's string; codes from `0xFFFF_FFFE` give `nil`.
  case symbol(UnsafePointer<UInt32>)
  /// The row `rows[code]` of another table; a negative row or a code from `0xFFFF_FFFE` gives
  /// `nil`.
  case reference(UnsafePointer<UInt32>, table: UInt8, rows: UnsafePointer<Int32>)
  /// Bytes of an arena; a length from `0xFFFF_FFFE` gives `nil`.
  case text(
    offsets: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, bytes: UnsafePointer<UInt8>)

  var column: cl_column {
    switch self {
    case .computed: .make(CL_VIEW_COMPUTED, nil)
    case .int64(let values): .make(CL_VIEW_INT64, values)
    case .int32Handle(let values, let kind): .make(CL_VIEW_INT32_HANDLE, values, kind: kind)
    case .int64Handle(let values, let kind): .make(CL_VIEW_INT64_HANDLE, values, kind: kind)
    case .flag(let values): .make(CL_VIEW_FLAG, values)
    case .symbol(let codes): .make(CL_VIEW_SYMBOL, codes)
    case .reference(let codes, let table, let rows):
      .make(CL_VIEW_REFERENCE, codes, table: table, lengths: rows)
    case .text(let offsets, let lengths, let bytes):
      .make(CL_VIEW_TEXT, offsets, lengths: lengths, bytes: bytes)
    }
  }
}

extension cl_column {
  fileprivate static func make(
    _ view: cl_view, _ values: UnsafeRawPointer?, kind: UInt8 = 0, table: UInt8 = 0,
    lengths: UnsafeRawPointer? = nil, bytes: UnsafeRawPointer? = nil
  ) -> cl_column {
    cl_column(
      view: view, kind: kind, table: table, values: values, lengths: lengths, bytes: bytes)
  }
}

extension LuaState {
  /// The generation of the host's data, 12 bits: rows of another one raise `LuaStaleHandle`.
  public var generation: UInt16 {
    get { rowGeneration }
    set {
      rowGeneration = newValue & 0xFFF
      cl_set_generation(engine, rowGeneration)
    }
  }

  /// Says which fields rows of `table` have. May be said again, also while a script runs.
  public func defineRows(table: UInt8, rowCount: Int, fields: [(name: String, view: ColumnView)]) {
    let thread = running
    try? reserve(8, on: thread)
    let columns = fields.map(\.view.column)
    let names = fields.map { Array($0.name.utf8) }
    let bytes = names.flatMap { $0 }
    bytes.withUnsafeBytes { buffer in
      let start = buffer.bindMemory(to: CChar.self).baseAddress
      var starts: [UnsafePointer<CChar>?] = []
      var offset = 0
      for name in names {
        starts.append(start.map { $0 + offset })
        offset += name.count
      }
      cl_define_rows(
        engine, table, UInt64(max(0, rowCount)), starts, names.map(\.count), columns, columns.count)
    }
  }

  /// Gives one field another view: a column that was computed until its first use, for example.
  /// False when there is no such field.
  @discardableResult
  public func replaceColumn(table: UInt8, field: String, view: ColumnView) -> Bool {
    let thread = running
    try? reserve(8, on: thread)
    var field = field
    return field.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cl_replace_column(engine, table, $0.baseAddress, $0.count, view.column)
      }
    }
  }

  public func row(_ row: Int, of table: UInt8) -> LuaValue {
    .handle(LuaHandle(generation: generation, table: table, row: row))
  }

  /// A function for `for i, row in …`: gives 1 and the first row, 2 and the second, …
  public func makeRowIterator(table: UInt8, rows: ContiguousArray<UInt32>) -> LuaFunction {
    rows.withUnsafeBufferPointer { buffer in
      makeRowIterator { engine, thread in
        cl_push_row_iterator(engine, thread, table, buffer.baseAddress, 0, UInt64(buffer.count))
      }
    }
  }

  public func makeRowIterator(table: UInt8, rows: Range<Int>) -> LuaFunction {
    makeRowIterator { engine, thread in
      cl_push_row_iterator(
        engine, thread, table, nil, UInt64(max(0, rows.lowerBound)), UInt64(rows.count))
    }
  }

  private func makeRowIterator(_ make: (OpaquePointer, OpaquePointer) -> Void) -> LuaFunction {
    let thread = running
    return balanced(thread) {
      try? reserve(4, on: thread)
      make(engine, thread)
      return LuaFunction(LuaReference(popping: thread, of: self))
    }
  }
}

// MARK: - Symbols

extension LuaState {
  /// Where symbols get their bytes: asked once per symbol, the string is kept from then on. New
  /// symbols may be appended at any time; a code never changes its meaning.
  public func setSymbols(_ lookup: @escaping (UInt32) -> UnsafeBufferPointer<UInt8>?) {
    symbolLookup = lookup
    try? reserve(6, on: running)
    cl_forget_symbols(engine)
  }

  /// Symbols that lie in one arena. `appending`: the codes known so far mean what they meant.
  public func setSymbols(
    offsets: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, bytes: UnsafePointer<UInt8>,
    count: Int, appending: Bool = false
  ) {
    let lookup = { (code: UInt32) -> UnsafeBufferPointer<UInt8>? in
      guard code < count else { return nil }
      return UnsafeBufferPointer(
        start: bytes + Int(offsets[Int(code)]), count: Int(lengths[Int(code)]))
    }
    if appending { symbolLookup = lookup } else { setSymbols(lookup) }
  }

  func symbol(_ code: UInt32, _ length: inout Int) -> UnsafePointer<CChar>? {
    guard let bytes = symbolLookup?(code) else { return nil }
    length = bytes.count
    let start = bytes.baseAddress ?? UnsafePointer(Self.noBytes)
    return UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
  }

  /// An empty symbol's bytes have an address, too.
  private nonisolated(unsafe) static let noBytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
}
