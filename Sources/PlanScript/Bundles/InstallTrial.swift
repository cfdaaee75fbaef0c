internal import Lua
internal import PlanModel
public import PlanStore

// What is tried before anybody says yes to an installation: nothing of the store is in its reach.
extension InstallPlan {
  /// The tests of one step, on scratch stores, with what it depends on as it will be installed.
  public func tests(
    of step: Step, in snapshot: Snapshot, options: Run.Options
  ) throws -> TestReport {
    let room = try TestRoom(step.verified.contents, prefix: "\(step.name)/") { name, _ in
      try contents(name, in: snapshot)
    }
    return TestRunner(room, options: options).run()
  }

  /// A bundle as it will be once the plan is carried out.
  private func contents(_ name: String, in snapshot: Snapshot) throws -> BundleContents? {
    try steps.first { $0.name == name }?.verified.contents
      ?? OpenBundle.installed(name, in: snapshot)?.contents
  }

  /// Throws `InstallFault.checkTaken` where a check that comes has the id of one that is there, or
  /// that comes as well: then none of the two could be told from the other. `present`: what ships
  /// and what the store has of its own.
  public func validateChecks(
    beside present: [CheckSource], in snapshot: Snapshot, options: Run.Options
  ) throws {
    let coming = try steps.flatMap { step in try checks(of: step, in: snapshot) }
    guard !coming.isEmpty else { return }
    let staying = try InstalledBundle.all(in: snapshot).filter { bundle in
      !steps.contains { $0.name == bundle.name }
    }.flatMap { bundle in
      (try? BundleRoom.open(bundle.name, in: snapshot)).map { room in
        CheckSource.all(of: BundleCall(room, script: nil, who: "", unit: nil))
      } ?? []
    }
    var files = Dictionary(
      reading(present + staying, options).ids, uniquingKeysWith: { first, _ in first })
    let runs = reading(coming, options)
    // Each time that checks run it would take as long again.
    if let failure = runs.failures.first(where: { ($0 as? LuaError)?.isLimit == true }) {
      throw failure
    }
    for (id, file) in runs.ids {
      if let other = files.updateValue(file, forKey: id) {
        throw InstallFault.checkTaken(id, files: [other, file])
      }
    }
  }

  private func checks(of step: Step, in snapshot: Snapshot) throws -> [CheckSource] {
    let contents = step.verified.contents
    let modules = try BundleModules(contents) { name, _ in try self.contents(name, in: snapshot) }
    return contents.names(in: .checks).compactMap { name in
      contents.text(name, in: .checks).map { text in
        CheckSource(
          name: "\(step.name)/checks/\(name).lua", text: text, modules: modules.source)
      }
    }
  }

  private func reading(_ sources: [CheckSource], _ options: Run.Options) -> CheckRuns {
    var options = options
    options.limits.time = .seconds(3)
    return CheckRuns(sources, of: Snapshot(absentFrom: ""), options: options)
  }
}
