import Lua
import PlanModel
import PlanStore

/// `plan`: the way in. Its fields are the plan's own; its collections are queries.
final class PlanObject {
  unowned let run: Run

  init(run: Run) { self.run = run }

  static let type: HostType<PlanObject> = HostType(
    "plan", index: { plan, key, _ in try plan.run.planMember(key.text) },
    newIndex: { _, key, _, _ in throw HostError.readOnly(owner: "plan", name: key.text) },
    operators: [
      .tostring: { call in
        let run = try call.object(1, PlanObject.type).run
        return [.string(run.presenter.text(try run.planField("title") ?? .none))]
      }
    ])
}

extension Run {
  fileprivate func planMember(_ name: String) throws -> LuaValue {
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
    if Plan.collection.position(of: name) != nil {
      return table.count > 0 ? table.value(0, name) ?? PlanValue.none : PlanValue.none
    }
    guard table.count > 0 else { return nil }
    return table.extras(0).first { $0.name == name }.map { .json($0.value) }
  }

  static let planNames =
    ["today"] + Plan.collection.fields.map(\.name)
    + Catalogue.collections.filter { !$0.isSingle }.map(\.name)
}
