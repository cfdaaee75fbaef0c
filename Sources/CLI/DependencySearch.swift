internal import Foundation
internal import PlanScript
internal import PlanStore

/// A dependency search finds what a bundle that is being made depends on: on a shelf, as it is made
/// in the folder beside, or as it is installed. Who signed that is asked when it is installed.
struct DependencySearch {
  let shelf: BundleShelf?
  /// The path of the bundle that depends.
  let beside: String
  let store: Store?

  /// Nothing where there is none of that name.
  func find(_ name: String, in range: VersionRange) throws -> BundleContents? {
    try shelved(name, range) ?? made(name) ?? installed(name)
  }

  private func shelved(_ name: String, _ range: VersionRange) throws -> BundleContents? {
    try shelf?.newest(name, in: range).flatMap { try shelf?.contents(of: $0.file) }
  }

  private func made(_ name: String) throws -> BundleContents? {
    let place = URL(filePath: beside).standardizedFileURL.deletingLastPathComponent()
    let path = place.appending(path: name).path.fromHere
    let isBundle = FileManager.default.fileExists(atPath: "\(path)/\(BundleManifest.file)")
    return isBundle ? try BundleFolder.read(path) : nil
  }

  private func installed(_ name: String) throws -> BundleContents? {
    try store.flatMap { try OpenBundle.installed(name, in: $0.snapshot())?.verified.contents }
  }
}
