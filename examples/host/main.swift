// A host program: it opens a store, runs a script under limits with a function of its own,
// and reads what came of it with Swift types.
import PlanModel
import PlanScript
import PlanStore

let store = try Store(path: CommandLine.arguments.dropFirst().first ?? "examples/plan-130")
let snapshot = store.snapshot()

// Typed access without a script.
if let unit = try snapshot.units["dv-001"], let name = unit.name, let members = unit.membersTotal {
  print("\(name): \(members)")
}

// What scripts may call beside the toolkit's own functions.
let hall = HostFunction(
  "hall_seats", [.init("venue", "string")], result: "number",
  vi: "Số ghế của một hội trường.", en: "The seats of a hall."
) { _, call in
  [.integer(try call.string(1).hasPrefix("Hội trường A") ? 400 : 80)]
}

var options = Run.Options(language: .en, today: { _ in Day(number: 19_713) })
options.limits.time = .seconds(2)
options.limits.memory = 64 << 20

var tables: [ReportTable] = []
let run = try Run(snapshot, options: options, functions: [hall]) { block in
  if case .table(let table) = block { tables.append(table) }
}
let results = try run.run(
  """
  local rates = plan.attendance:group_by("category")
    :summarise { rate = agg.ratio("attended", "summoned") }
  report.table(rates)
  return plan.sessions:count(), hall_seats(plan.sessions["lop-tp-1"].venue), rates:first().rate
  """, name: "host")

for case .integer(let number) in results { print(number) }
for case .ratio(let ratio) in results { print("\(ratio.part) of \(ratio.whole)") }
for row in tables.flatMap(\.rows) {
  print(row.map { run.presenter.text($0) }.joined(separator: ": "))
}
