internal import PlanModel
internal import PlanScript

extension Reference {
  var functions: [Block] {
    get throws {
      var blocks: [Block] = [
        .heading(wording.functionsTitle, level: 2), .text(wording.functionsAbout),
        .heading(wording.queriesTitle, level: 3), .text(wording.queriesAbout),
        table([.call, .meaning], ScriptGlobals.methods.map(row)),
        .heading(wording.singleTitle, level: 3),
        table([.call, .meaning], ScriptGlobals.single.map(row)),
      ]
      for module in ScriptGlobals.modules {
        blocks.append(.heading(module.name, level: 3))
        let own = ([module.itself].compactMap { $0 } + module.functions).map(row)
        let constants = ScriptGlobals.constants.filter { $0.name.hasPrefix(module.name + ".") }
          .map { [$0.name, $0.help[language]] }
        blocks.append(table([.call, .meaning], own + constants))
      }
      return blocks + testing + values + (try libraries)
    }
  }

  private func row(_ function: HostFunction) -> [String] {
    let options = function.parameters.filter { !$0.options.isEmpty }.map { parameter in
      "\(parameter.name): { \(parameter.options.joined(separator: ", ")) }"
    }
    return [function.signature, ([function.help[language]] + options).joined(separator: "\n")]
  }

  private var testing: [Block] {
    [
      .heading(wording.testingTitle, level: 3), .text(wording.testingAbout),
      table([.call, .meaning], ScriptGlobals.testing.map(row)),
    ]
  }

  /// Days, times and ratios.
  private var values: [Block] {
    [.heading(wording.valuesTitle, level: 3)]
      + ValueKind.all.flatMap { kind -> [Block] in
        let sums = kind.operators.map { sum in
          let sign = sum.name == "add" ? "+" : "-"
          return ["\(kind.name) \(sign) \(sum.operand)", "→ \(sum.result)"]
        }
        let members = kind.members.map { ["\(kind.name).\($0.name)", $0.help[language]] }
        return [.text(kind.help[language]), table([.call, .meaning], members + sums)]
      }
  }

  /// What is left of Lua's own.
  private var libraries: [Block] {
    get throws {
      let all = try ScriptGlobals.libraries()
      let single = all.filter(\.members.isEmpty).map(\.name).joined(separator: ", ")
      let rows = all.filter { !$0.members.isEmpty }.map { library in
        [library.name, library.members.joined(separator: ", ")]
      }
      return [
        .heading(wording.librariesTitle, level: 3), .text(wording.librariesAbout),
        .list([single] + rows.map { "\($0[0]): \($0[1])" }),
      ]
    }
  }
}
