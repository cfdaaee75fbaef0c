/// Reads what Swift's `Decodable` asks for out of values of Lua, without metamethods.
struct LuaDecoder: Decoder {
  let value: LuaValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func decode<Value: Decodable>(
    _ type: Value.Type, from value: LuaValue
  ) throws(LuaError) -> Value {
    do {
      return try LuaDecoder(value: value, codingPath: []).decode(type)
    } catch {
      throw LuaError(coding: error)
    }
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // A table that holds itself ends here as well.
    guard codingPath.count <= codingDepth else {
      throw LuaError.conversion(.depth(codingDepth, path: codingPath.prefix(8).map { $0 }.steps))
    }
    guard let plain = type as? any PlainLuaValue.Type else { return try Value(from: self) }
    guard let found = plain.init(plain: value) as? Value else { throw mismatch(plain.luaName) }
    return found
  }

  func mismatch(_ expected: String) -> LuaError {
    .conversion(.mismatch(expected: expected, found: value.typeName, path: codingPath.steps))
  }

  private func table(_ expected: String) throws -> LuaTable {
    guard let table = value.table else { throw mismatch(expected) }
    return table
  }

  fileprivate func inside(_ key: any CodingKey, _ value: LuaValue) -> LuaDecoder {
    LuaDecoder(value: value, codingPath: codingPath + [key])
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keyed<Key>(decoder: self, table: try table("table")))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let table = try table("list")
    return List(decoder: self, table: table, length: table.count)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }
}

extension LuaDecoder {
  struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: LuaDecoder
    let table: LuaTable
    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
      table.pairs.compactMap { key, _ in
        switch key {
        case .string(let name): Key(stringValue: name)
        case .integer(let index): Key(intValue: Int(index))
        default: nil
        }
      }
    }

    private func value(_ key: any CodingKey) -> LuaValue {
      key.intValue.map { table[$0] } ?? table[.string(key.stringValue)]
    }

    private func child(_ key: any CodingKey) -> LuaDecoder { decoder.inside(key, value(key)) }

    func contains(_ key: Key) -> Bool { !value(key).isNil }
    func decodeNil(forKey key: Key) -> Bool { value(key).isNil }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      let child = child(key)
      guard !child.value.isNil else {
        throw LuaError.conversion(.missing(path: child.codingPath.steps))
      }
      return try child.decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      try child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try child(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { child(LuaCodingKey(stringValue: "super")) }
    func superDecoder(forKey key: Key) -> any Decoder { child(key) }
  }

  struct List: UnkeyedDecodingContainer {
    let decoder: LuaDecoder
    let table: LuaTable
    let length: Int
    private(set) var currentIndex = 0

    init(decoder: LuaDecoder, table: LuaTable, length: Int) {
      self.decoder = decoder
      self.table = table
      self.length = length
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { length }
    var isAtEnd: Bool { currentIndex >= length }

    private mutating func next() throws -> LuaDecoder {
      let key = LuaCodingKey(intValue: currentIndex + 1)
      guard !isAtEnd else {
        throw LuaError.conversion(.missing(path: (codingPath + [key]).steps))
      }
      currentIndex += 1
      return decoder.inside(key, table[currentIndex])
    }

    mutating func decodeNil() -> Bool {
      guard !isAtEnd, table[currentIndex + 1].isNil else { return false }
      currentIndex += 1
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try next().decode(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }
  }

  struct Single: SingleValueDecodingContainer {
    let decoder: LuaDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNil }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decode(type) }
  }
}
