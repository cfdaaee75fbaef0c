public import PlanModel

/// Editor files tell an editor of Lua what scripts may write: definition files for
/// lua-language-server, and settings for it and for luacheck. They are made from the declarations
/// of collections and host functions.
public enum EditorFiles {
  /// A file, by its path in the folder that it is for.
  public struct File: Sendable {
    public let path: String
    public let text: String
  }

  /// All of them; what they explain is in the language asked for. Throws where the globals of a
  /// script cannot be looked at.
  public static func all(_ language: Language) throws -> [File] {
    let libraries = try ScriptGlobals.libraries()
    let definitions = LuaDefinitions(language: language)
    return [
      File(path: ".luarc.json", text: LanguageServerSettings.text(libraries: libraries)),
      File(path: ".luacheckrc", text: LuacheckSettings(libraries: libraries).text),
      File(path: "\(folder)/records.lua", text: heading + definitions.records),
      File(path: "\(folder)/queries.lua", text: heading + definitions.queries),
      File(path: "\(folder)/modules.lua", text: heading + definitions.modules),
      File(path: "\(folder)/tests.lua", text: heading + definitions.tests),
      File(path: "\(folder)/values.lua", text: heading + definitions.values),
    ]
  }

  /// Whether a text is a file that was written from here before.
  public static func isOurs(_ text: String) -> Bool { text.prefix(200).contains(mark) }

  /// Where the definitions are, in the folder of the settings.
  static let folder = "planscript-definitions"
  static let mark = "Written by planscript schema --lua-stubs"
  private static let heading = "---@meta\n-- \(mark).\n\n"
}

/// The settings of lua-language-server.
enum LanguageServerSettings {
  static func text(libraries: [ScriptGlobals.Library]) -> String {
    let kept = Set(libraries.map(\.name))
    let builtin = ["coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8"]
      .map { JSONValue.Member($0, .string(kept.contains($0) ? "default" : "disable")) }
    let members: [JSONValue.Member] = [
      .init("$comment", .string(EditorFiles.mark)), .init("runtime.version", .string("Lua 5.4")),
      .init("runtime.path", strings(["?.lua", "lib/?.lua"])),
      .init("runtime.builtin", .object(builtin)),
      .init("workspace.library", strings([EditorFiles.folder])),
      .init("workspace.checkThirdParty", .boolean(false)),
      // A field that reads as a record is assigned its id too, and a day its text.
      .init("diagnostics.disable", strings(["assign-type-mismatch"])),
    ]
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  private static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}
