import Lua
import PlanModel
import PlanStore

/// The kinds of light handles that scripts hold.
enum HandleKind {
  static let row = LuaHandle.rowKind
  static let day: UInt8 = 2
  static let time: UInt8 = 3
}

extension LuaHandle {
  init(_ day: Day) {
    self.init(kind: HandleKind.day, payload: UInt64(UInt32(bitPattern: day.number)))
  }

  init(_ time: LocalTime) {
    self.init(kind: HandleKind.time, payload: UInt64(bitPattern: time.minutes))
  }

  var day: Day? {
    kind == HandleKind.day ? Day(number: Int32(truncatingIfNeeded: payload)) : nil
  }

  var time: LocalTime? {
    guard kind == HandleKind.time else { return nil }
    // The payload has 60 bits; the sign stands in the highest of them.
    return LocalTime(minutes: Int64(bitPattern: payload << 4) >> 4)
  }
}

extension Run {
  /// A value of the store as a script sees it.
  func lua(_ value: PlanValue) throws -> LuaValue {
    switch value {
    case .none: .nil
    case .text(let text): .string(text)
    case .integer(let number): .integer(number)
    case .decimal(let number):
      number.scale == 0 ? .integer(number.mantissa) : .number(number.approximate)
    case .boolean(let flag): .boolean(flag)
    case .day(let day): .handle(LuaHandle(day))
    case .time(let time): .handle(LuaHandle(time))
    case .ratio(let ratio): lua(ratio)
    case .reference(let collection, let id): try record(id, in: collection)
    case .list(let items): try list(try items.map(lua).filter { !$0.isNil })
    case .json(let json): try lua(json)
    }
  }

  func lua(_ json: JSONValue) throws -> LuaValue {
    switch json {
    case .null: return .nil
    case .boolean(let flag): return .boolean(flag)
    case .number(let spelling):
      return Int64(spelling).map { .integer($0) } ?? .number(Double(spelling) ?? .nan)
    case .string(let text): return .string(text)
    case .array(let items):
      try gate.goOn()
      return try list(try items.map { try lua($0) })
    case .object(let members):
      let table = state.makeTable()
      for member in members { try table.set(.string(member.name), try lua(member.value)) }
      return .table(table)
    }
  }

  func list(_ values: [LuaValue]) throws -> LuaValue {
    let table = state.makeTable()
    for (position, value) in values.enumerated() {
      if position % 1024 == 0 { try gate.goOn() }
      try table.set(.integer(Int64(position + 1)), value)
    }
    return .table(table)
  }

  /// A script's value as one of the store's; a table becomes a list or an object.
  func plan(_ value: LuaValue, depth: Int = 0) throws -> PlanValue {
    guard depth < 32 else { throw HostError.tooDeep }
    switch value {
    case .nil: return .none
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    // What is no decimal of 18 digits is shown as Lua writes it.
    case .number(let number):
      return ExactDecimal(number).map { .decimal($0) } ?? .text("\(number)")
    case .string(let text): return .text(text)
    case .bytes(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
    case .handle(let handle): return try plan(handle)
    case .table(let table): return try plan(table, depth: depth)
    default:
      if let ratio = value.object(as: RatioValue.self) { return .ratio(ratio.ratio) }
      return .text(value.typeName)
    }
  }

  private func plan(_ handle: LuaHandle) throws -> PlanValue {
    if let day = handle.day { return .day(day) }
    if let time = handle.time { return .time(time) }
    if handle.kind == HandleKind.row, handle.generation != state.generation {
      throw LuaStaleHandle(handle: handle)
    }
    if let (collection, row) = place(of: handle) {
      return .reference(collection: collection.name, id: try proposal.id(row, in: collection))
    }
    return .none
  }

  private func plan(_ table: LuaTable, depth: Int) throws -> PlanValue {
    let items = table.array
    try gate.goOn()
    if !items.isEmpty { return .list(try items.map { try plan($0, depth: depth + 1) }) }
    var members: [JSONValue.Member] = []
    for case (.string(let name), let value) in table.pairs {
      members.append(.init(name, try plan(value, depth: depth + 1).json))
    }
    return .json(.object(members.sorted { $0.name < $1.name }))
  }
}

extension ExactDecimal {
  /// The decimal that a number prints as; nothing for what is no number, or too large.
  init?(_ number: Double) {
    guard number.isFinite, number.magnitude < 1e17 else { return nil }
    let text = number.description.lowercased()
    let pieces = text.split(separator: "e")
    let digits = pieces[0].split(separator: ".")
    let fraction = digits.count > 1 && digits[1] != "0" ? String(digits[1]) : ""
    let exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
    guard let mantissa = Int64(digits[0] + fraction) else { return nil }
    let scale = fraction.count - exponent
    if scale < 0 {
      self.init(mantissa * (0..<(-scale)).reduce(1) { power, _ in power * 10 })
    } else if scale <= 18 {
      self.init(mantissa, scale: UInt8(scale))
    } else {
      self.init(0)
    }
  }
}
