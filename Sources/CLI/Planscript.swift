internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanStore

/// The command `planscript`: parse, call, print.
@main
struct Planscript: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "planscript", abstract: Words.current.commandAbstract,
      usage: "planscript FILE.lua | NAME | -e CODE | -  [-d DIR] [-P NAME=VALUE]… [-o FORMAT]",
      discussion: Words.current.commandExamples, version: Planscript.version,
      subcommands: verbs, defaultSubcommand: RunCommand.self)
  }

  static let version = "0.1.0"

  static let verbs: [any ParsableCommand.Type] = [
    RunCommand.self, InitCommand.self, SchemaCommand.self, LogCommand.self, DiffCommand.self,
    UndoCommand.self, DoctorCommand.self, WatchCommand.self, ImportCommand.self,
    CheckCommand.self, WaiveCommand.self, ListCommand.self, HelpCommand.self,
    DraftCommand.self, TestCommand.self, BundleCommand.self, KeyCommand.self, AuditCommand.self,
  ]
  /// Their names, without asking each for its whole configuration.
  static let verbNames = [
    "run", "init", "schema", "log", "diff", "undo", "doctor", "watch", "import",
    "check", "waive", "list", "help", "draft", "test", "bundle", "key", "audit",
  ]

  /// The verbs that verbs of several have.
  private static let nestedNames = [
    "waive": ["add", "list", "prune"],
    "draft": ["list", "show", "approve", "export", "withdraw", "calendar"],
    "bundle": [
      "new", "test", "pack", "sign", "verify", "info", "install", "update", "rollback", "remove",
      "list",
    ],
    "key": ["new", "list", "trust", "revoke"],
  ]

  static func main() {
    // A closed pipe is told by the write that fails, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow.
    signal(SIGXFSZ, SIG_IGN)
    Store.growMemoryInLargeSteps()
    let arguments = arguments()
    do {
      if arguments.contains(where: ["--help", "-h"].contains) { try showHelp(arguments) }
      if let request = QuickStart.request(arguments, verbs: verbNames) {
        try request.run()
        leave(.done)
      }
      var command = try parseAsRoot(arguments)
      try command.run()
      leave(.done)
    } catch let code as ExitStatus {
      leave(code)
    } catch {
      leave(ended(arguments, by: error))
    }
  }

  /// What the parser refuses is told in our words. It ends a call without an error to show the
  /// version and completions, or its own help for a verb of several that stands alone.
  private static func ended(_ arguments: [String], by error: any Error) -> ExitStatus {
    do {
      if error is OutputError { throw error }
      if exitCode(for: error) == .success {
        if try CallCheck(arguments).page.hasVerbs, arguments.first.map(verbNames.contains) == true {
          try showHelp(arguments)
        }
        try Output(path: nil).write(completed(fullMessage(for: error), arguments) + "\n")
        return .done
      }
      tell(try CallCheck(arguments).fault, arguments)
    } catch OutputError.closedPipe {
      return .done
    } catch {
      tell(error, arguments)
      return ExitStatus(error)
    }
    return .usage
  }

  private static func tell(_ error: any Error, _ arguments: [String]) {
    let colour = Console.usesColour(!arguments.contains("--no-color"))
    let wording = Wording(language: Words.current.language)
    Console.error(wording.message(error).rendered(colour: colour, wording: wording))
  }

  /// What the parser has to say: its version, or completions.
  private static func completed(_ text: String, _ arguments: [String]) -> String {
    guard let option = arguments.firstIndex(of: "--generate-completion-script"),
      option + 1 < arguments.count
    else { return text }
    return ShellCompletions.text(text, for: arguments[option + 1], words: .current)
  }

  private static func showHelp(_ arguments: [String]) throws -> Never {
    try Output(path: nil).write(HelpScreen(arguments).text)
    leave(.done)
  }

  /// `-` alone means standard input; ArgumentParser would take it for an odd option. Help that
  /// is asked for before any verb is the whole command's, whatever stands beside it.
  private static func arguments() -> [String] {
    let typed = CommandLine.arguments.dropFirst().map { $0 == "-" ? RunCommand.standardInput : $0 }
    let given = verbFirst(typed)
    guard given.contains("--help") || given.contains("-h") else { return given }
    return given.contains(where: verbNames.contains) ? given : ["--help"]
  }

  /// `-d thu log` is `log -d thu`: the options that every verb takes may stand before it.
  private static func verbFirst(_ arguments: [String]) -> [String] {
    var place = 0
    while place < arguments.count {
      switch arguments[place] {
      case let word where StoreRequest.option(word) != nil: place += 2
      case let word where StoreRequest.flag(word) != nil: place += 1
      case let word where verbNames.contains(word):
        // A verb of several has the next word for its own.
        let isTwo =
          arguments.dropFirst(place + 1).first.map((nestedNames[word] ?? []).contains) ?? false
        let rest = place + (isTwo ? 2 : 1)
        return Array(arguments[place..<rest] + arguments[..<place] + arguments[rest...])
      default: return arguments
      }
    }
    return arguments
  }
}

/// Exit codes never change meaning.
enum ExitStatus: Int32, Error, CaseIterable {
  case done = 0
  case findings = 1
  case usage = 2
  case scriptFailed = 3
  case dataUnreadable = 4
  case nothingExamined = 5
  /// What is asked for is not permitted.
  case refused = 6
  case limitReached = 7
  case conflict = 8
  /// A bundle is not what somebody whom the store trusts has signed.
  case notVerified = 9
  case interrupted = 130
}

/// Ends the process at once: there is nothing left that needs an orderly end.
func leave(_ status: ExitStatus) -> Never {
  fflush(nil)
  _exit(status.rawValue)
}
