internal import CLua
internal import CLuaSupport

/// A handle is 64 bits that a script can hold, compare and use as a key without any allocation.
/// The top four say its kind; the host says what the kind can do.
public struct LuaHandle: Hashable, Sendable {
  public var bits: UInt64

  public init(bits: UInt64) { self.bits = bits }

  /// `payload` keeps its low 60 bits.
  public init(kind: UInt8, payload: UInt64) {
    bits = UInt64(kind) << 60 | (payload & LuaHandle.payloadMask)
  }

  public var kind: UInt8 { UInt8(bits >> 60) }
  public var payload: UInt64 { bits & LuaHandle.payloadMask }

  static let payloadMask: UInt64 = (1 << 60) - 1
}

/// Kind 1: a row of a table in one generation of the host's data.
extension LuaHandle {
  public static let rowKind: UInt8 = 1

  public init(generation: UInt16, table: UInt8, row: Int) {
    bits =
      1 << 60 | UInt64(generation & 0xFFF) << 48 | UInt64(table) << 40
      | UInt64(truncatingIfNeeded: row) & ((1 << 40) - 1)
  }

  public var generation: UInt16 { UInt16(bits >> 48 & 0xFFF) }
  public var table: UInt8 { UInt8(bits >> 40 & 0xFF) }
  public var row: Int { Int(bits & ((1 << 40) - 1)) }
}

/// What a script can do with handles of one kind. For a binary operator either operand may be
/// the handle. What is left out raises a typed error.
public struct HandleBehaviour {
  public typealias Binary = (LuaValue, LuaValue, LuaCall) throws -> LuaValue
  public typealias Comparison = (LuaValue, LuaValue, LuaCall) throws -> Bool

  /// As errors call it.
  public var name: String
  public var index: ((LuaHandle, LuaValue, LuaCall) throws -> LuaValue)?
  public var newIndex: ((LuaHandle, LuaValue, LuaValue, LuaCall) throws -> Void)?
  public var tostring: ((LuaHandle, LuaCall) throws -> String)?
  public var lt: Comparison?
  public var le: Comparison?
  public var add: Binary?
  public var sub: Binary?
  public var mul: Binary?
  public var div: Binary?
  public var unm: ((LuaHandle, LuaCall) throws -> LuaValue)?
  public var concat: Binary?
  public var len: ((LuaHandle, LuaCall) throws -> LuaValue)?
  /// The three values of a generic `for`.
  public var pairs: ((LuaHandle, LuaCall) throws -> [LuaValue])?
  /// Argument 1 of the call is the first one after the handle.
  public var call: ((LuaHandle, LuaCall) throws -> [LuaValue])?

  public init(name: String) { self.name = name }
}

extension LuaState {
  /// What handles of `kind`, 1 to 15, can do. For rows (kind 1) `index` is asked for what no
  /// column answers.
  public func setHandleKind(_ kind: UInt8, _ behaviour: HandleBehaviour) {
    precondition(1...15 ~= kind, "a handle's kind has four bits and is not 0")
    behaviours[Int(kind)] = behaviour
  }

  func handleName(_ kind: UInt8) -> String {
    kind < 16 ? behaviours[Int(kind)]?.name ?? "handle" : "handle"
  }

  func installHandles() { cl_set_handles(engine, Self.handles.retained) }

  /// One for all states.
  nonisolated(unsafe) private static let handles = HostFunction("handle") { call, operation in
    try call.state.answer(operation, call)
  }

  private func answer(_ operation: Int32, _ call: LuaCall) throws -> [LuaValue] {
    guard let handle = call[1].handle ?? call[2].handle else { return [] }
    let kind = handle.kind
    let behaviour = behaviours[Int(kind)] ?? HandleBehaviour(name: "handle")
    if let result = try access(operation, handle, behaviour, call) { return result }
    if let result = try compute(operation, handle, behaviour, call) { return [result] }
    throw LuaUnsupported(type: behaviour.name, operation: Self.operationNames[operation] ?? "?")
  }

  private func access(
    _ operation: Int32, _ handle: LuaHandle, _ behaviour: HandleBehaviour, _ call: LuaCall
  ) throws -> [LuaValue]? {
    switch Int(operation) {
    case CL_OP_INDEX:
      guard let index = behaviour.index else {
        throw LuaUnknownMember(type: behaviour.name, key: try call.tostring(2), known: [])
      }
      return [try index(handle, call[2], call.dropping(2))]
    case CL_OP_NEWINDEX:
      guard let newIndex = behaviour.newIndex else {
        throw LuaReadOnly(type: behaviour.name, key: try call.tostring(2))
      }
      try newIndex(handle, call[2], call[3], call.dropping(3))
      return []
    case CL_OP_TOSTRING:
      let text = try behaviour.tostring?(handle, call.dropping(1))
      return [.string(text ?? behaviour.name)]
    case CL_OP_PAIRS: return try behaviour.pairs?(handle, call.dropping(1))
    case CL_OP_CALL: return try behaviour.call?(handle, call.dropping(1))
    default: return nil
    }
  }

  private func compute(
    _ operation: Int32, _ handle: LuaHandle, _ behaviour: HandleBehaviour, _ call: LuaCall
  ) throws -> LuaValue? {
    switch Int(operation) {
    case CL_OP_LT: try behaviour.lt.map { .boolean(try $0(call[1], call[2], call)) }
    case CL_OP_LE: try behaviour.le.map { .boolean(try $0(call[1], call[2], call)) }
    case CL_OP_ADD: try behaviour.add?(call[1], call[2], call)
    case CL_OP_SUB: try behaviour.sub?(call[1], call[2], call)
    case CL_OP_MUL: try behaviour.mul?(call[1], call[2], call)
    case CL_OP_DIV: try behaviour.div?(call[1], call[2], call)
    case CL_OP_CONCAT: try behaviour.concat?(call[1], call[2], call)
    case CL_OP_UNM: try behaviour.unm?(handle, call)
    case CL_OP_LEN: try behaviour.len?(handle, call)
    default: nil
    }
  }

  private static let operationNames: [Int32: String] = [
    Int32(CL_OP_LT): "<", Int32(CL_OP_LE): "<=", Int32(CL_OP_ADD): "+", Int32(CL_OP_SUB): "-",
    Int32(CL_OP_MUL): "*", Int32(CL_OP_DIV): "/", Int32(CL_OP_UNM): "unary -",
    Int32(CL_OP_CONCAT): "..", Int32(CL_OP_LEN): "#", Int32(CL_OP_PAIRS): "pairs",
    Int32(CL_OP_CALL): "call",
  ]
}
