public import ArgumentParser
internal import Foundation
public import PlanModel
public import PlanScript
internal import PlanStore

/// What every command takes: which store, which language.
struct StoreOptions: ParsableArguments {
  @Option(name: [.customShort("d"), .customLong("data")], help: Words.current.help("data"))
  var data: String?

  @Option(help: Words.current.help("lang"))
  var lang: Language?

  @Flag(name: .customLong("no-color"), help: Words.current.help("noColor"))
  var noColor = false
}

extension Language: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}

/// How long a script may run: `10s`, `500ms`, `2m`.
struct TimeLimit: ExpressibleByArgument {
  let duration: Duration

  init(seconds: Int) { duration = .seconds(seconds) }

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
    for (unit, seconds) in units where argument.hasSuffix(unit) {
      guard let number = Double(argument.dropLast(unit.count)), number > 0, number < 1e7 else {
        continue
      }
      duration = .seconds(number * seconds)
      return
    }
    return nil
  }

  var defaultValueDescription: String { "\(duration.components.seconds)s" }
}

/// How much memory a script may use: `256MB`, `1GB`, `64KB`.
struct MemoryLimit: ExpressibleByArgument {
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [(String, Double)] = [
      ("GB", 1_073_741_824), ("MB", 1_048_576), ("KB", 1024), ("B", 1), ("", 1),
    ]
    let text = argument.uppercased()
    for (unit, size) in units where text.hasSuffix(unit) {
      guard let number = Double(text.dropLast(unit.count)), number > 0, number * size < 1e15 else {
        continue
      }
      bytes = Int(number * size)
      return
    }
    return nil
  }

  var defaultValueDescription: String { "\(bytes >> 20)MB" }
}
