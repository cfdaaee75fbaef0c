public import PlanModel
public import PlanStore

/// An install plan is what an installation or an update would do, before anything is written:
/// which bundles come, whose they are, what they may do, and what that changes.
public struct InstallPlan: Sendable {
  /// What others need before those.
  public let steps: [Step]

  /// One bundle that comes, or comes in another version.
  public struct Step: Sendable {
    public let verified: VerifiedBundle
    /// What is there now; nothing where the bundle is new here.
    public let installed: InstalledBundle?
    /// The contents of that, as far as they can still be trusted.
    public let former: BundleContents?
    /// What it is to be given.
    public var allow: [Permission]
    /// Who signed what is there now, where that is another key: its name here, or its fingerprint.
    public let formerSigner: String?
    /// Whether somebody asked for it by name, and not another bundle.
    public let isWanted: Bool

    public var manifest: BundleManifest { verified.manifest }
    public var name: String { manifest.name }
  }

  /// What somebody wants to have.
  public enum Wanted: Sendable {
    case contents(BundleContents)
    /// The newest version in the range that the shelf has.
    case named(String, VersionRange)

    var name: String {
      switch self {
      case .contents(let contents): contents.manifest.name
      case .named(let name, _): name
      }
    }
  }

  /// Who asks, and for which toolkit.
  public struct Here: Sendable {
    public let snapshot: Snapshot
    public let toolkit: BundleVersion

    public init(_ snapshot: Snapshot, toolkit: BundleVersion) {
      (self.snapshot, self.toolkit) = (snapshot, toolkit)
    }
  }

  /// Finds what is to be done so that what is wanted is there. Everything that would come is
  /// verified. Throws `BundleFault`, `InstallFault`.
  public init(_ wanted: [Wanted], from shelf: BundleShelf?, _ here: Here) throws {
    let planning = try Planning(wanted, shelf, here)
    do {
      steps = try planning.steps()
    } catch Planning.Overtaken.shelf {
      // The index was not what the files are.
      let fresh = try shelf.map { try BundleShelf(path: $0.path, trustingIndex: false) }
      steps = try Planning(wanted, fresh, here).steps()
    }
  }

  /// Gives what comes no more than what is named, beside what it was given already. Throws `InstallFault.notAsked` where a bundle
  /// that was asked for does not want that at all.
  public func allowing(only permissions: [Permission]) throws(InstallFault) -> InstallPlan {
    let asked = steps.flatMap(\.manifest.needs)
    let odd = permissions.filter { permission in !asked.contains { $0.includes(permission) } }
    guard odd.isEmpty else {
      throw .notAsked(odd, bundle: steps.first(where: \.isWanted)?.name ?? "")
    }
    return InstallPlan(
      steps: steps.map { step in
        var step = step
        let (added, isUpdate) = (step.added, step.isUpdate)
        let kept = step.allow.filter { isUpdate && !added.contains($0) }
        let named = permissions.filter { permission in
          !kept.contains(permission) && step.manifest.needs.contains { $0.includes(permission) }
        }
        step.allow = kept + named
        return step
      })
  }

  init(steps: [Step]) { self.steps = steps }
}

// What a step changes.
extension InstallPlan.Step {
  public var isUpdate: Bool { installed != nil }

  /// What it asks for and the version before did not.
  public var added: [Permission] {
    guard installed != nil else { return manifest.needs }
    let before = former?.manifest.needs ?? installed?.current.allow ?? []
    return manifest.needs.filter { need in !before.contains { $0.includes(need) } }
  }

  /// What the version before asked for and this one does not.
  public var dropped: [Permission] {
    guard installed != nil else { return [] }
    let before = former?.manifest.needs ?? installed?.current.allow ?? []
    return before.filter { need in !manifest.needs.contains { $0.includes(need) } }
  }

  /// The files that differ from the version before, by their paths.
  public var differences: [BundleDifference] {
    guard let former else { return [] }
    let (old, new) = (former.files, verified.contents.files)
    let paths = Set((old + new).map(\.path)).sorted()
    return paths.compactMap { path in
      switch (former.file(path), verified.contents.file(path)) {
      case (nil, _): .added(path)
      case (_, nil): .missing(path)
      case (let one, let other): one == other ? nil : .changed(path)
      }
    }
  }
}

/// Finds the steps of a plan.
private struct Planning {
  let wanted: [InstallPlan.Wanted]
  let shelf: BundleShelf?
  let here: InstallPlan.Here
  let trust: Trust
  let installed: [InstalledBundle]
  /// What is installed and can still be trusted.
  let open: [String: OpenBundle]

  enum Overtaken: Error { case shelf }

  init(_ wanted: [InstallPlan.Wanted], _ shelf: BundleShelf?, _ here: InstallPlan.Here) throws {
    (self.wanted, self.shelf, self.here) = (wanted, shelf, here)
    trust = try Trust(of: here.snapshot)
    installed = try InstalledBundle.all(in: here.snapshot)
    var open: [String: OpenBundle] = [:]
    for bundle in installed { open[bundle.name] = try? .open(bundle.name, in: here.snapshot) }
    self.open = open
  }

