import Foundation
import Testing

/// Calling the command: where scripts and stores are found, options, exit codes.
@Suite struct CommandTests {
  @Test("a script runs from a file, by name, from the command line and from standard input")
  func sources() throws {
    let store = try Copy()
    try FileManager.default.createDirectory(
      atPath: store.path + "/scripts", withIntermediateDirectories: true)
    try "print('own', #plan.units)".write(
      toFile: store.path + "/scripts/own.lua", atomically: true, encoding: .utf8)
    #expect(try Command("own", in: store.path).output == "own\t38\n")
    #expect(try Command("-d", store.path, "own.lua").output == "own\t38\n")
    #expect(try Command(store.path + "/scripts/own.lua", in: store.path).output == "own\t38\n")
    #expect(try Command("run", "own", in: store.path).output == "own\t38\n")
    #expect(try Command("-", in: store.path, input: "print(#plan.topics)").output == "4\n")
    #expect(try Command("-e", "print(#plan.topics)", in: store.path).output == "4\n")
  }

  @Test("a script beside the caller comes before the store's, and that before the shipped one")
  func searchOrder() throws {
    let store = try Copy()
    let here = store.path + "/here"
    for folder in ["/scripts", "/here"] {
      try FileManager.default.createDirectory(
        atPath: store.path + folder, withIntermediateDirectories: true)
    }
    try "print('store')".write(
      toFile: store.path + "/scripts/summary.lua", atomically: true, encoding: .utf8)
    #expect(try Command("summary", in: here).output == "store\n")
    try "print('here')".write(toFile: here + "/summary.lua", atomically: true, encoding: .utf8)
    #expect(try Command("summary", in: here).output == "here\n")
  }

