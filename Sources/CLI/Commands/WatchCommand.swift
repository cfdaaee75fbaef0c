internal import ArgumentParser
internal import Foundation
internal import PlanScript
internal import PlanStore

/// `planscript watch SCRIPT`: runs it again whenever the store changes.
struct WatchCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch", abstract: Words.current.watchAbstract,
      discussion: Words.current.example("planscript -d thu watch summary"))
  }

  @Argument(help: Words.current.help("script"), completion: ScriptSearch.completion)
  var script: String?

  @OptionGroup var store: StoreOptions

  @Option(name: .customShort("P"), help: Words.current.help("parameter"))
  var parameters: [String] = []

  @Option(help: Words.current.help("today"))
  var today: String?

  @Option(help: Words.current.help("timeout"))
  var timeout: String?

  @Option(help: Words.current.help("memory"))
  var maxMemory: String?

  @OptionGroup var permissions: PermissionOptions

  private var request: RunRequest {
    RunRequest(
      script: script, store: store.request, parameters: parameters, today: today,
      timeout: timeout, maxMemory: maxMemory, allow: permissions.allow, deny: permissions.deny)
  }

  func run(in session: Session) throws {
    var watch = StoreWatch(try session.requiredStore())
    try runOnce()
    while true {
      Guardian.standBy()
      print(session.wording.changed(WatchCommand.next(&watch)))
      fflush(nil)
      try runOnce()
    }
  }

  /// The files of the next batch, which ends when nothing more changes for a moment: so a commit
  /// of several files is one.
  private static func next(_ watch: inout StoreWatch) -> [String] {
    var files: Set<String> = []
    while true {
      usleep(400_000)
      if let batch = watch.look() {
        files.formUnion(batch.files)
      } else if !files.isEmpty {
        return files.sorted()
      }
    }
  }

  /// A mistake in the script or in a file is told, and waits to be mended.
  private func runOnce() throws {
    do {
      try request.run()
    } catch let status as ExitStatus {
      if [.interrupted, .usage].contains(status) { throw status }
    }
  }
}
