import Chance
import Synchronization
import Testing

@testable import PlanStore

typealias Texts = [String: String]

/// A scenario is a store and what one commit shall do to it, perhaps with another program
/// writing meanwhile.
struct Scenario: Sendable, CustomTestStringConvertible {
  var name: String
  /// The store's files before.
  var files: Texts
  /// Commits that went before, so that the log and the versions are not empty.
  var earlier: [[String: String?]] = []
  /// What the commit writes; nothing takes a file away.
  let changes: [String: String?]
  /// What another program does at some moment; nothing takes the file away.
  var edit: Edit?
  /// Operations that the file system lacks.
  var missing: Set<DiskFault.Operation> = []

  struct Edit: Sendable {
    let path: String
    let text: String?
  }

  var testDescription: String { name }

  /// The disk before the commit. The earlier commits went well, and all is durable.
  func disk() throws -> MemoryDisk {
    let disk = MemoryDisk(files)
    disk.missing = missing
    for commit in earlier { try Store.open(disk).write(commit) }
    disk.restart()
    return disk
  }

  static func named(_ names: String...) -> [Scenario] {
    (plain + raced + poor).filter { names.contains($0.name) }
  }

  /// Every file that takes part.
  var paths: [String] {
    let all = Array(files.keys) + earlier.flatMap(\.keys) + Array(changes.keys)
    return Set(all + (edit.map { [$0.path] } ?? [])).sorted()
  }

  var old: Texts {
    earlier.reduce(into: files) { texts, commit in texts.apply(commit) }
  }

  var new: Texts {
    var texts = old
    texts.apply(changes)
    return texts
  }
}

extension Texts {
  mutating func apply(_ changes: [String: String?]) {
    for (path, text) in changes { self[path] = text }
  }
}

extension Surroundings {
  /// The same chance in every run, a clock that stands, and no waiting.
  static func still(_ seed: UInt64 = 1) -> Surroundings {
    let dice = SharedDice(seed)
    return Surroundings(
      now: { 1_800_000_000 }, random: { dice.next() }, uptime: { dice.uptime() },
      pause: { _ in })
  }
}

extension Store {
  static func open(
    _ disk: MemoryDisk, steps: Steps = .all, seed: UInt64 = 1
  ) throws -> Store {
    try disk.quietly {
      try Store(path: "memory", disk: disk, steps: steps, surroundings: .still(seed))
    }
  }

  /// Commits files as text; nothing takes a file away. They are held to be what `known` says, or
  /// whatever they are.
  @discardableResult
  func write(
    _ files: [String: String?], knowing known: Texts? = nil, patience: Duration = .seconds(60)
  ) throws -> Commit? {
    try commit(origin: .test, patience: patience) { current in
      let changes = try files.sorted { $0.key < $1.key }.map { path, text in
        // As who edits it does; what cannot be read is for the commit to say.
        _ = try? current.bytes(path)
        let before =
          try known.map { $0[path].map { ContentHash(of: Array($0.utf8)) } }
          ?? current.hash(path)
        return FileChange(path: path, before: before, after: text.map { Array($0.utf8) })
      }
      return PreparedCommit(files: changes, changes: .string("changes"))
    }
  }
}

extension StoreFiles {
  func text(_ path: String) throws(FileFault) -> String? {
    let buffer = FileBuffer(padding: 0)
    do throws(FileFault) {
      try read(path, into: buffer)
    } catch {
      if case .unreadable(errno: 2) = error.problem { return nil }
      throw error
    }
    return String(decoding: buffer.contents, as: UTF8.self)
  }

  /// All the files of a store but its settings, as listed and read.
  func texts(_ paths: [String]) throws(FileFault) -> Texts {
    var texts: Texts = [:]
    for path in paths {
      let text = try text(path)
      let isListed = try names(in: StorePath.directory(of: path))
        .contains(StorePath.name(of: path))
      // A listing without its file, or the reverse, is nobody's state.
      texts[path] = isListed == (text != nil) ? text : "\(text ?? "absent") but listed: \(isListed)"
    }
    return texts
  }
}

