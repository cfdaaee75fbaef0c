/// The quick start reads the plain way of calling the command, a script or code with options
/// spelt out, without the parser's reflection, which takes three times as long as the whole
/// run of a one-liner. Whatever it does not know at a glance it leaves to the parser: verbs,
/// help, `--option=value`, mistakes.
enum QuickStart {
  private static var store: WritableKeyPath<RunRequest, StoreRequest> { \.store }

  private static func option(_ name: String) -> WritableKeyPath<RunRequest, String?>? {
    switch name {
    case "-e": \.code
    case "-o": \.format
    case "--out": \.out
    case "--today": \.today
    case "--timeout": \.timeout
    case "--max-memory": \.maxMemory
    case "--unit": \.unit
    case "--per": \.per
    case "--params": \.parameterFile
    default: StoreRequest.option(name).map { store.appending(path: $0) }
    }
  }

  private static func flag(_ name: String) -> WritableKeyPath<RunRequest, Bool>? {
    switch name {
    case "--apply": \.apply
    case "--profile": \.profiles
    default: StoreRequest.flag(name).map { store.appending(path: $0) }
    }
  }

  /// Options that may be given several times.
  private static func list(_ name: String) -> WritableKeyPath<RunRequest, [String]>? {
    switch name {
    case "-P": \.parameters
    case "--allow": \.allow
    case "--deny": \.deny
    default: nil
    }
  }

  /// Nothing when the parser should have a look.
  static func request(_ arguments: [String], verbs: [String]) -> RunRequest? {
    var request = RunRequest()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if let flag = flag(argument) {
        request[keyPath: flag] = true
      } else if let list = list(argument) {
        guard let value = value(&rest) else { return nil }
        request[keyPath: list].append(value)
      } else if let option = option(argument) {
        guard let value = value(&rest), request[keyPath: option] == nil else { return nil }
        request[keyPath: option] = value
      } else {
        let isName = !argument.hasPrefix("-") && !verbs.contains(argument) && argument != "help"
        guard isName, request.script == nil else { return nil }
        request.script = argument
      }
    }
    return request.script == nil && request.code == nil ? nil : request
  }

  /// What stands behind an option; another option does not.
  private static func value(_ rest: inout ArraySlice<String>) -> String? {
    guard let value = rest.first, !value.hasPrefix("-") else { return nil }
    return rest.popFirst()
  }
}
