import PlanModel
import Testing

@testable import PlanScript

/// What editors get is what scripts find.
@Suite struct EditorFileTests {
  private static let definitions = [
    "records.lua", "queries.lua", "modules.lua", "values.lua", "tests.lua",
  ]

  private func files(_ language: Language = .vi) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try EditorFiles.all(language).map {
        ($0.path.split(separator: "/").last.map(String.init) ?? "", $0.text)
      })
  }

  private func values(_ source: String) throws -> [PlanValue] {
    try Run(try Sample.snapshot(), options: Sample.options()) { _ in }.run(source, name: "test")
  }

  @Test("every annotation is of the language server's grammar, and names what is declared")
  func grammar() throws {
    for language in Language.allCases {
      let files = try files(language)
      var grammar = AnnotationGrammar()
      for name in Self.definitions { grammar.read(try #require(files[name])) }
      #expect(grammar.faults == [])
      let own = ["any", "string", "number", "integer", "boolean", "table", "function", "nil", "Q"]
      #expect(grammar.named.subtracting(grammar.declared).subtracting(own) == [])
      #expect(grammar.declared.count > 100)
    }
  }

  @Test("an annotation that is none is found")
  func badGrammar() {
    for line in ["---@class", "---@field a fun(", "---@param x string]", "---@tpye string"] {
      var grammar = AnnotationGrammar()
      grammar.read(line)
      #expect(grammar.faults.count == 1, "\(line)")
    }
  }

  @Test("the definitions are Lua")
  func lua() throws {
    for name in Self.definitions {
      let text = try #require(try files()[name])
      #expect(try values("return load([==[\(text)]==]) ~= nil") == [.boolean(true)], "\(name)")
    }
  }

  @Test("every type that a host function names is one that editors are told of")
  func types() {
    for function in Run.functions + methodFunctions {
      for parameter in function.parameters {
        #expect(
          LuaNames.type(parameter.type, isArgument: true) != nil,
          "\(function.name): \(parameter.type)")
      }
      if let result = function.result {
        #expect(LuaNames.type(result, isArgument: false) != nil, "\(function.name): \(result)")
      }
    }
  }

  @Test("every field, choice, collection and function is in the definitions")
  func complete() throws {
    let files = try files(.en)
    let records = try #require(files["records.lua"])
    for collection in Catalogue.collections {
      for field in collection.fields {
        #expect(records.contains("---@field \(field.name)"), "\(collection.name).\(field.name)")
        #expect(records.contains(field.title.en))
        for choice in field.choices { #expect(records.contains("---| \"\(choice.name)\"")) }
      }
      if !collection.isSingle { #expect(records.contains("---@field \(collection.name) plan.")) }
    }
    let modules = try #require(files["modules.lua"])
    for function in Run.functions where function.name != "date" {
      #expect(modules.contains("function \(function.name)("), "\(function.name)")
    }
    let queries = try #require(files["queries.lua"])
    for function in methodFunctions {
      #expect(queries.contains("function query:\(function.memberName)("), "\(function.name)")
    }
  }

  @Test("the members of a value are those that a script finds")
  func members() throws {
    let values = [
      "date": "date('2023-12-04')", "time": "date('2023-12-04T08:00')", "ratio": "ratio(1, 2)",
    ]
    for kind in ValueKind.all {
      let value = try #require(values[kind.name])
      for member in kind.members {
        let found = try self.values("return type(\(value).\(member.name))")
        let type = member.type == "number?" ? "number" : member.type
        let expected = ["date": "userdata"][type] ?? type
        #expect(found == [.text(expected)], "\(kind.name).\(member.name)")
      }
    }
  }

  @Test("the settings leave out the libraries that scripts have not")
  func settings() throws {
    let settings = try #require(try files()[".luarc.json"])
    for library in ["io", "debug", "package"] {
      #expect(settings.contains("\"\(library)\": \"disable\""))
    }
    for library in ["string", "table", "math", "utf8", "os"] {
      #expect(settings.contains("\"\(library)\": \"default\""))
    }
    #expect(EditorFiles.isOurs(settings))
    #expect(!EditorFiles.isOurs("std = \"lua54\"\n"))
  }
}