  @Test("the store is named by -d, by PLANSCRIPT_DATA, or found upward")
  func findsStore() throws {
    let store = try Copy()
    let code = "print(plan.number)"
    let expected = "130-KH/TU\n"
    #expect(try Command("-d", store.path, "-e", code).output == expected)
    #expect(
      try Command("-e", code, environment: ["PLANSCRIPT_DATA": store.path]).output == expected)
    #expect(try Command("-e", code, in: store.path + "/people").output == expected)
  }

  @Test("reading keeps columns for the next time, and --no-cache neither keeps nor uses them")
  func cache() throws {
    let copy = try Copy()
    defer { withExtendedLifetime(copy) {} }
    let store = "\(copy.path)/large"
    _ = try Command("init", store, "--sample", "--units", "12", "--people", "8000")
    let code = "print(#plan.people, plan.people['dv-001-p01'].name)"
    let kept = "\(store)/.planscript/cache"
    let without = try Command("-d", store, "--no-cache", "-e", code)
    #expect(without.status == 0 && !FileManager.default.fileExists(atPath: kept))
    #expect(try Command("-d", store, "-e", code).output == without.output)
    let files = try FileManager.default.contentsOfDirectory(atPath: kept)
    #expect(!files.isEmpty)
    for file in files { try Data("rubbish".utf8).write(to: URL(filePath: "\(kept)/\(file)")) }
    #expect(try Command("-d", store, "--no-cache", "-e", code).output == without.output)
    for file in files {
      #expect(FileManager.default.contents(atPath: "\(kept)/\(file)") == Data("rubbish".utf8))
    }
    #expect(try Command("-d", store, "-e", code).output == without.output)
  }

  @Test("a name that is nowhere is told with the places and a suggestion")
  func unknownScript() throws {
    let run = try Command("-d", Command.sample, "sumary", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.errors.contains("no script “sumary”"))
    #expect(run.errors.contains("did you mean “summary”?"))
    #expect(run.errors.contains("looked in: ., \(Command.sample)/scripts, the shipped library"))
  }

  @Test("all parameter errors are told at once, with exit 2")
  func parameters() throws {
    let run = try Command(
      "-d", Command.sample, "summary", "-P", "sesion=a", "-P", "session=lop-tp-9", "--lang", "en")
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: 2 wrong parameters:
          - there is no parameter “sesion”; did you mean “session”?
          - “session” must be the id of a record of Classes (sessions), not “lop-tp-9”; did you mean “lop-tp-1” or “lop-tp-2” or “lop-tp-3”?

        """)
  }

  @Test("--today is the day that scripts see")
  func today() throws {
    for day in ["2023-12-05", "5/12/2023"] {
      let run = try Command("-d", Command.sample, "-e", "print(plan.today.iso)", "--today", day)
      #expect(run.output == "2023-12-05\n")
    }
    #expect(try Command("-e", "print(1)", "--today", "yesterday").status == 2)
  }

  @Test("the language comes from --lang, else from the locale, else it is Vietnamese")
  func language() throws {
    let code = "print(say { vi = 'tiếng Việt', en = 'English' })"
    #expect(try Command("-e", code).output == "tiếng Việt\n")
    #expect(try Command("-e", code, environment: ["LANG": "en_GB.UTF-8"]).output == "English\n")
    #expect(
      try Command("-e", code, "--lang", "vi", environment: ["LANG": "en_GB.UTF-8"]).output
        == "tiếng Việt\n")
  }

  @Test("a limit that is reached ends the run with exit 7 and says which")
  func limits() throws {
    let endless = try Command("-e", "while true do end", "--timeout", "100ms", "--lang", "en")
    #expect(endless.status == 7)
    #expect(endless.errors.contains("it ran for more than 0.1 s (--timeout)"))
    let large = try Command(
      "-e", "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
      "--max-memory", "16MB", "--lang", "en")
    #expect(large.status == 7)
    #expect(large.errors.contains("it used more than 16 MB of memory (--max-memory)"))
  }

  @Test("--out writes the whole output to a file, and nothing when the script fails")
  func out() throws {
    let store = try Copy()
    let file = store.path + "/table.md"
    let failed = try Command("-d", store.path, "-e", "print('a') error('b')", "--out", file)
    #expect(failed.status == 3)
    #expect(!FileManager.default.fileExists(atPath: file))
    let run = try Command("-d", store.path, "summary", "-o", "md", "--out", file)
    #expect(run.output == "")
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("# Kết quả học tập"))
    #expect(try Command("-e", "print(1)", "--out", "/nowhere/x").status != 0)
  }

  @Test("--out does not write over the store's data")
  func outIntoStore() throws {
    let store = try Copy()
    let file = store.path + "/units.json"
    let before = FileManager.default.contents(atPath: file)
    let run = try Command("-d", store.path, "-e", "print(1)", "--out", file, "--lang", "en")
    #expect(run.status == 2)
    #expect(run.errors.contains("is in the store; --out does not write over data"))
    #expect(FileManager.default.contents(atPath: file) == before)
  }

  @Test("a file that may not grow is told, and leaves nothing half written")
  func fileSizeLimit() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Command.shell(
      "ulimit -f 1; planscript -e 'print((\"x\"):rep(1e6))' --out big.txt; exit $?", in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("big.txt"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test("output without end is stopped")
  func endlessOutput() throws {
    let run = try Command(
      "-e", "local s = ('x'):rep(1e6) for i = 1, 1000 do report.text(s) end", "--out", "/dev/null",
      "--lang", "en")
    #expect(run.status == 7)
    #expect(run.errors.contains("it wrote more than 256 MB"))
  }

  @Test("a script may begin with a byte order mark or a line for the shell")
  func beginnings() throws {
    for start in ["\u{FEFF}", "#!/usr/bin/env planscript\n"] {
      let path = NSTemporaryDirectory() + UUID().uuidString + ".lua"
      try (start + "print('here')").write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(try Command(path).output == "here\n")
    }
  }

  @Test("a reader that has had enough is no error")
  func closedPipe() throws {
    let run = try Command.shell(
      "planscript -e 'for i = 1, 1e6 do print(i) end' | head -1; exit ${PIPESTATUS[0]}")
    #expect(run.output == "1\n")
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test("help, version and wrong options")
  func usage() throws {
    #expect(
      try Command("--help", "--lang", "en").output.contains("Lua scripts for carrying out a plan"))
    #expect(try Command("--help").output.contains("Kịch bản Lua"))
    #expect(try Command("--version").output == "0.1.0\n")
    #expect(try Command("--colour").status == 2)
    #expect(try Command("-e", "print(1)", "-o", "xml").status == 2)
  }

  @Test("print shows a query as a table and a record as a card")
  func printing() throws {
    let table = try Command.lua(
      #"print(plan.units:where { kind = "school" }:sort("-members_total"):limit(1))"#, "en")
    #expect(table.output.contains("Id"))
    #expect(table.output.contains("Chi bộ Trường THPT Ánh Dương (mẫu)"))
    let card = try Command.lua(#"print(plan.topics["nq-3"])"#, "en")
    #expect(card.output.hasPrefix("Field"))
    #expect(card.output.contains("Section"))
  }

  @Test("the schema lists collections and fields, and writes JSON Schema files that are published")
  func schema() throws {
    #expect(try Command("schema", "--lang", "en").output.contains("attendance/*.json"))
    #expect(try Command("schema", "sessions", "--lang", "en").output.contains("complete_before"))
    #expect(
      try Command("schema", "sesions", "--lang", "en").errors.contains("did you mean “sessions”?"))
    let fresh = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    #expect(try Command("schema", "--json-schema", fresh).status == 0)
    let published = Command.package.appending(path: "docs/schema").path
    for name in try FileManager.default.contentsOfDirectory(atPath: fresh) {
      let (new, old) = (
        FileManager.default.contents(atPath: "\(fresh)/\(name)"),
        FileManager.default.contents(atPath: "\(published)/\(name)")
      )
      #expect(new == old, "docs/schema/\(name) is stale: make schemas")
    }
  }
}