extension Scenario {
  /// What the commits of the suites are: each alone, and after others.
  static let plain: [Scenario] = {
    let files = [
      "tasks.json": "tasks", "units.json": "units", "people/a.json": "people of a",
      "people/b.json": "people of b", "people/c.json": "people of c",
    ]
    let changes: [(String, [String: String?])] = [
      ("changes a file", ["tasks.json": "new tasks"]),
      ("makes a file", ["plan.json": "plan"]),
      ("takes a file away", ["tasks.json": nil]),
      ("changes two directories", ["tasks.json": "T", "people/a.json": "A"]),
      ("makes a directory", ["attendance/a.json": "came"]),
      ("makes directories in directories", ["drafts/2023/a.json": "draft", "drafts/b.json": "b"]),
      ("changes, makes, takes away", ["tasks.json": "T", "plan.json": "P", "people/a.json": nil]),
      (
        "changes all",
        [
          "tasks.json": "1", "units.json": "2", "people/a.json": "3",
          "people/b.json": "4", "people/c.json": "5",
        ]
      ),
      ("takes two away", ["people/a.json": nil, "people/b.json": nil]),
      ("empties a file", ["tasks.json": ""]),
      ("fills large", ["tasks.json": String(repeating: "long ", count: 300)]),
      ("exchanges two", ["people/a.json": "people of b", "people/b.json": "people of a"]),
      ("moves a file", ["people/a.json": nil, "people/d.json": "people of a"]),
      (
        "lets shards appear",
        ["people/d.json": "d", "people/e.json": "e", "attendance/d.json": "x"]
      ),
    ]
    let earlier: [[String: String?]] = [
      ["tasks.json": "new tasks", "plan.json": "first plan", "people/c.json": nil],
      ["tasks.json": "tasks", "plan.json": nil, "attendance/z.json": "z"],
    ]
    return changes.flatMap { name, changes in
      [
        Scenario(name: name, files: files, changes: changes),
        Scenario(name: name + ", after others", files: files, earlier: earlier, changes: changes),
      ]
    }
  }()

  /// Another program changes what the commit touches, or what it does not.
  static let raced: [Scenario] = {
    let files = ["tasks.json": "tasks", "people/a.json": "people of a", "units.json": "units"]
    let races: [(String, [String: String?], Edit)] = [
      ("a changed file is changed", ["tasks.json": "T"], Edit(path: "tasks.json", text: "mine")),
      ("a changed file is taken away", ["tasks.json": "T"], Edit(path: "tasks.json", text: nil)),
      ("a changed file is changed alike", ["tasks.json": "T"], Edit(path: "tasks.json", text: "T")),
      ("a new file is made", ["plan.json": "P"], Edit(path: "plan.json", text: "mine")),
      ("a new file is made alike", ["plan.json": "P"], Edit(path: "plan.json", text: "P")),
      ("a file to go is changed", ["tasks.json": nil], Edit(path: "tasks.json", text: "mine")),
      ("a file to go goes", ["tasks.json": nil], Edit(path: "tasks.json", text: nil)),
      (
        "one of two is changed", ["people/a.json": "A", "tasks.json": "T"],
        Edit(path: "tasks.json", text: "mine")
      ),
      ("another is changed", ["tasks.json": "T"], Edit(path: "units.json", text: "mine")),
      (
        "a new file's directory is made", ["attendance/a.json": "A"],
        Edit(path: "attendance/b.json", text: "mine")
      ),
    ]
    return races.map { name, changes, edit in
      Scenario(name: name, files: files, changes: changes, edit: edit)
    }
  }()

  /// File systems that lack an operation.
  static let poor: [Scenario] = {
    let lacks: [Set<DiskFault.Operation>] = [
      [.exchange], [.exchange, .move], [.exchange, .move, .link], [.link],
    ]
    return lacks.flatMap { missing in
      plain.filter {
        ["changes, makes, takes away, after others", "exchanges two", "lets shards appear"]
          .contains($0.name)
      }
      .map { scenario in
        var scenario = scenario
        scenario.missing = missing
        let names = missing.map(\.rawValue).sorted().joined(separator: ", ")
        scenario.name += ", without \(names)"
        return scenario
      }
    }
  }()
}

/// Dice and a clock that a closure can hold.
final class SharedDice: Sendable {
  private let dice: Mutex<Dice>
  private let seconds = Mutex(0)

  init(_ seed: UInt64) { dice = Mutex(Dice(seed)) }

  func next() -> UInt64 { dice.withLock { $0.next() } }

  /// A second passes at each look.
  func uptime() -> Duration {
    seconds.withLock {
      $0 += 1
      return .seconds($0)
    }
  }
}
