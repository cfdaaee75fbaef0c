internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `planscript bundle …`: scripts that are handed out as one signed file.
struct BundleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words.current.bundleAbstract,
      discussion: Words.current.bundleExamples,
      subcommands: [
        BundleInstall.self, BundleUpdate.self, BundleRollback.self, BundleRemove.self,
        BundleList.self,
      ])
  }

  static let name = "bundle"
}
