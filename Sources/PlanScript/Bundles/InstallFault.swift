public import PlanModel

/// An install fault is why a bundle cannot be installed, run, updated or taken away here, though
/// it may be all right in itself.
public enum InstallFault: Error, Sendable {
  // MARK: what is installed

  case notInstalled(String, suggestions: [String])
  /// The record says what no bundle's can.
  case badRecord(String)
  /// The store lost the bundle's file.
  case fileGone(String)
  /// A file with a good signature, and yet not the one that was installed.
  case fileChanged(String)
  /// What a bundle depends on is not there, or in a version that does not fit.
  case dependency(String, VersionRange, of: String, found: BundleVersion?)
  case noScript(String, bundle: String, suggestions: [String])
  /// Several bundles have a script of that name.
  case ambiguous(String, bundles: [String])
  /// `store.json` names a unit that the store does not have.
  case noSuchUnit(String, suggestions: [String])

  // MARK: what is offered

  /// What a name or a file stands for is not a bundle of that directory.
  case notOffered(String, directory: String?, suggestions: [String])
  /// An older version than the one that is installed.
  case older(String, offered: BundleVersion, installed: BundleVersion)
  /// The version that is installed, with other content.
  case sameVersion(String, BundleVersion)
  case noSolution(NoSolution)
  /// It was not written for this toolkit or this data model.
  case unfit(String, toolkit: VersionRange, model: VersionRange)
  /// Its own tests say that it does not work here.
  case testsFailed(String, TestReport)
  /// Somebody wants to give it what it does not ask for.
  case notAsked([Permission], bundle: String)
  /// An update asks for more than the version before, and nobody said yes to that.
  case asksForMore([Permission], bundle: String)

  /// A check of it is called as another, which stands in another file.
  case checkTaken(String, files: [String])

  // MARK: what is to go

  /// Other bundles depend on it.
  case needed(String, by: [String])
  /// There is no version before to go back to.
  case nothingBefore(String, version: BundleVersion?)
}
