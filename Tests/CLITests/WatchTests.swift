import Foundation
import Testing

/// `watch`: a script runs again when the store changes.
@Suite struct WatchTests {
  @Test("runs again after a change, survives a broken file, and Ctrl-C ends it with 130")
  func again() throws {
    let store = try Copy()
    try store.write("show.lua", "print('place ' .. tostring(plan.place))")
    let process = Process()
    process.executableURL = Command.product("planscript")
    process.arguments = ["watch", store.path + "/show.lua", "-d", store.path, "--lang", "en"]
    process.environment = ["LANG": "C.UTF-8"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    // A command that says nothing must not hold up all other tests.
    let id = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + 120) { kill(id, SIGKILL) }
    let reader = Lines(output.fileHandleForReading)
    #expect(reader.wait(for: "place nil"))
    #expect(try Command("-d", store.path, "-e", "plan.place = 'Huế'", "--apply").status == 0)
    #expect(reader.wait(for: "changed: plan.json"))
    #expect(reader.wait(for: "place Huế"))
    try store.edit("plan.json", "{", "{,")
    #expect(reader.wait(for: "not JSON"))
    try store.edit("plan.json", "{,", "{")
    #expect(reader.wait(for: "place Huế"))
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
  }

  /// What a running command has written so far.
  private final class Lines {
    private let file: FileHandle
    private var text = ""

    init(_ file: FileHandle) { self.file = file }

    /// Reads on until a text has come, which is then behind. False when the command has ended.
    func wait(for wanted: String) -> Bool {
      while true {
        if let range = text.range(of: wanted) {
          text = String(text[range.upperBound...])
          return true
        }
        let more = file.availableData
        if more.isEmpty { return false }
        text += String(decoding: more, as: UTF8.self)
      }
    }
  }
}
