internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// A session is one call of the command: its language, its store, and how it reports what
/// went wrong.
final class Session {
  let language: Language
  let wording: Wording
  /// The directory of the store; nothing when none was found.
  let storePath: String?
  /// What is being run, for quoting its lines.
  var script: ScriptSource?
  /// ` -d thu` where the store was named so: a command that we tell somebody to type needs it.
  let storeOption: String
  let usesColour: Bool
  let usesCache: Bool
  /// Whether only errors are told beside the output.
  private let isQuiet: Bool
  /// Whether it is told where things were looked for.
  let isVerbose: Bool
  private let wrongLanguage: String?

  init(_ request: StoreRequest) {
    // A language that does not exist is told in the one that the environment asks for.
    language = request.lang.flatMap(Language.init(rawValue:)) ?? Words.current.language
    wrongLanguage = request.lang.flatMap { Language(rawValue: $0) == nil ? $0 : nil }
    wording = Wording(language: language)
    storePath = request.data ?? Console.environment("PLANSCRIPT_DATA") ?? Session.nearestStore()
    storeOption = request.data.map { " -d " + Console.quoted($0) } ?? ""
    usesColour = Console.usesColour(!request.noColor)
    usesCache = !request.noCache
    (isQuiet, isVerbose) = (request.quiet, request.verbose)
    if isVerbose { tellStore(request) }
  }

  /// Whether somebody sees how far long work is.
  var showsProgress: Bool { !isQuiet && Console.isTerminal(STDERR_FILENO) }

  /// Which store is meant, and why.
  private func tellStore(_ request: StoreRequest) {
    let way: Wording.StoreWay =
      request.data != nil
      ? .option : Console.environment("PLANSCRIPT_DATA") != nil ? .environment : .upward
    Console.error(wording.storeUsed(storePath, by: way, from: here))
  }

  /// The nearest directory, from here upward, that holds a `store.json`.
  private static func nearestStore() -> String? {
    var directory = FileManager.default.currentDirectoryPath
    while true {
      if access("\(directory)/\(Store.settingsFile)", R_OK) == 0 { return directory }
      let parent = (directory as NSString).deletingLastPathComponent
      if parent == directory { return nil }
      directory = parent
    }
  }

  /// The store; nothing when none was named and none is near.
  func store() throws -> Store? { try storePath.map { try Store(path: $0) } }

  /// The store of a verb that makes no sense without one.
  func requiredStore() throws -> Store {
    guard let store = try store() else {
      throw StoreError.notAStore(path: here, searchedAbove: true)
    }
    return store
  }

  func snapshot() throws -> Snapshot {
    try store()?.snapshot(cached: usesCache) ?? Snapshot(absentFrom: here)
  }

  /// Who writes, as the system names them.
  static var user: String { NSUserName() }

  private var here: String { FileManager.default.currentDirectoryPath }

  /// Runs the body; what is wrong with the file that it imports is told with the file's name.
  func about<Result>(_ file: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ImportError {
      throw ImportFailure(file: file, error: error)
    }
  }

  /// Tells an error that does not end the command yet.
  func fail(_ text: String) {
    Console.error(Message(text: text).rendered(colour: usesColour, wording: wording))
  }

  /// Tells what is neither output nor an error, beside the output.
  func note(_ text: String) {
    if isQuiet { return }
    let message = Message(text: text, isRemark: true)
    Console.error(message.rendered(colour: usesColour, wording: wording))
  }

  /// Whether a path is one of the store's own data files, by whatever way it is written.
  func holdsData(at path: String) -> Bool {
    guard let storePath, path.hasSuffix(".json") else { return false }
    let store = URL(filePath: storePath).resolvingSymlinksInPath().path
    let folder = URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
    return folder == store || folder.hasPrefix(store + "/")
  }

  /// Tells what is odd in the files that were read, beside the output. Of what one unit sees,
  /// references lead out of sight, and nothing is wrong with them.
  func tellRemarks(of snapshot: Snapshot) {
    if isQuiet || snapshot.unit != nil { return }
    let kinds = Dictionary(grouping: snapshot.remarks, by: \.oddity.kind).sorted { $0.key < $1.key }
    let shown = kinds.flatMap { $0.value.prefix(Session.remarksShown) }
    for remark in shown {
      Console.error(wording.message(remark).rendered(colour: usesColour, wording: wording))
    }
    let rest = kinds.reduce(0) { $0 + $1.value.count } - shown.count
    if rest > 0 { Console.error(wording.moreRemarks(rest)) }
  }

  /// Of each kind: where one shard was copied, every record is odd in the same way.
  private static let remarksShown = 3

