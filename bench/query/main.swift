// A query over a million rows beside the loop that a C++ programmer writes for the same columns:
// two keys, three figures. Prints the groups (unit, category, rows, summoned, attended), and to
// standard error lines of a name and the best time in milliseconds.

import CGroupLoop
import Foundation
import PlanModel
import PlanStore

let arguments = CommandLine.arguments
guard arguments.count == 3, let turns = Int(arguments[2]), turns > 0 else {
  print("query-bench STORE TURNS")
  exit(2)
}
let snapshot = try Store(path: arguments[1]).snapshot()
let query = Query(.collection(Attendance.collection)).adding(
  .group(
    keys: [Key(Path("unit")), Key(Path("category"))],
    figures: [
      Figure("rows", .count), Figure("summoned", .sum(Path("summoned"))),
      Figure("attended", .sum(Path("attended"))),
    ]))

/// The pointers of the columns, and what keeps them alive.
struct Columns {
  let table: Table
  var pointers = group_loop_columns()

  init(_ snapshot: Snapshot) throws {
    table = try snapshot.table(Attendance.collection)
    guard case .symbols(let unit)? = table.column("unit")?.storage,
      case .symbols(let category)? = table.column("category")?.storage,
      case .integers(let summoned)? = table.column("summoned")?.storage,
      case .integers(let attended)? = table.column("attended")?.storage
    else { throw CocoaError(.fileReadCorruptFile) }
    pointers = group_loop_columns(
      first_key: unit, second_key: category, first_number: summoned, second_number: attended,
      rows: table.count)
  }

  func loop() -> [group_loop_group] {
    var pointers = pointers
    let all = [group_loop_group](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
      count = group_loop(&pointers, buffer.baseAddress, buffer.count)
    }
    return all
  }
}

/// The best of so many turns, in milliseconds.
func best(_ turns: Int, _ body: () throws -> Void) rethrows -> Double {
  try (0..<turns).map { _ in
    let start = ContinuousClock.now
    try body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1000 + Double(attoseconds) / 1e15
  }.min() ?? 0
}

func tell(_ name: String, _ figure: Double) {
  FileHandle.standardError.write(Data("\(name)\t\(String(format: "%.3f", figure))\n".utf8))
}

let columns = try Columns(snapshot)
let result = try snapshot.execute(query)
guard case .groups(let relation) = result else { exit(1) }
let ours = relation.rows.map { $0.map { $0.json.string ?? $0.json.text() }.joined(separator: "\t") }
let theirs = columns.loop().map { group in
  [
    snapshot.symbols.text(group.first_key), snapshot.symbols.text(group.second_key),
    String(group.count), String(group.first_sum), String(group.second_sum),
  ].joined(separator: "\t")
}
guard ours.sorted() == theirs.sorted() else {
  print("OTHER FIGURES")
  exit(1)
}
print(ours.joined(separator: "\n"))
// In turn, so that both meet the same machine.
var (mine, loop) = (Double.infinity, Double.infinity)
for _ in 0..<turns {
  mine = min(mine, try best(1) { _ = try snapshot.execute(query) })
  loop = min(loop, best(1) { _ = columns.loop() })
}
tell("planscript", mine)
tell("loop", loop)
