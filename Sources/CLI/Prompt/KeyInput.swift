internal import Foundation
internal import PlanModel

/// The key input is what comes from the keyboard, letter by letter; a paste comes as a whole.
struct KeyInput {
  enum Key {
    case letter(Unicode.Scalar)
    /// Several lines at once, or what a terminal marks as pasted; line ends are `\n`.
    case paste(String)
    /// The window has another size.
    case resized
    case end
  }

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var place = 0

  /// Set by a signal; the next `key` tells it.
  nonisolated(unsafe) private static var isResized: sig_atomic_t = 0

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    signal(SIGWINCH) { _ in KeyInput.isResized = 1 }
  }

  /// Waits for the next key.
  mutating func key() -> Key {
    while waiting == 0 {
      if KeyInput.isResized != 0 {
        KeyInput.isResized = 0
        return .resized
      }
      guard fill(-1) else { return .end }
    }
    if bytes[place] == KeyInput.escape, starts(with: KeyInput.pasteBegins) {
      return .paste(KeyInput.plain(paste()))
    }
    if holdsLines { return .paste(KeyInput.plain(lines())) }
    return .letter(letter())
  }

  private static let escape: UInt8 = 0x1B
  private static let pasteBegins = Array("\u{1B}[200~".utf8)
  private static let pasteEnds = Array("\u{1B}[201~".utf8)

  /// Whether nothing has come that is not taken yet.
  var isIdle: Bool { waiting == 0 }

  private var waiting: Int { bytes.count - place }

  /// Reads what has come within a time in milliseconds (−1: whenever it comes). False at the end
  /// of the input; a signal or the time may come before any byte.
  private mutating func fill(_ milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Foundation.poll(&poll, 1, milliseconds) > 0 else { return true }
    if place == bytes.count { (bytes, place) = ([], 0) }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    bytes += buffer.prefix(count)
    return count > 0
  }

  /// Whether these bytes come next; those of a sequence that has begun come at once.
  private mutating func starts(with wanted: [UInt8]) -> Bool {
    while waiting < wanted.count {
      let known = waiting
      guard bytes[place...].elementsEqual(wanted.prefix(known)) else { return false }
      guard fill(20), waiting > known else { return false }
    }
    return bytes[place...].starts(with: wanted)
  }

  /// What a terminal marks as pasted.
  private mutating func paste() -> [UInt8] {
    place += KeyInput.pasteBegins.count
    let start = place
    var looked = start
    while true {
      while looked + KeyInput.pasteEnds.count <= bytes.count {
        if bytes[looked] == KeyInput.escape, bytes[looked...].starts(with: KeyInput.pasteEnds) {
          place = looked + KeyInput.pasteEnds.count
          return Array(bytes[start..<looked])
        }
        looked += 1
      }
      let known = bytes.count
      guard fill(2000), bytes.count > known else { break }
    }
    place = bytes.count
    return Array(bytes[start...])
  }

  /// Whether more than one line has come, and no key among them that edits.
  private var holdsLines: Bool {
    let rest = bytes[place...]
    guard let end = rest.firstIndex(where: KeyInput.isLineEnd), end + 1 < bytes.count else {
      return false
    }
    return rest.allSatisfy { $0 >= 0x20 || KeyInput.isLineEnd($0) || $0 == 0x09 }
  }

  /// All that has come, and comes without a pause.
  private mutating func lines() -> [UInt8] {
    while true {
      let known = bytes.count
      guard fill(10), bytes.count > known, holdsLines else { break }
    }
    defer { place = bytes.count }
    return Array(bytes[place...])
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Composed, without what a text file has no use for.
  private static func plain(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: "  ")
    let kept = text.unicodeScalars.filter { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
    return composed(String(String.UnicodeScalarView(kept)))
  }

  private mutating func letter() -> Unicode.Scalar {
    let first = bytes[place]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    // The rest of a letter comes with its beginning, or never.
    if waiting < length { _ = fill(100) }
    let taken = min(length, waiting)
    defer { place += taken }
    return String(decoding: bytes[place..<place + taken], as: UTF8.self).unicodeScalars.first
      ?? "\u{FFFD}"
  }
}
