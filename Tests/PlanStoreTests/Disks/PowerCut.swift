import Chance
@testable import PlanStore

/// A power cut takes back what was not synced: all of it, or any part in any order.
///
/// A name changes together with the others of its operation (a rename is one step of the file
/// system's journal), and is kept for sure once all their directories were synced. Operations on
/// the same name stay in their order; all others may be kept or lost each for itself. A file's
/// bytes since its last sync may be lost, kept, torn, or read as zeros.
struct PowerCut {
  private var durable: Tree
  private var namings: [Operation] = []
  private var writes: [(inode: Int, offset: Int, bytes: [UInt8])] = []
  private(set) var marks: [String] = []

  /// The names that changed together, and those of their directories that were not synced since.
  private struct Operation {
    let names: [Trace.Naming]
    var unsynced: Set<Int>
  }

  /// The tree before the trace is durable.
  init(_ start: Tree) { durable = start }

  /// One step further along the trace; the tree knows every file that was ever made.
  mutating func pass(_ event: Trace, _ tree: Tree) {
    switch event {
    case .write(let inode, let offset, let bytes):
      durable.adopt(inode, of: tree)
      writes.append((inode, offset, bytes))
    case .names(let names):
      for inode in names.compactMap(\.inode) { durable.adopt(inode, of: tree) }
      namings.append(Operation(names: names, unsynced: Set(names.map(\.directory))))
    case .syncs(let inodes): for inode in inodes { pass(.sync(inode), tree) }
    case .sync(let inode):
      for write in writes where write.inode == inode {
        durable.nodes[inode]?.write(write.bytes, at: write.offset)
      }
      writes.removeAll { $0.inode == inode }
      keepNames(of: inode)
    case .mark(let text): marks.append(text)
    }
  }

  /// A directory's sync keeps its operations, and those before them on the same names.
  private mutating func keepNames(of directory: Int) {
    for index in namings.indices { namings[index].unsynced.remove(directory) }
    var wanted = namings.map(\.unsynced.isEmpty)
    for later in namings.indices.reversed() where wanted[later] {
      for earlier in 0..<later where share(namings[earlier].names, namings[later].names) {
        wanted[earlier] = true
      }
    }
    for (naming, isWanted) in zip(namings, wanted) where isWanted { durable.apply(naming.names) }
    namings = zip(namings, wanted).filter { !$0.1 }.map(\.0)
  }

  private func share(_ one: [Trace.Naming], _ other: [Trace.Naming]) -> Bool {
    one.contains { a in other.contains { a.directory == $0.directory && a.name == $0.name } }
  }

  enum Loss: CaseIterable { case everything, nothing, names, bytes, anything }

  /// A disk as the power cut may leave it, and which choices made it so.
  func disk(_ loss: Loss, _ dice: inout Dice) -> (tree: Tree, choices: [Int]) {
    var tree = durable
    var choices: [Int] = []
    func choose(_ count: Int, _ sure: Int?) -> Int {
      let choice = sure ?? Int.random(in: 0..<count, using: &dice)
      choices.append(choice)
      return choice
    }
    let names: Int? = loss == .everything || loss == .names ? 0 : loss == .anything ? nil : 1
    let bytes: Int? = loss == .everything || loss == .bytes ? 0 : loss == .anything ? nil : 1
    var lost: [[Trace.Naming]] = []
    for naming in namings.map(\.names) {
      let isKept = choose(2, names) == 1 && !lost.contains { share($0, naming) }
      if isKept { tree.apply(naming) } else { lost.append(naming) }
    }
    for write in writes {
      switch choose(4, bytes) {
      case 0: break
      case 1: tree.nodes[write.inode]?.write(write.bytes, at: write.offset)
      case 2:
        let part = write.bytes.prefix(write.bytes.count / 2)
        tree.nodes[write.inode]?.write(Array(part), at: write.offset)
      default:
        let zeros = [UInt8](repeating: 0, count: write.bytes.count)
        tree.nodes[write.inode]?.write(zeros, at: write.offset)
      }
    }
    return (tree, choices)
  }

  /// Whether anything can be lost at all.
  var isSafe: Bool { namings.isEmpty && writes.isEmpty }
}
