import PlanModel
import PlanStore

/// A bundle that goes back to a version that was there before.
public struct RolledBack: Sendable, Hashable {
  public let name: String
  public let from: BundleVersion
  public let to: BundleVersion
}

/// Rolling back finds what goes back together: the bundle that was asked for, and those that do not
/// go with its version before, whether they need another of it or it needs another of them.
struct RollingBack {
  private let snapshot: Snapshot
  private let trust: Trust
  private let present: [String: OpenBundle]
  private var going: [String: (kept: InstalledBundle.Kept, bundle: OpenBundle)] = [:]
  /// Their names, the one that was asked for first.
  private(set) var names: [String]

  /// Throws `InstallFault.nothingBefore`, or `InstallFault.dependency` where no versions before
  /// fit one another, and what opening a version throws.
  init(_ name: String, to version: BundleVersion?, in snapshot: Snapshot) throws {
    self.snapshot = snapshot
    trust = try Trust(of: snapshot)
    var present: [String: OpenBundle] = [:]
    for bundle in try InstalledBundle.all(in: snapshot) {
      present[bundle.name] = try? OpenBundle.open(bundle.name, in: snapshot)
    }
    (self.present, names) = (present, [name])
    let record = try InstalledBundle.named(name, in: snapshot)
    // Back is never forward again to a version that was left by going back.
    let target =
      version == nil ? record.earlier.first : record.previous.first { $0.version == version }
    guard let target else { throw InstallFault.nothingBefore(name, version: version) }
    going[name] = (target, try opened(record, target))
    while let misfit = try misfit() { try mend(misfit) }
  }

  func target(_ name: String) -> InstalledBundle.Kept? { going[name]?.kept }

  private func opened(
    _ record: InstalledBundle, _ kept: InstalledBundle.Kept
  ) throws -> OpenBundle {
    try OpenBundle.open(record, kept, in: snapshot, by: trust)
  }

  private func bundle(_ name: String) -> OpenBundle? { going[name]?.bundle ?? present[name] }

  /// Two of which one goes back, and that then do not fit.
  private struct Misfit {
    let owner: String
    let needed: String
    let range: VersionRange
    let found: BundleVersion

    var fault: InstallFault { .dependency(needed, range, of: owner, found: found) }
  }

  private func misfit() throws -> Misfit? {
    for owner in Set(present.keys).union(going.keys).sorted() {
      let needs = bundle(owner)?.manifest.dependencies ?? [:]
      for (needed, range) in needs.sorted(by: { $0.key < $1.key })
      where going[owner] != nil || going[needed] != nil {
        guard let found = bundle(needed)?.manifest.version else {
          throw InstallFault.dependency(needed, range, of: owner, found: nil)
        }
        if !range.contains(found) {
          return Misfit(owner: owner, needed: needed, range: range, found: found)
        }
      }
    }
    return nil
  }

  /// The one of the two that has not gone yet goes to its newest version before that fits.
  private mutating func mend(_ misfit: Misfit) throws {
    let other = going[misfit.owner] == nil ? misfit.owner : misfit.needed
    guard going[other] == nil else { throw misfit.fault }
    let record = try InstalledBundle.named(other, in: snapshot)
    for kept in record.earlier {
      let bundle = try opened(record, kept)
      let fits =
        other == misfit.needed
        ? misfit.range.contains(kept.version)
        : bundle.manifest.dependencies[misfit.needed]?.contains(misfit.found) ?? true
      guard fits else { continue }
      going[other] = (kept, bundle)
      names.append(other)
      return
    }
    throw misfit.fault
  }
}

extension InstalledBundle {
  /// Versions that are kept and below the present one, the newest first.
  fileprivate var earlier: [Kept] {
    previous.filter { $0.version < version }.sorted { $1.version < $0.version }
  }
}