  private func offer(_ manifest: BundleManifest) -> BundleOffer {
    BundleOffer(manifest, toolkit: here.toolkit, model: Store.formatVersion)
  }

  func steps() throws -> [InstallPlan.Step] {
    var given: [String: VerifiedBundle] = [:]
    var asks: [String: VersionRange] = [:]
    for want in wanted {
      try checkAge(want)
      switch want {
      case .contents(let contents):
        let verified = try VerifiedBundle(contents, by: trust)
        try checkFit(verified.manifest)
        given[want.name] = verified
        asks[want.name] = VersionRange("=\(contents.manifest.version)") ?? .any
      case .named(let name, let range): asks[name] = range
      }
    }
    let solution = try solve(asks, given)
    return try solution.steps.map { offer in
      try step(offer, given[offer.name], isWanted: asks[offer.name] != nil)
    }
  }

  private func solve(
    _ asks: [String: VersionRange], _ given: [String: VerifiedBundle]
  ) throws(InstallFault) -> BundleSolution {
    let shelved = (shelf?.entries ?? []).filter { given[$0.name]?.manifest.version != $0.version }
      .filter { entry in
        // No older version takes the place of a damaged one.
        !installed.contains { $0.name == entry.name && entry.version < $0.version }
      }
      .map { $0.offer(toolkit: here.toolkit, model: Store.formatVersion) }
    let offers = shelved + given.values.map { offer($0.manifest) }
    // What is damaged is as good as not there, and comes anew.
    let present = installed.compactMap { bundle in
      open[bundle.name].map { open in
        BundleOffer(
          name: bundle.name, version: bundle.version, dependencies: open.manifest.dependencies)
      }
    }
    do throws(NoSolution) {
      return try BundleResolver(offers: offers, installed: present).solve(asks)
    } catch {
      throw .noSolution(error)
    }
  }

  private func checkFit(_ manifest: BundleManifest) throws(InstallFault) {
    guard !offer(manifest).fits else { return }
    throw .unfit(
      "\(manifest.name) \(manifest.version)", toolkit: manifest.toolkit, model: manifest.model)
  }

  /// No way leads back to an older version, nor to another content of the same.
  private func checkAge(_ want: InstallPlan.Wanted) throws(InstallFault) {
    let present = installed.first { $0.name == want.name }
    switch want {
    case .contents(let contents):
      guard let present else { return }
      let offered = contents.manifest.version
      if offered < present.version {
        throw .older(want.name, offered: offered, installed: present.version)
      }
      if offered == present.version, contents.hash != present.current.hash {
        throw .sameVersion(want.name, offered)
      }
    case .named(let name, let range):
      guard let newest = shelf?.newest(name, in: range) else {
        guard present == nil else { return }
        let known = Set((shelf?.entries ?? []).map(\.name)).sorted()
        if known.contains(name) { return }
        throw .notOffered(
          name, directory: shelf?.path, suggestions: suggestions(for: name, among: known))
      }
      if let present, newest.version < present.version, !range.contains(present.version) {
        throw .older(name, offered: newest.version, installed: present.version)
      }
    }
  }

  private func step(
    _ offer: BundleOffer, _ given: VerifiedBundle?, isWanted: Bool
  ) throws -> InstallPlan.Step {
    let verified = try given ?? taken(offer)
    let present = installed.first { $0.name == offer.name }
    let former = open[offer.name]?.verified.contents
    var step = InstallPlan.Step(
      verified: verified, installed: present, former: former, allow: verified.manifest.needs,
      formerSigner: formerSigner(present, verified), isWanted: isWanted)
    if let present {
      // What was not given before is not given by an update either; what is new is asked for.
      let kept = present.current.allow.filter { permission in
        verified.manifest.needs.contains { $0.includes(permission) }
      }
      step.allow = kept + step.added.filter { !kept.contains($0) }
    }
    return step
  }

  private func formerSigner(_ present: InstalledBundle?, _ verified: VerifiedBundle) -> String? {
    guard let key = present?.current.key, key != verified.signer.key.fingerprint else { return nil }
    return trust.keys.first { $0.key.fingerprint == key }?.name ?? key
  }

  /// What the shelf has for an offer, verified.
  private func taken(_ offer: BundleOffer) throws -> VerifiedBundle {
    guard let shelf,
      let entry = shelf.entries.first(where: {
        $0.name == offer.name && $0.version == offer.version
      })
    else {
      throw InstallFault.notOffered(offer.name, directory: shelf?.path, suggestions: [])
    }
    let verified = try VerifiedBundle(try shelf.contents(of: entry.file), by: trust)
    guard self.offer(verified.manifest) == offer else { throw Overtaken.shelf }
    return verified
  }
}
