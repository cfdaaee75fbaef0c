import Foundation
import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// The sample store, and runs on it.
enum Sample {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func snapshot() throws -> Snapshot {
    try Store(path: package.appending(path: "examples/plan-130").path).snapshot()
  }

  static func options(_ language: Language = .vi) -> Run.Options {
    var options = Run.Options(language: language, today: { _ in Day(number: 19_713) })
    options.modules = .shipped
    options.limits = LuaLimits(time: .seconds(20), memory: 256 << 20)
    return options
  }
}

/// What a run showed.
final class Shown {
  var blocks: [Block] = []

  var tables: [ReportTable] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  func text(_ format: ReportFormat, _ presenter: Presenter, width: Int? = nil) -> String {
    var rendering = Rendering(format, presenter: presenter, width: width)
    return blocks.map { rendering.add($0) }.joined() + rendering.finish()
  }
}

extension ModuleSource {
  /// What ships, and nothing else.
  static let shipped = ModuleSource { name in
    ShippedLibrary.script("lib/" + name).map { ($0, name + ".lua") }
  }
}
