@testable import PlanScript

/// A tar made by hand, header by header, so that it can be wrong in every way.
struct Tar {
  var bytes: [UInt8] = []

  /// Fields of a header as they stand in it.
  struct Header {
    var name: String
    var mode = "000644 "
    var owner = "000000 "
    var size = 0
    /// Instead of `size`, as it is spelt.
    var spelledSize: [UInt8]?
    var time = "00000000000 "
    var type: Character = "0"
    var link = ""
    var magic: [UInt8] = Array("ustar\u{0}00".utf8)
    var prefix = ""
    var isChecksumRight = true

    init(_ name: String) { self.name = name }
  }

  mutating func add(_ header: Header, _ content: [UInt8] = []) {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], _ place: Int, _ room: Int) {
      for (offset, byte) in text.prefix(room).enumerated() { block[place + offset] = byte }
    }
    put(Array(header.name.utf8), 0, 100)
    put(Array(header.mode.utf8), 100, 8)
    put(Array(header.owner.utf8), 108, 8)
    put(Array(header.owner.utf8), 116, 8)
    let digits = String(header.size, radix: 8)
    let size = String(repeating: "0", count: max(0, 11 - digits.count)) + digits + " "
    put(header.spelledSize ?? Array(size.utf8), 124, 12)
    put(Array(header.time.utf8), 136, 12)
    put(Array("        ".utf8), 148, 8)
    put(Array(String(header.type).utf8), 156, 1)
    put(Array(header.link.utf8), 157, 100)
    put(header.magic, 257, 8)
    put(Array("000000 ".utf8), 329, 8)
    put(Array("000000 ".utf8), 337, 8)
    put(Array(header.prefix.utf8), 345, 155)
    let sum = block.reduce(0) { $0 + Int($1) } + (header.isChecksumRight ? 0 : 1)
    let check = String(sum, radix: 8)
    put(Array((String(repeating: "0", count: 6 - check.count) + check).utf8) + [0, 0x20], 148, 8)
    bytes += block + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  mutating func add(_ name: String, _ text: String, type: Character = "0", link: String = "") {
    var header = Header(name)
    (header.size, header.type, header.link) = (text.utf8.count, type, link)
    add(header, Array(text.utf8))
  }

  /// A pax header: what it says of the entry behind it.
  mutating func addPax(_ members: [(String, String)], type: Character = "x") {
    let text = members.map { name, value in
      var length = name.utf8.count + value.utf8.count + 3
      length += String(length + String(length).count).count
      return "\(length) \(name)=\(value)\n"
    }.joined()
    add("PaxHeader", text, type: type)
  }

  mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }

  /// The sample bundle's files, in order.
  static func sample(_ change: (inout Tar) -> Void = { _ in }) -> [UInt8] {
    var tar = Tar()
    for (path, text) in SampleBundle.files.sorted(by: { $0.key < $1.key }) { tar.add(path, text) }
    change(&tar)
    tar.end()
    return tar.bytes
  }
}
