package import PlanModel

/// A located JSON value is a value that knows at which byte of its text it stands, and the values
/// inside it likewise: for what tells several faults of one text at once.
package struct LocatedJSON: Sendable {
  /// Of its first byte.
  package let offset: Int
  package let value: JSONValue
  /// What an object or an array holds; empty for everything else.
  package let members: [Member]
  package let items: [LocatedJSON]

  package struct Member: Sendable {
    package let name: String
    /// Of the name's opening quote.
    package let offset: Int
    package let value: LocatedJSON
  }

  /// The first member of that name.
  package subscript(name: String) -> LocatedJSON? { members.first { $0.name == name }?.value }

  /// The one value that the text holds.
  package static func parse(_ text: String) throws(JSONFault) -> LocatedJSON {
    var text = text
    let result = text.withUTF8 { bytes -> Result<LocatedJSON, JSONFault> in
      var reader = JSONReader(bytes)
      return Result { () throws(JSONFault) in
        try reader.document { reader throws(JSONFault) in try reader.located() }
      }
    }
    return try result.get()
  }

  fileprivate init(
    _ offset: Int, _ value: JSONValue, members: [Member] = [], items: [LocatedJSON] = []
  ) {
    (self.offset, self.value, self.members, self.items) = (offset, value, members, items)
  }
}

extension JSONReader {
  fileprivate mutating func located() throws(JSONFault) -> LocatedJSON {
    skipSpace()
    let start = offset
    switch current {
    case UInt8(ascii: "{"):
      let members = try members { reader, name, span throws(JSONFault) in
        LocatedJSON.Member(name: name, offset: span.lowerBound, value: try reader.located())
      }
      let plain = members.map { JSONValue.Member($0.name, $0.value.value) }
      return LocatedJSON(start, .object(plain), members: members)
    case UInt8(ascii: "["):
      let items = try items { reader throws(JSONFault) in try reader.located() }
      return LocatedJSON(start, .array(items.map(\.value)), items: items)
    default: return LocatedJSON(start, try value())
    }
  }
}
