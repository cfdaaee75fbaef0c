import Foundation
import Testing

/// New stores.
@Suite struct InitTests {
  private func folder() -> String { NSTemporaryDirectory() + "planscript-" + UUID().uuidString }

  @Test("the sample store is the one of examples/, byte for byte")
  func sample() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try Command("init", path, "--sample").status == 0)
    let files = try FileManager.default.subpathsOfDirectory(atPath: Command.sample)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: path).sorted() == files.sorted())
    for file in files where file.hasSuffix(".json") {
      #expect(
        FileManager.default.contents(atPath: "\(path)/\(file)")
          == FileManager.default.contents(atPath: "\(Command.sample)/\(file)"))
    }
  }

  @Test("the same seed gives the same bytes, another seed others, the plan itself stays")
  func sized() throws {
    let (first, second, other) = (folder(), folder(), folder())
    defer {
      for path in [first, second, other] { try? FileManager.default.removeItem(atPath: path) }
    }
    for (path, seed) in [(first, "7"), (second, "7"), (other, "8")] {
      let run = try Command(
        "init", path, "--sample", "--units", "30", "--people", "900", "--seed", seed)
      #expect(run.status == 0)
    }
    func bytes(_ path: String, _ file: String) -> Data? {
      FileManager.default.contents(atPath: "\(path)/\(file)")
    }
    let files = try FileManager.default.subpathsOfDirectory(atPath: first).filter {
      $0.hasSuffix(".json")
    }
    for file in files { #expect(bytes(first, file) == bytes(second, file)) }
    #expect(bytes(first, "people/dv-001.json") != bytes(other, "people/dv-001.json"))
    #expect(bytes(first, "plan.json") == bytes(other, "plan.json"))
    let counted = try Command.lua(
      "print(#plan.people, #plan.units:where { reports_back = true }, #plan.tasks, #plan.sessions)",
      store: first)
    #expect(counted.output == "900\t30\t34\t36\n")
    #expect(try Command("-d", first, "summary").status == 0)
  }

  @Test("an empty store can be asked at once")
  func empty() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try Command("init", path, "--lang", "en")
    #expect(run.output.hasPrefix("The store “\(path)” is there. Try next:"))
    #expect(try Command.lua("print(#plan.units)", store: path).output == "0\n")
  }

  @Test("a directory that holds something is refused, and sizes without --sample too")
  func refused() throws {
    let store = try Copy()
    let run = try Command("init", store.path, "--sample", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.errors.contains("is not empty; nothing is overwritten"))
    #expect(try Command("init", folder(), "--units", "5").status == 2)
    #expect(try Command("init", folder(), "--sample", "--units", "0").status == 2)
  }
}
