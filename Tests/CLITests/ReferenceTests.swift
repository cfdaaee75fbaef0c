import Foundation
import PlanModel
import PlanScript
import PlanStore
import Testing

@testable import CLI

/// `docs/reference` says what the declarations say.
@Suite struct ReferenceTests {
  private static let pages = [
    "planscript.1", "planscript.vi.1", "reference.html", "reference.md", "reference.vi.md",
  ]

  @Test("the reference in docs is what the declarations give; make reference writes it")
  func stale() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Command("schema", "--reference", folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == Self.pages)
    for page in Self.pages {
      let written = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
      let kept = try? String(
        contentsOf: Command.package.appending(path: "docs/reference/\(page)"), encoding: .utf8)
      // The pages are too long to show.
      let isCurrent = written == kept
      #expect(isCurrent, "\(page): run make reference")
    }
  }

  @Test("both languages have every verb, collection, field, function and exit code")
  func complete() throws {
    for language in Language.allCases {
      let name = language == .en ? "reference.md" : "reference.vi.md"
      let page = try String(
        contentsOf: Command.package.appending(path: "docs/reference/\(name)"), encoding: .utf8
      ).replacing("\\", with: "")
      for verb in Planscript.verbNames { #expect(page.contains("\n### planscript \(verb)\n")) }
      for collection in Catalogue.collections {
        #expect(page.contains("\n### \(collection.title[language]) (\(collection.name))\n"))
        for field in collection.fields {
          #expect(page.contains("\n| \(field.name) | \(field.title[language]) |"))
        }
      }
      let functions = ScriptGlobals.methods + ScriptGlobals.single
      for function in functions + ScriptGlobals.modules.flatMap(\.functions) {
        #expect(page.contains("\n| \(function.signature) | \(function.help[language])"))
      }
      for status in ExitStatus.allCases {
        let meaning = Wording(language: language).meaning(of: status)
        #expect(page.contains("\n| \(status.rawValue) | \(meaning) |\n"))
      }
    }
  }

  @Test("no page has a word of the other language's", arguments: ["reference.vi.md"])
  func translated(page: String) throws {
    let text = try String(
      contentsOf: Command.package.appending(path: "docs/reference/\(page)"), encoding: .utf8)
    for word in ["Show ", "Writes ", "the ", " cannot "] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test("every example of a mistake fails, each in its own words")
  func examples() throws {
    let failures = try ErrorExamples.failures(.en)
    #expect(failures.map(\.script) == ErrorExamples.scripts)
    let wording = Wording(language: .en)
    let told = failures.map { wording.message($0.error) }.map { $0.text + $0.hints.joined() }
    #expect(Set(told).count == told.count)
  }

  @Test(
    "every kind of error that a script or a caller can make has an example",
    arguments: [
      ("PlanScript/Host/HostError.swift", "HostError"),
      ("PlanStore/Query/QueryError.swift", "QueryError"), ("CLI/ScriptSearch.swift", "UsageError"),
      ("PlanStore/Reading/StoreError.swift", "StoreError"),
      ("PlanStore/Commit/CommitError.swift", "CommitError"),
    ])
  func kinds(file: String, name: String) throws {
    let source = try String(
      contentsOf: Command.package.appending(path: "Sources/\(file)"), encoding: .utf8)
    let body = try #require(source.components(separatedBy: "enum \(name): Error").last)
      .components(separatedBy: "\n}")[0]
    let declared = body.split(separator: "\n").filter { $0.hasPrefix("  case ") }.map {
      String($0.dropFirst(7).prefix { $0.isLetter })
    }
    #expect(declared.count > 3)
    let errors = try ErrorExamples.failures(.en).map(\.error) + ErrorExamples.others
    let shown = Set(errors.map { "\(type(of: $0.root)).\(Self.kind($0.root))" })
    let missing = declared.filter { !shown.contains("\(name).\($0)") }
    #expect(missing == Self.unprovoked[name] ?? [])
  }

  /// What only links, damaged files and very large numbers in the data bring about.
  private static let unprovoked = [
    "HostError": ["moduleOutside", "damagedData", "withheld"], "QueryError": ["overflow"],
  ]

  /// The name of an error's case.
  private static func kind(_ error: any Error) -> String {
    String("\(error)".prefix { $0.isLetter })
  }
}
