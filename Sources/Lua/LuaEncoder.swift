/// Makes values of Lua of what Swift's `Encodable` says.
struct LuaEncoder: Encoder {
  let state: LuaState
  let codingPath: [any CodingKey]
  let place: Place
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Where the encoded value goes: a container is made once, whoever asks for it.
  final class Place {
    var value: LuaValue = .nil
    let put: (LuaValue) throws -> Void
    init(_ put: @escaping (LuaValue) throws -> Void) { self.put = put }

    func fill(_ new: LuaValue) throws {
      value = new
      try put(new)
    }

    func table(in state: LuaState) throws -> LuaTable {
      if let table = value.table { return table }
      let table = state.makeTable()
      try fill(.table(table))
      return table
    }
  }

  static func encode<Value: Encodable>(
    _ value: Value, in state: LuaState
  ) throws(LuaError) -> LuaValue {
    let place = Place { _ in }
    let encoder = LuaEncoder(state: state, codingPath: [], place: place)
    do { try encoder.encode(value) } catch { throw LuaError(coding: error) }
    return place.value
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    guard codingPath.count <= codingDepth else {
      throw LuaError.conversion(.depth(codingDepth, path: codingPath.prefix(8).map { $0 }.steps))
    }
    if let plain = value as? any PlainLuaValue { return try place.fill(state.value(of: plain)) }
    try value.encode(to: self)
  }

  fileprivate func inside(_ key: any CodingKey, _ put: @escaping (LuaValue) throws -> Void)
    -> LuaEncoder
  {
    LuaEncoder(state: state, codingPath: codingPath + [key], place: Place(put))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    makeTable()
    return KeyedEncodingContainer(Keyed<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    makeTable()
    return List(encoder: self)
  }

  /// What has no members is an empty table. A state that is gone is told by what comes next.
  private func makeTable() { _ = try? place.table(in: state) }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }
}

extension LuaEncoder {
  struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: LuaEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    private func key(_ key: any CodingKey) -> LuaValue {
      key.intValue.map { .integer(Int64($0)) } ?? .string(key.stringValue)
    }

    private func child(_ key: any CodingKey) throws -> LuaEncoder {
      let table = try encoder.place.table(in: encoder.state)
      let name = self.key(key)
      return encoder.inside(key) { try table.set(name, $0) }
    }

    func encodeNil(forKey key: Key) throws { _ = try child(key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      try child(key).encode(value)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { anyChild(LuaCodingKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { anyChild(key) }

    private func anyChild(_ key: any CodingKey) -> any Encoder {
      let (place, state, name) = (encoder.place, encoder.state, self.key(key))
      return encoder.inside(key) { try place.table(in: state).set(name, $0) }
    }
  }

  struct List: UnkeyedEncodingContainer {
    let encoder: LuaEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    private(set) var count = 0

    init(encoder: LuaEncoder) { self.encoder = encoder }

    private mutating func next() -> LuaEncoder {
      count += 1
      let (place, state, index) = (encoder.place, encoder.state, count)
      return encoder.inside(LuaCodingKey(intValue: index)) {
        try place.table(in: state).set(.integer(Int64(index)), $0)
      }
    }

    /// A list has no holes: Lua would end it there.
    mutating func encodeNil() throws {
      throw LuaError.conversion(.value("nil in a list"))
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws { try next().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      next().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { next() }
  }

  struct Single: SingleValueEncodingContainer {
    let encoder: LuaEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() throws { try encoder.place.fill(.nil) }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.encode(value) }
  }
}
