internal import Foundation
import PlanModel

/// A symbol is a number that stands for a text, the same for the same bytes all through a
/// snapshot, so that texts compare as numbers.
public final class SymbolPool: @unchecked Sendable {
  // `state` is only touched through `locked`.

  public typealias Symbol = UInt32

  /// Codes from here up stand for null and missing.
  static let nullCode: Symbol = 0xFFFF_FFFE
  static let missingCode: Symbol = 0xFFFF_FFFF

  private var state = State()
  private let lock = NSLock()

  private func locked<R>(_ body: (inout State) -> R) -> R {
    lock.lock()
    defer { lock.unlock() }
    return body(&state)
  }

  init() {}

  public var count: Int { locked { $0.count } }

  /// The symbol of a text, when the snapshot knows it.
  public func find(_ text: String) -> Symbol? {
    var text = composed(text)
    return text.withUTF8 { bytes in locked { $0.find(bytes, hash: hash(bytes)) } }
      .map { canonical($0) }
  }

  /// The bytes of a symbol; they stay where they are as long as the pool lives.
  public func bytes(of symbol: Symbol) -> UnsafeBufferPointer<UInt8> {
    locked { UnsafeBufferPointer($0.entry(symbol)) }
  }

  public func text(_ symbol: Symbol) -> String {
    String(decoding: bytes(of: symbol), as: UTF8.self)
  }

  /// Texts that differ only in how their accents are composed share a canonical symbol.
  func canonical(_ symbol: Symbol) -> Symbol { locked { $0.aliases[symbol] ?? symbol } }

  /// Symbols that are not their own canonical one; empty in nearly every store.
  var aliases: [Symbol: Symbol] { locked { $0.aliases } }

  func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol { locked { $0.intern(bytes) } }

  /// The symbols of a dictionary's entries: entry i ends at `ends[i]` in `bytes`.
  func intern(bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<UInt32>) -> [Symbol] {
    locked { state in
      var start = 0
      return ends.map { end in
        defer { start = Int(end) }
        return state.intern(UnsafeBufferPointer(rebasing: bytes[start..<Int(end)]))
      }
    }
  }
}

private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
  guard let base = bytes.baseAddress else { return 0 }
  let start = UnsafeRawPointer(base)
  var (value, offset) = (UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15, 0)
  while offset + 8 <= bytes.count {
    value = mixed(value ^ start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    offset += 8
  }
  var tail: UInt64 = 0
  while offset < bytes.count {
    tail = tail << 8 | UInt64(bytes[offset])
    offset += 1
  }
  value = mixed(value ^ tail)
  return UInt32(truncatingIfNeeded: value ^ (value >> 32))
}

private func mixed(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
  return product.high ^ product.low
}

extension SymbolPool {
  /// An open-addressing table over texts kept in blocks that never move.
  private struct State: ~Copyable {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var used = 0
    private var entries: [UnsafeMutableBufferPointer<UInt8>] = []
    private var hashes: [UInt32] = []
    private var slots = [Symbol](repeating: SymbolPool.missingCode, count: 1024)
    var aliases: [Symbol: Symbol] = [:]

    var count: Int { entries.count }

    func entry(_ symbol: Symbol) -> UnsafeMutableBufferPointer<UInt8> { entries[Int(symbol)] }

    func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Symbol? {
      let symbol = slots[slot(of: bytes, hash: hash)]
      return symbol == SymbolPool.missingCode ? nil : symbol
    }

    private func slot(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
      let mask = slots.count - 1
      var slot = Int(hash) & mask
      while slots[slot] != SymbolPool.missingCode {
        let symbol = Int(slots[slot])
        if hashes[symbol] == hash, same(entries[symbol], bytes) { break }
        slot = (slot + 1) & mask
      }
      return slot
    }

    private func same(_ a: UnsafeMutableBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>)
      -> Bool
    {
      guard a.count == b.count else { return false }
      guard let left = a.baseAddress, let right = b.baseAddress else { return true }
      return memcmp(left, right, a.count) == 0
    }

    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
      let hash = hash(bytes)
      let slot = slot(of: bytes, hash: hash)
      if slots[slot] != SymbolPool.missingCode { return slots[slot] }
      let symbol = Symbol(entries.count)
      slots[slot] = symbol
      hashes.append(hash)
      entries.append(keep(bytes))
      if entries.count * 2 > slots.count { grow() }
      if bytes.contains(where: { $0 >= 0x80 }) { noteAlias(of: symbol, bytes) }
      return symbol
    }

    private mutating func noteAlias(of symbol: Symbol, _ bytes: UnsafeBufferPointer<UInt8>) {
      var canonical = composed(String(decoding: bytes, as: UTF8.self))
      let target = canonical.withUTF8 { same(entries[Int(symbol)], $0) ? symbol : intern($0) }
      if target != symbol { aliases[symbol] = target }
    }

    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeMutableBufferPointer<
      UInt8
    > {
      if blocks.last.map({ used + bytes.count > $0.count }) ?? true {
        blocks.append(.allocate(capacity: max(bytes.count, 64 * 1024)))
        used = 0
      }
      let place = UnsafeMutableBufferPointer(
        rebasing: blocks[blocks.count - 1][used..<used + bytes.count])
      _ = place.update(fromContentsOf: bytes)
      used += bytes.count
      return place
    }

    private mutating func grow() {
      slots = [Symbol](repeating: SymbolPool.missingCode, count: slots.count * 2)
      let mask = slots.count - 1
      for (symbol, hash) in hashes.enumerated() {
        var slot = Int(hash) & mask
        while slots[slot] != SymbolPool.missingCode { slot = (slot + 1) & mask }
        slots[slot] = Symbol(symbol)
      }
    }

    deinit {
      for block in blocks { block.deallocate() }
    }
  }
}
