/// A bundle resolver finds, for what somebody wants to have, one version of each bundle such that
/// every bundle gets the versions of others that it asks for.
///
/// What is wanted, and what joins for it, comes in its newest version that fits; what is installed
/// stays as it is while it fits, and never goes back to an older version. The same question has
/// the same answer each time.
public struct BundleResolver: Sendable {
  /// All versions that there are, the installed ones among them.
  private let offers: [String: [BundleOffer]]
  private let installed: [String: BundleOffer]

  /// `offers`: what a directory has, or several.
  public init(offers: [BundleOffer], installed: [BundleOffer]) {
    self.installed = Dictionary(installed.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let all = Set(offers + installed)
    self.offers = Dictionary(grouping: all, by: \.name).mapValues { versions in
      versions.sorted { ($1.version, $1.description) < ($0.version, $0.description) }
    }
  }

  /// Throws `NoSolution`.
  public func solve(_ wanted: [String: VersionRange]) throws(NoSolution) -> BundleSolution {
    var search = Search(
      resolver: self,
      asks: wanted.sorted { $0.key < $1.key }
        .map { BundleAsk(by: nil, name: $0.key, range: $0.value) })
    if let chosen = try search.solution([:]) {
      return BundleSolution(chosen, installed: installed)
    }
    throw .conflicts(search.conflicts)
  }

  /// How many choices are looked at before the search ends.
  static let patience = 20_000

  fileprivate func candidates(_ name: String) -> [BundleOffer] {
    let versions = (offers[name] ?? []).filter(\.fits)
    guard let present = installed[name] else { return versions }
    return [present] + versions.filter { $0.version > present.version }
  }

  /// One search: what is asked for, and what stood in its way.
  private struct Search {
    let resolver: BundleResolver
    /// What the person asks for.
    let asks: [BundleAsk]
    var conflicts: [BundleConflict] = []
    private var steps = 0

    init(resolver: BundleResolver, asks: [BundleAsk]) {
      (self.resolver, self.asks) = (resolver, asks)
    }

    /// Goes on from what is chosen so far; nothing when that leads nowhere.
    mutating func solution(
      _ chosen: [String: BundleOffer]
    ) throws(NoSolution) -> [String: BundleOffer]? {
      steps += 1
      guard steps <= BundleResolver.patience else { throw .tooManyChoices }
      let all = asks + chosen.values.flatMap(\.asks)
      guard let next = Set(all.map(\.name)).subtracting(chosen.keys).min() else {
        return keepsInstalled(chosen) ? chosen : nil
      }
      let here = all.filter { $0.name == next }
      let isWanted = asks.contains { $0.name == next }
      let fitting = resolver.candidates(next).filter { offer in
        here.allSatisfy { $0.range.contains(offer.version) }
      }
      if fitting.isEmpty { note(next, here) }
      // Who asks for a bundle by its name wants its newest.
      for offer in isWanted ? fitting.sorted(by: { $0.version > $1.version }) : fitting {
        var more = chosen
        more[next] = offer
        // What was chosen before may be asked for more narrowly now.
        guard agrees(more, offer) else { continue }
        if let found = try solution(more) { return found }
      }
      return nil
    }

    /// Whether what an offer asks for agrees with what was chosen before it.
    private mutating func agrees(_ chosen: [String: BundleOffer], _ offer: BundleOffer) -> Bool {
      for ask in offer.asks {
        guard let other = chosen[ask.name], !ask.range.contains(other.version) else { continue }
        note(ask.name, (asks + chosen.values.flatMap(\.asks)).filter { $0.name == ask.name })
        return false
      }
      return true
    }

    /// Whether every bundle that stays as it is still gets what it asks for.
    private mutating func keepsInstalled(_ chosen: [String: BundleOffer]) -> Bool {
      for offer in resolver.installed.values.sorted(by: { $0.name < $1.name })
      where chosen[offer.name] == nil {
        for ask in offer.asks {
          guard let other = chosen[ask.name], !ask.range.contains(other.version) else { continue }
          let others = asks + chosen.values.flatMap(\.asks)
          note(ask.name, others.filter { $0.name == ask.name } + [ask])
          return false
        }
      }
      return true
    }

    private mutating func note(_ name: String, _ asks: [BundleAsk]) {
      let all = resolver.offers[name] ?? []
      let conflict = BundleConflict(
        name: name,
        asks: asks.sorted { ($0.by ?? "", $0.range.text) < ($1.by ?? "", $1.range.text) },
        versions: all.filter(\.fits).map(\.version),
        unfit: all.filter { !$0.fits }.map(\.version), installed: resolver.installed[name]?.version)
      if conflicts.count < 5, !conflicts.contains(conflict) { conflicts.append(conflict) }
    }
  }
}

/// One version of a bundle that somebody could have, and what it asks for.
public struct BundleOffer: Sendable, Hashable {
  public let name: String
  public let version: BundleVersion
  public let dependencies: [String: VersionRange]
  /// Whether it was written for this toolkit and this data model.
  public let fits: Bool

  public init(
    name: String, version: BundleVersion, dependencies: [String: VersionRange] = [:],
    fits: Bool = true
  ) {
    (self.name, self.version) = (name, version)
    (self.dependencies, self.fits) = (dependencies, fits)
  }

  public init(_ manifest: BundleManifest, toolkit: BundleVersion, model: Int64) {
    self.init(
      name: manifest.name, version: manifest.version, dependencies: manifest.dependencies,
      fits: manifest.isWritten(for: toolkit, model: model))
  }

  fileprivate var description: String { "\(name) \(version)" }

  fileprivate var asks: [BundleAsk] {
    dependencies.sorted { $0.key < $1.key }
      .map { BundleAsk(by: description, name: $0.key, range: $0.value) }
  }
}

/// Somebody asks for a bundle in a range of versions.
public struct BundleAsk: Sendable, Hashable {
  /// The bundle that asks, with its version; nothing for the person.
  public let by: String?
  public let name: String
  public let range: VersionRange
}

/// Why no version of one bundle does.
public struct BundleConflict: Sendable, Hashable {
  public let name: String
  public let asks: [BundleAsk]
  /// The versions that there are, the newest first.
  public let versions: [BundleVersion]
  /// Versions that were not written for this toolkit or this data model.
  public let unfit: [BundleVersion]
  /// An older version than this one is no choice.
  public let installed: BundleVersion?
}

public enum NoSolution: Error, Sendable, Hashable {
  /// What stood in the way, as it was met.
  case conflicts([BundleConflict])
  case tooManyChoices
}

/// What a resolver found.
public struct BundleSolution: Sendable, Hashable {
  /// What must be installed or updated, what others need before those.
  public let steps: [BundleOffer]
  /// What is installed already and does.
  public let kept: [BundleOffer]

  fileprivate init(_ chosen: [String: BundleOffer], installed: [String: BundleOffer]) {
    var (order, seen): ([BundleOffer], Set<String>) = ([], [])
    func visit(_ name: String) {
      guard seen.insert(name).inserted, let offer = chosen[name] else { return }
      for dependency in offer.dependencies.keys.sorted() { visit(dependency) }
      order.append(offer)
    }
    for name in chosen.keys.sorted() { visit(name) }
    steps = order.filter { installed[$0.name]?.version != $0.version }
    kept = order.filter { installed[$0.name]?.version == $0.version }
  }
}
