/// A fingerprint tells whether bytes are still the same, at the speed of memory. It finds what
/// happens by chance; against those who want two contents to look alike there is `ContentHash`.
struct Fingerprint: Sendable, Hashable {
  let first: UInt64
  let second: UInt64

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init(of bytes: UnsafeRawBufferPointer) {
    var lanes = (Fingerprint.a, Fingerprint.b, Fingerprint.c, Fingerprint.d)
    var offset = 0
    if let base = bytes.baseAddress {
      while offset + 32 <= bytes.count {
        lanes.0 = stirred(lanes.0, base, offset)
        lanes.1 = stirred(lanes.1, base, offset + 8)
        lanes.2 = stirred(lanes.2, base, offset + 16)
        lanes.3 = stirred(lanes.3, base, offset + 24)
        offset += 32
      }
    }
    while offset < bytes.count {
      lanes.0 = stirred(lanes.0, UInt64(bytes[offset]))
      offset += 1
    }
    let length = UInt64(truncatingIfNeeded: bytes.count)
    first = spread(lanes.0 &+ rotated(lanes.1, 19) ^ spread(lanes.2 &+ spread(lanes.3 ^ length)))
    second = spread(lanes.3 &+ rotated(lanes.2, 23) ^ spread(lanes.1 &+ spread(lanes.0 &- length)))
  }

  fileprivate static let a: UInt64 = 0x8F3D_91A6_54E2_7C0B
  fileprivate static let b: UInt64 = 0xC2B7_60D9_3F18_A5E5
  fileprivate static let c: UInt64 = 0x5A94_E3C8_D07B_1F69
  fileprivate static let d: UInt64 = 0xE617_2B5F_89C4_D3A1
}

/// For a given lane every word leads to another result, so that no change of one word is lost.
@inline(__always)
private func stirred(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  rotated(lane &+ word &* Fingerprint.b, 31) &* Fingerprint.d
}

@inline(__always)
private func stirred(_ lane: UInt64, _ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
  stirred(lane, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

@inline(__always)
private func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
  word << bits | word >> (64 - bits)
}

private func spread(_ word: UInt64) -> UInt64 {
  let once = (word ^ word >> 32) &* Fingerprint.c
  return (once ^ once >> 29) &* Fingerprint.a ^ once >> 32
}
