/// The quick start reads the plain way of calling the command, a script or code with options
/// spelt out, without the parser's reflection, which takes three times as long as the whole
/// run of a one-liner. Whatever it does not know at a glance it leaves to the parser: verbs,
/// help, `--option=value`, mistakes.
enum QuickStart {
  /// Options with one value, by all their names.
  private static let options = [
    "-e", "-o", "--out", "--today", "--timeout", "--max-memory", "--unit", "--per", "--params",
  ]
  static var valuedOptions: [String] { options + lists }
  private static let flags = ["--apply", "--profile"]
  /// Options that may be given several times.
  private static let lists = ["-P", "--allow", "--deny"]

  /// Nothing when the parser should have a look.
  static func request(_ arguments: [String], verbs: [String]) -> RunRequest? {
    var (script, given): (String?, GivenOptions) = (nil, GivenOptions())
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if let flag = flags.contains(argument) ? argument : StoreRequest.flag(argument) {
        given.add(flag, "")
      } else if lists.contains(argument) {
        guard let value = value(&rest) else { return nil }
        given.add(argument, value)
      } else if let option = options.contains(argument)
        ? argument : StoreRequest.option(argument)
      {
        guard let value = value(&rest), given[option] == nil else { return nil }
        given.add(option, value)
      } else {
        let isName = !argument.hasPrefix("-") && !verbs.contains(argument) && argument != "help"
        guard isName, script == nil else { return nil }
        script = argument
      }
    }
    return script == nil && given["-e"] == nil ? nil : RunRequest(script, given)
  }

  /// What stands behind an option; another option does not.
  private static func value(_ rest: inout ArraySlice<String>) -> String? {
    guard let value = rest.first, !value.hasPrefix("-") else { return nil }
    return rest.popFirst()
  }
}

/// What was typed of options, by their long names where they have one.
// Two lists of texts and no dictionary: each type of those costs every one-liner its start.
struct GivenOptions {
  private var names: [String] = []
  private var values: [String] = []

  mutating func add(_ name: String, _ value: String) {
    names.append(name)
    values.append(value)
  }

  subscript(name: String) -> String? { names.firstIndex(of: name).map { values[$0] } }

  func all(_ name: String) -> [String] {
    names.indices.filter { names[$0] == name }.map { values[$0] }
  }

  func has(_ flag: String) -> Bool { names.contains(flag) }
}

extension RunRequest {
  fileprivate init(_ script: String?, _ given: GivenOptions) {
    self.init(
      script: script, code: given["-e"], store: StoreRequest(given), parameters: given.all("-P"),
      parameterFile: given["--params"], format: given["-o"], out: given["--out"],
      today: given["--today"], timeout: given["--timeout"], maxMemory: given["--max-memory"],
      unit: given["--unit"], per: given["--per"], apply: given.has("--apply"),
      allow: given.all("--allow"), deny: given.all("--deny"), profiles: given.has("--profile"))
  }
}
