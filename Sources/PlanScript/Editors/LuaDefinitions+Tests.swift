import PlanModel

// MARK: - What files of tests have

extension LuaDefinitions {
  var tests: String {
    let globals = testingGlobals.map { function($0, named: $0.name) }
    let classes = [("store", storeFunctions), ("expectation", expectationFunctions)].map {
      kind, functions in
      "---@class \(LuaNames.value(kind))\nlocal \(kind) = {}\n\n"
        + functions.map { function($0, named: "\(kind):\($0.memberName)") }.joined(separator: "\n")
    }
    return (classes + globals).joined(separator: "\n")
  }
}
