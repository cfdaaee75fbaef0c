/// A list edit changes some items of a JSON list, the records of an array or the members of
/// an object, and copies every other byte of it, commas and spaces included.
struct ListEdit {
  let bytes: [UInt8]
  /// What stands between the brackets.
  let inside: Range<Int>
  /// Where each item begins.
  let starts: [Int]
  /// Where an item ends; only asked for items beside a change.
  let end: (Int) -> Int

  var replaced: [Int: [UInt8]] = [:]
  var removed: Set<Int> = []
  /// New items, by the position of the item before which they go.
  var inserted: [Int: [[UInt8]]] = [:]
  /// What stands between two items, comma included, where one of them is new.
  var separator: [UInt8]
  /// What stands before the first item and behind the last, where there was none.
  var (head, tail): ([UInt8], [UInt8])

  init(
    bytes: [UInt8], inside: Range<Int>, starts: [Int], separator: [UInt8], head: [UInt8],
    tail: [UInt8], end: @escaping (Int) -> Int
  ) {
    (self.bytes, self.inside, self.starts, self.end) = (bytes, inside, starts, end)
    (self.separator, self.head, self.tail) = (separator, head, tail)
  }

  private enum Previous { case none, item(Int), new }

  /// What shall stand between the brackets.
  func edited() -> [UInt8] {
    var out: [UInt8] = []
    var (previous, next) = (Previous.none, 0)
    let touched = removed.union(replaced.keys).union(inserted.keys).union([starts.count])
    for place in touched.sorted() {
      if next < place {
        out += gap(previous, before: next) + bytes[starts[next]..<end(place - 1)]
        (previous, next) = (.item(place - 1), place)
      }
      for item in inserted[place] ?? [] {
        if case .none = previous {} else { out += separator }
        out += item
        previous = .new
      }
      if place < starts.count, !removed.contains(place) {
        out += gap(previous, before: place) + (replaced[place] ?? Array(copy(place)))
        previous = .item(place)
      }
      next = max(next, place + 1)
    }
    if case .none = previous { return [] }
    guard !starts.isEmpty else { return head + out + tail }
    return bytes[inside.lowerBound..<starts[0]] + out
      + bytes[end(starts.count - 1)..<inside.upperBound]
  }

  private func copy(_ item: Int) -> ArraySlice<UInt8> { bytes[starts[item]..<end(item)] }

  /// What stood behind the item before; in front of a new one's follower, what stood there.
  private func gap(_ previous: Previous, before item: Int) -> [UInt8] {
    switch previous {
    case .none: []
    case .item(let before): Array(bytes[end(before)..<starts[before + 1]])
    case .new: item > 0 ? Array(bytes[end(item - 1)..<starts[item]]) : separator
    }
  }
}
