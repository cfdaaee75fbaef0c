internal import Lua
public import PlanModel

/// What is wrong with one script of a bundle, held against the manifest.
public struct BundleScriptFault: Error, Sendable {
  public let path: String
  public let problem: Problem

  public init(path: String, problem: Problem) { (self.path, self.problem) = (path, problem) }

  public enum Problem: Sendable {
    /// No Lua, or a declaration that is none.
    case broken(any Error)
    /// It asks for what the manifest does not give it.
    case needs([Permission])
    /// The manifest describes these parameters otherwise than the script declares them.
    case parameters([String])
  }
}

extension BundleContents {
  /// Looks at what packing asks beside the files themselves: every Lua file is Lua, and scripts
  /// declare no more than the manifest says. Throws `BundleFault.scripts` with all that is wrong.
  public func review() throws(BundleFault) {
    var faults: [BundleScriptFault] = []
    for file in files where file.path.hasSuffix(".lua") {
      do {
        _ = try LuaState(limits: BundleContents.reviewLimits).load(file.text, name: file.path)
        if let name = file.name(in: .scripts) ?? file.name(in: .checks) {
          faults += try declared(file, name)
        }
      } catch {
        faults.append(BundleScriptFault(path: file.path, problem: .broken(error)))
      }
    }
    if !faults.isEmpty { throw .scripts(faults) }
  }

  private static let reviewLimits = LuaLimits(time: .seconds(5), memory: 64 << 20)

  private func declared(_ file: BundleFile, _ name: String) throws -> [BundleScriptFault] {
    guard let declaration = try ScriptDeclaration.read(file.text, name: file.path) else {
      return []
    }
    let isScript = file.name(in: .scripts) != nil
    let entry = isScript ? manifest.scripts.first { $0.script == name } : nil
    let given = entry?.needs ?? manifest.needs
    let more = (declaration.needs ?? []).filter { wanted in
      !given.contains { $0.includes(wanted) }
    }
    var problems: [BundleScriptFault.Problem] = more.isEmpty ? [] : [.needs(more)]
    if let parameters = entry?.parameters {
      let other = differing(parameters, declaration.parameters)
      if !other.isEmpty { problems.append(.parameters(other)) }
    }
    return problems.map { BundleScriptFault(path: file.path, problem: $0) }
  }

  private func differing(
    _ described: [ScriptDeclaration.Parameter], _ declared: [ScriptDeclaration.Parameter]
  ) -> [String] {
    let names = Set(described.map(\.name)).union(declared.map(\.name))
    return names.sorted().filter { name in
      let one = described.first { $0.name == name }
      let other = declared.first { $0.name == name }
      return one?.type != other?.type || one?.isOptional != other?.isOptional
    }
  }
}
