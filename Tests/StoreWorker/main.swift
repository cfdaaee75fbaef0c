import Foundation
import PlanModel
import PlanStore

// A process that works on a store until it is done, or killed. What it does is its first
// argument, the store its second; what it has done it says a line at a time.

let arguments = CommandLine.arguments
guard arguments.count > 2 else { exit(2) }
let store = try Store(path: arguments[2])
let count = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
let origin = Origin(.run, who: "worker")

/// A line that is out before the next thing happens.
func say(_ line: Any) {
  try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
}

func number(_ bytes: [UInt8]?) -> Int {
  bytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
}

/// Changes numbers that files hold, in one commit.
@discardableResult
func change(_ paths: [String], _ body: ([Int]) -> [Int]) throws -> Commit? {
  try store.commit(origin: origin, patience: .seconds(600)) { current in
    let numbers = body(try paths.map { number(try current.bytes($0)) })
    let files = try zip(paths, numbers).map { path, number in
      FileChange(path: path, before: try current.hash(path), after: Array("\(number)".utf8))
    }
    return PreparedCommit(files: files, changes: .null)
  }
}

switch arguments[1] {
case "add":
  for _ in 0..<count { try change(["count.json"]) { [$0[0] + 1] } }
  say("done")
case "transfer":
  // Between shards of two directories; the sum stays.
  for turn in 1...max(count, 1) {
    let paths = ["people/\(turn % 5).json", "attendance/\((turn / 2) % 5).json"]
    try change(paths) { [$0[0] - turn, $0[1] + turn] }
  }
  say("done")
case "sum":
  // Reads until the input ends, and says every sum that is not what it should be.
  var rounds = 0
  let end = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    while readLine() != nil {}
    end.signal()
  }
  while end.wait(timeout: .now()) == .timedOut {
    let snapshot = store.snapshot()
    do {
      let sum = try (0..<5).reduce(0) { sum, shard in
        sum + number(try snapshot.bytes("people/\(shard).json"))
          + number(try snapshot.bytes("attendance/\(shard).json"))
      }
      if sum != count { say("sum \(sum)") }
    } catch StoreError.file(let fault) where fault.problem.isTooOld {
      // So much was committed meanwhile: a new snapshot is taken.
    }
    rounds += 1
  }
  say("rounds \(rounds)")
case "all":
  // Writes the next number into files that come and go, and says it when it is committed.
  while true {
    var next = 0
    try store.commit(origin: origin, patience: .seconds(600)) { current in
      next = number(try current.bytes("number.json")) + 1
      let paths = ["number.json", "a.json", "people/a.json", "people/b.json"]
      var files = try paths.map { path in
        FileChange(path: path, before: try current.hash(path), after: Array("\(next)".utf8))
      }
      let odd = "people/odd.json"
      let before = try current.hash(odd)
      if next % 2 == 1 || before != nil {
        let after = next % 2 == 1 ? Array("\(next)".utf8) : nil
        files.append(FileChange(path: odd, before: before, after: after))
      }
      return PreparedCommit(files: files, changes: .null)
    }
    say(next)
  }
case "hold":
  // Keeps everybody from writing until the input ends.
  try store.commit(origin: origin, patience: .seconds(600)) { _ in
    say("held")
    while readLine() != nil {}
    return nil
  }
default: exit(2)
}

extension FileFault.Problem {
  var isTooOld: Bool { if case .snapshotTooOld = self { true } else { false } }
}
