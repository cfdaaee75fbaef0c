// How long past its time limit each hostile script runs, and how long its state takes to go.
import Foundation
import Lua

struct Overshoot {
  var script: String
  var past: Double
  var closing: Double
}

func milliseconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) * 1e-15
}

/// The scripts of the tests that a time limit must stop, each with the limits that it has there.
func overshoots(in folder: String) throws -> [Overshoot] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
    let source = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    guard source.hasPrefix("-- limit: time") else { return nil }
    // The least of three: what else the machine does is not the engine's.
    return (0..<3).map { _ in overshoot(name, source) }.min { $0.past < $1.past }
  }
}

func overshoot(_ name: String, _ source: String) -> Overshoot {
  let clock = ContinuousClock()
  let large = source.hasPrefix("-- limit: time, large memory")
  let limit = Duration.milliseconds(large ? 1000 : 50)
  var state: LuaState? = LuaState(
    limits: LuaLimits(time: limit, memory: large ? 1 << 30 : 48 << 20, coroutines: 1 << 20))
  state?.onPrint = { _ in }
  let took = clock.measure { _ = try? state?.run(source, name: name) }
  let closing = clock.measure { state = nil }
  return Overshoot(
    script: name, past: milliseconds(took - limit), closing: milliseconds(closing))
}

/// Lines for the shell: script, milliseconds past the limit, milliseconds to close; the worst first.
func printOvershoots(in folder: String) throws {
  for found in try overshoots(in: folder).sorted(by: { $0.past > $1.past }) {
    let figures = [found.past, found.closing].map { "\(($0 * 10).rounded() / 10)" }
    print(([found.script] + figures).joined(separator: "\t"))
  }
}
