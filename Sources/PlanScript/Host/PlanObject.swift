import Lua
import PlanModel
import PlanStore

/// `plan`: the way in. Its fields are the plan's own; its collections are queries.
final class PlanObject {
  unowned let run: Run

  init(run: Run) { self.run = run }

  static let type: HostType<PlanObject> = HostType(
    "plan", index: { plan, key, _ in try plan.run.planMember(key.text) },
    newIndex: { plan, key, value, _ in try plan.run.assignToPlan(key.text, value) },
    operators: [
      .tostring: { call in
        let run = try call.object(1, PlanObject.type).run
        return [.string(run.presenter.text(try run.planField("title") ?? .none))]
      }
    ])
}

extension Run {
  fileprivate func planMember(_ name: String) throws -> LuaValue {
    if name == "unit" { return try snapshot.unit.map { try record($0, in: Units.name) } ?? .nil }
    if name == "today" { return .handle(LuaHandle(today)) }
    if let collection = Catalogue.collection(name), !collection.isSingle {
      return query(Query(.collection(collection)))
    }
    if let value = try planField(name) { return try lua(value) }
    throw QueryError.unknownField(
      owner: "plan", name: name, suggestions: suggestions(for: name, among: Run.planNames))
  }

  /// A field of `plan.json`, declared or not; nothing when it is neither.
  func planField(_ name: String) throws -> PlanValue? {
    let table = try snapshot.table(Plan.collection)
    if let position = Plan.collection.position(of: name) {
      return table.count > 0 ? try proposal.value(0, position, in: Plan.collection) : PlanValue.none
    }
    guard table.count > 0 else { return nil }
    return table.extras(0).first { $0.name == name }.map { .json($0.value) }
  }

  /// `plan.title = …`
  fileprivate func assignToPlan(_ name: String, _ value: LuaValue) throws {
    if name == "today" || name == "unit" || Catalogue.collection(name) != nil {
      throw HostError.readOnly(owner: "plan", name: name)
    }
    guard try snapshot.table(Plan.collection).count > 0 else {
      throw Proposal.Failure.unknownRecord(
        RecordKey(Plan.name, Plan.name), suggestions: [])
    }
    try assign(name, ofRow: 0, in: Plan.collection, value)
  }

  static let planNames =
    ["today", "unit"] + Plan.collection.fields.map(\.name)
    + Catalogue.collections.filter { !$0.isSingle }.map(\.name)
}
