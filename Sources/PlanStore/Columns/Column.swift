public import PlanModel

/// A column is one field of all records of a collection, in memory of its own that stays
/// where it is as long as the column lives.
///
/// A missing value and a null have codes of their own: the highest two for symbols and
/// lengths, the lowest two for numbers and days, 3 and 2 for flags.
public final class Column: @unchecked Sendable {
  // Filled once, before anyone else sees the column; only read afterwards.

  public enum Storage {
    /// `starts[row]` and `lengths[row]` into `bytes`.
    case text(
      starts: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, bytes: UnsafePointer<UInt8>)
    case symbols(UnsafePointer<UInt32>)
    /// `starts[row]` and `lengths[row]` into `items`.
    case symbolLists(
      starts: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, items: UnsafePointer<UInt32>)
    case integers(UnsafePointer<Int64>)
    case decimals(UnsafePointer<Int64>, scales: UnsafePointer<UInt8>)
    case flags(UnsafePointer<UInt8>)
    case days(UnsafePointer<Int32>)
    case minutes(UnsafePointer<Int64>)
    /// As `text`; the bytes are raw JSON.
    case json(
      starts: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, bytes: UnsafePointer<UInt8>)
  }

  public let field: Field
  public let count: Int
  public let storage: Storage
  private let owned: [UnsafeMutableRawPointer]

  init(field: Field, count: Int, storage: Storage, owned: [UnsafeMutableRawPointer]) {
    self.field = field
    self.count = count
    self.storage = storage
    self.owned = owned
  }

  deinit {
    for memory in owned { memory.deallocate() }
  }

  static let firstSpecialCode: UInt32 = 0xFFFF_FFFE
  static let lastSpecialNumber = Int64.min + 1
  static let lastSpecialDay = Int32.min + 1
  static let firstSpecialFlag: UInt8 = 2
}

extension Column {
  /// Whether the record has a value here: neither missing nor null.
  public func hasValue(_ row: Int) -> Bool {
    switch storage {
    case .text(_, let lengths, _), .json(_, let lengths, _), .symbolLists(_, let lengths, _):
      lengths[row] < Column.firstSpecialCode
    case .symbols(let codes): codes[row] < Column.firstSpecialCode
    case .integers(let numbers), .decimals(let numbers, _), .minutes(let numbers):
      numbers[row] > Column.lastSpecialNumber
    case .flags(let flags): flags[row] < Column.firstSpecialFlag
    case .days(let days): days[row] > Column.lastSpecialDay
    }
  }

  /// Whether the record has null here; a field that it does not have at all is none.
  func isNull(_ row: Int) -> Bool {
    switch storage {
    case .text(_, let lengths, _), .json(_, let lengths, _), .symbolLists(_, let lengths, _):
      lengths[row] == SymbolPool.nullCode
    case .symbols(let codes): codes[row] == SymbolPool.nullCode
    case .integers(let numbers), .decimals(let numbers, _), .minutes(let numbers):
      numbers[row] == Column.lastSpecialNumber
    case .flags(let flags): flags[row] == Column.firstSpecialFlag
    case .days(let days): days[row] == Column.lastSpecialDay
    }
  }

  /// The value of one record.
  public func value(_ row: Int, symbols: SymbolPool) -> PlanValue {
    guard hasValue(row) else { return .none }
    switch storage {
    case .text(let starts, let lengths, let bytes):
      return .text(string(row, starts, lengths, bytes))
    case .json(let starts, let lengths, let bytes):
      return json(string(row, starts, lengths, bytes))
    case .symbols(let codes): return field.value(of: codes[row], symbols)
    case .symbolLists(let starts, let lengths, let items):
      let start = Int(starts[row])
      return .list((start..<start + Int(lengths[row])).map { field.value(of: items[$0], symbols) })
    case .integers(let numbers): return .integer(numbers[row])
    case .decimals(let numbers, let scales):
      return .decimal(ExactDecimal(numbers[row], scale: scales[row]))
    case .flags(let flags): return .boolean(flags[row] == 1)
    case .days(let days): return .day(Day(number: days[row]))
    case .minutes(let minutes): return .time(LocalTime(minutes: minutes[row]))
    }
  }

  private func string(
    _ row: Int, _ starts: UnsafePointer<UInt64>, _ lengths: UnsafePointer<UInt32>,
    _ bytes: UnsafePointer<UInt8>
  ) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + Int(starts[row]), count: Int(lengths[row])),
      as: UTF8.self)
  }

  private func json(_ text: String) -> PlanValue {
    // The text was checked when the file was read.
    (try? JSONReader.parse(text)).map { .json($0) } ?? .none
  }
}

extension Field {
  /// What a symbol stands for in this field.
  func value(of symbol: UInt32, _ symbols: SymbolPool) -> PlanValue {
    let text = symbols.text(symbol)
    return target.map { .reference(collection: $0, id: text) } ?? .text(text)
  }
}