  /// Runs the body; an error is told, and becomes the exit code.
  func reporting(_ body: () throws -> Void) throws {
    do {
      if let wrongLanguage { _ = try Reading.language(wrongLanguage) }
      try body()
    } catch OutputError.closedPipe {
      throw ExitStatus.done
    } catch let status as ExitStatus {
      throw status
    } catch {
      tell(error)
      throw ExitStatus(error)
    }
  }

  /// Tells errors that end nothing: what several have run into is told once.
  func tellOnce(_ errors: [any Error]) {
    var told: Set<String> = []
    for error in errors {
      let message = wording.message(error)
      let place = message.place.map { "\($0.file):\($0.line)" } ?? ""
      if told.insert(place + message.text).inserted { tell(error) }
    }
  }

  /// Tells an error with its place and what to do.
  func tell(_ error: any Error) {
    if case OutputError.closedPipe = error.root { return }
    let message = wording.message(error, source: { self.script?.line($0) })
    Console.error(message.rendered(colour: usesColour, wording: wording))
  }
}

extension ExitStatus {
  /// The exit code that an error means.
  init(_ error: any Error) {
    switch error.root {
    case StoreError.refused: self = .refused
    case is StoreError, is FileFault, is EditError: self = .dataUnreadable
    case is TransactError: self = .conflict
    case let failure as ImportFailure: self = failure.error.status
    case let error as CommitError: self = error.status
    case Proposal.Failure.tooMany, Proposal.Failure.tooLarge: self = .limitReached
    case Proposal.Failure.foreign: self = .refused
    case is UsageError, is CallFault, is ScriptSearchError, is SampleStore.Failure: self = .usage
    case let error as HostError: self = error.isUsage ? .usage : .scriptFailed
    case let fault as CheckFault: self = fault.status
    case is StoreSettingsFault, is UnitSettingFault: self = .dataUnreadable
    case let fault as InstallFault: self = fault.status
    case let fault as NotAudited: self.init(fault.cause)
    case is ParameterFile.Fault: self = .usage
    case OutputError.closedPipe: self = .done
    case is OutputError: self = .usage
    case let failure as UnitForm.Failure: self = failure.status
    case let error as DraftError: self = error.status
    case is DraftsMissing: self = .nothingExamined
    case let fault as BundleFault: self = fault.status
    case is BundleFailure: self = .notVerified
    case let error as LuaError: self = error.status
    default: self = .scriptFailed
    }
  }
}

extension InstallFault {
  fileprivate var status: ExitStatus {
    switch self {
    case .fileGone, .fileChanged, .badRecord, .older, .sameVersion, .unfit, .dependency:
      .notVerified
    case .testsFailed, .checkTaken: .scriptFailed
    case .asksForMore: .refused
    case .noSuchUnit: .dataUnreadable
    case .notInstalled, .noScript, .ambiguous, .notOffered, .noSolution, .notAsked, .needed,
      .nothingBefore:
      .usage
    }
  }
}

extension HostError {
  fileprivate var isUsage: Bool {
    switch self {
    case .parameters, .check(.badThreshold): true
    default: false
    }
  }
}

extension CheckFault {
  fileprivate var status: ExitStatus {
    switch self {
    case .twice, .missing, .badId, .badMessage, .message, .noVerdict: .scriptFailed
    case .badBaseline, .badSettings: .dataUnreadable
    case .badSeverity, .unknownCheck, .unknownThreshold, .badThreshold, .unknownWord,
      .badSelection:
      .usage
    }
  }
}

extension ImportError {
  fileprivate var status: ExitStatus {
    switch self {
    case .headers, .isSingle, .isKept, .needsId: .usage
    case .tooLarge: .limitReached
    case .noRows: .nothingExamined
    case .workbook, .notText, .otherEncoding, .undecodable, .notCSV, .hasFaults: .dataUnreadable
    }
  }
}

extension CommitError {
  fileprivate var status: ExitStatus {
    switch self {
    case .busy, .stale: .conflict
    case .refused, .newerFormat, .damagedLog, .notWritten, .unfinished, .inDoubt: .dataUnreadable
    }
  }
}

extension LuaError {
  fileprivate var status: ExitStatus {
    switch self {
    case .timeLimit, .memoryLimit, .outputLimit, .coroutineLimit, .sourceLimit: .limitReached
    case .interrupted: .interrupted
    default: .scriptFailed
    }
  }
}

extension Error {
  /// The error of the host that a script's failure comes from; otherwise the error itself.
  var root: any Error {
    if case .runtime(_, _, _, let cause?)? = self as? LuaError { return cause.root }
    return self
  }
}
