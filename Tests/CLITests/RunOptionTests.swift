import Foundation
import Testing

/// Options of a run beside its script: a file of parameters, profiles, more words and fewer.
@Suite struct RunOptionTests {
  private let copy: Copy

  init() throws { copy = try Copy() }

  private func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: "\(copy.path)/\(name)", atomically: true, encoding: .utf8)
    return name
  }

  private func run(_ arguments: String..., language: String = "vi") throws -> Command {
    try Command(arguments + ["-d", copy.path, "--lang", language], in: copy.path)
  }

  private static let script = """
    script { title = { vi = "Thử", en = "Try" }, params = {
      floor = { type = "percent", default = 80, help = { vi = "Ít nhất.", en = "At least." } },
      session = { type = "session", optional = true, help = { vi = "Lớp.", en = "Class." } },
      whole = { type = "boolean", default = false, help = { vi = "Cả.", en = "All." } },
    } }
    print(params.floor, params.session and params.session.id, params.whole)
    """

  @Test("--params gives what a JSON file says, and -P counts over it")
  func parameters() throws {
    let script = try file("thu.lua", Self.script)
    let values = try file("p.json", #"{"floor": 12.5, "session": "lop-tp-1", "whole": true}"#)
    #expect(try run(script, "--params", values).output == "12.5\tlop-tp-1\ttrue\n")
    #expect(
      try run(script, "--params", values, "-P", "floor=7").output == "7\tlop-tp-1\ttrue\n")
    #expect(try run("run", script, "--params", values).output == "12.5\tlop-tp-1\ttrue\n")
  }

  @Test("what is wrong with a file of parameters is told at once, with its place, and exit 2")
  func wrongFile() throws {
    let script = try file("thu.lua", Self.script)
    let broken = try run(script, "--params", try file("a.json", "{\"floor\": 12,\n  session: 1}"))
    #expect(broken.status == 2)
    #expect(broken.errors.hasPrefix("lỗi: a.json:2:3: sai JSON"), "\(broken.errors)")
    let list = try run(script, "--params", try file("b.json", "[1]"), language: "en")
    #expect(list.status == 2 && list.errors.contains("“b.json” is no JSON object"))
    let odd = try run(
      script, "--params", try file("c.json", #"{"floor": [1], "session": null}"#), language: "en")
    #expect(odd.status == 2 && odd.errors.contains("“c.json”: “floor”, “session” cannot be used"))
    let unknown = try run(
      script, "--params", try file("d.json", #"{"flor": 1, "session": "lop-x"}"#), language: "en")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("flor") && unknown.errors.contains("lop-x"))
    let absent = try run(script, "--params", "khong-co.json")
    #expect(absent.status == 2 && absent.errors.contains("không đọc được “khong-co.json”"))
  }

  @Test("--profile names the lines that took the time, beside the output")
  func profile() throws {
    let script = try file(
      "cham.lua", "local n = 0\nfor i = 1, 3000000 do n = n + i % 7 end\nprint(n > 0)\n")
    let run = try run(script, "--profile")
    #expect(run.status == 0 && run.output == "true\n")
    let first = try #require(run.errors.split(separator: "\n").first)
    #expect(first.contains("cham.lua:2") && first.contains("% 7"), "\(run.errors)")
  }

  @Test("-v says where the store and the script were looked for, -q nothing but errors")
  func words() throws {
    _ = try file("thu.lua", "print(1)")
    let verbose = try run("thu", "-v")
    #expect(verbose.output == "1\n")
    #expect(verbose.errors == "kho: “\(copy.path)” (-d)\nkịch bản: “thu.lua”\n")
    let inside = try Command(["-v", "summary", "--lang", "en"], in: copy.path)
    #expect(inside.errors.hasPrefix("store: “"), "\(inside.errors)")
    #expect(inside.errors.contains("upward)\nscript: summary.lua (shipped)\n"))
    for option in ["-v", "-q", "--no-cache"] {
      #expect(try Command([option, "log"], in: copy.path).status == 0, "\(option) before a verb")
    }
    try copy.edit(
      "units.json", #""kind": "committee""#, #""kind": "committee", "kind": "committee""#)
    let code = ["-e", "print(plan.units:values('kind')[1])", "-d", copy.path]
    #expect(!(try Command(code, in: copy.path).errors.isEmpty))
    #expect(try Command(code + ["-q"], in: copy.path).errors.isEmpty)
    let wrong = try run("-q", "-e", "print(plan.units['dv-001'].nmae)")
    #expect(wrong.status == 3 && wrong.errors.contains("nmae"))
  }
}
