import Foundation
import Testing

@testable import CLI

/// Exit codes never change meaning: each is reached here by a call that ends with it.
@Suite struct ExitCodeTests {
  static let calls: [(code: Int32, line: String)] = [
    (0, "planscript -d thu summary"),
    (0, "planscript -d thu summary | head -1 > 0; exit ${PIPESTATUS[0]}"),
    (1, "planscript -d thu check --today 2023-12-22"),
    (2, "planscript summary --tody 2023-12-22"),
    (2, "planscript -d thu summary -P sesion=a"),
    (2, "planscript -d thu summary -P sesion=a 2> /dev/full"),
    (2, "planscript -d thu summary -P sesion=a 2>&-"),
    (3, "planscript -d thu -e 'error(\"x\")'"),
    (3, "planscript -d thu -e 'for i = 1,'"),
    (4, "echo '[' > thu/units.json; planscript -d thu -e 'print(#plan.units)'"),
    (4, "planscript -d nowhere -e 'print(#plan.units)'"),
    (5, "planscript -d thu draft export --all --as eml --out letters"),
    (6, "planscript -d thu summary --deny read:attendance"),
    (7, "planscript -e 'while true do end' --timeout 50ms"),
    (7, "planscript -e 'local t = {} while true do t[#t + 1] = {} end' --max-memory 8MB"),
    (
      8,
      """
      planscript -d thu -e 'plan.place = "Huế"' --apply > 0
      planscript -d thu -e 'plan.place = "Vinh"' --apply > 0; planscript -d thu undo 1
      """
    ),
    (
      9,
      """
      planscript bundle new tham-du > 0; planscript bundle pack tham-du > 0
      planscript -d thu bundle verify tham-du-0.1.0.bundle
      """
    ),
    (
      130,
      """
      "$PLANSCRIPT" -e 'while true do end' & sleep 0.7; kill -INT $!; wait $!
      """
    ),
  ]

  @Test("each exit code is reached as its meaning says", arguments: calls.indices)
  func reached(index: Int) throws {
    let (code, line) = Self.calls[index]
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(atPath: Command.sample, toPath: folder + "/thu")
    let program = "PLANSCRIPT='\(Command.product("planscript").path)'; "
    let run = try Command.shell(program + line, in: folder)
    #expect(run.status == code, "\(line)\n\(run.errors)")
  }

  @Test("all of them are reached")
  func all() {
    #expect(Set(Self.calls.map(\.code)) == Set(ExitStatus.allCases.map(\.rawValue)))
  }
}
