import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// Bundles come, are held to what they were, and go.
@Suite struct InstallTests {
  @Test func `a bundle comes in one commit, with its file, its record and its line`() throws {
    let office = try Office()
    let bundle = try office.bundle("pack", needs: ["read:units", "write:tasks"])
    let commit = try #require(try office.install(bundle))
    let file = "bundles/pack/1.0.0-\(bundle.hash.hex.prefix(12)).bundle"
    #expect(Set(commit.files.map(\.path)) == ["bundles.json", file, "audit/head.json"])
    let open = try OpenBundle.open("pack", in: office.store.snapshot())
    #expect(open.record.current.file == file)
    #expect(open.record.current.allow.map(\.description) == ["read:units", "write:tasks"])
    #expect(open.verified.signer.name == "Thành phố")
    let trail = try office.store.auditTrail()
    #expect(trail.faults == [])
    #expect(trail.entries.map(\.run.action) == [.install])
    #expect(trail.entries.first?.run.hash == bundle.hash)
    #expect(trail.entries.first?.commit == commit.number)
    #expect(try office.run("pack").values == [.text("1.0.0")])
    // Again: nothing to do.
    #expect(try office.plan(bundle).steps.isEmpty)
  }

  @Test func `going back goes down, and never forward to what was left`() throws {
    let office = try Office()
    for version in ["1.0.0", "1.1.0", "1.2.0"] {
      try office.install(try office.bundle("pack", version, [:]))
    }
    #expect(try office.installing.rollBack("pack").first?.to.description == "1.1.0")
    #expect(try office.installing.rollBack("pack").first?.to.description == "1.0.0")
    let fault = try installFault { try office.installing.rollBack("pack") }
    guard case .nothingBefore("pack", version: nil)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    let forward = try #require(BundleVersion("1.2.0"))
    #expect(try office.installing.rollBack("pack", to: forward).first?.to == forward)
  }

  @Test func `what came together goes back together, and nothing where a version is missing`()
    throws
  {
    let office = try Office()
    try office.install(
      try office.bundle("base", [:]),
      try office.bundle("top", dependencies: ["base": "^1.0"], [:]))
    func updateTogether() throws {
      let plan = try InstallPlan(
        [
          .contents(try office.bundle("base", "2.0.0", [:])),
          .contents(try office.bundle("top", "2.0.0", dependencies: ["base": "^2.0"])),
        ], from: nil, InstallPlan.Here(office.store.snapshot(), toolkit: Office.toolkit))
      try office.installing.carryOut(plan)
    }
    try updateTogether()
    let first = BundleVersion(1, 0, 0)
    for (asked, other) in [("base", "top"), ("top", "base")] {
      let done = try office.installing.rollBack(asked)
      #expect(done.map(\.name) == [asked, other])
      #expect(done.allSatisfy { $0.to == first })
      #expect(try office.run("top").values == [.text("1.0.0")])
      #expect(try office.store.auditTrail().faults == [])
      for name in ["base", "top"] {
        let record = try InstalledBundle.named(name, in: office.store.snapshot())
        #expect(record.previous.map(\.version) == [BundleVersion(2, 0, 0)])
      }
      try updateTogether()
    }
    try office.install(try office.bundle("late", dependencies: ["base": "^2.0"], [:]))
    let fault = try installFault { try office.installing.rollBack("base") }
    guard case .dependency("base", _, of: "late", found: first)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test func `a damaged bundle is mended by installing the same file again`() throws {
    let office = try Office()
    let bundle = try office.bundle("pack")
    try office.install(bundle)
    let file = try OpenBundle.open("pack", in: office.store.snapshot()).record.current.file
    for damage in [[UInt8]?.none, Array("x".utf8)] {
      if let damage {
        try office.place.write(file, damage)
      } else {
        try FileManager.default.removeItem(atPath: office.place.path + "/" + file)
      }
      #expect(throws: (any Error).self) { try OpenBundle.open("pack", in: office.store.snapshot()) }
      #expect(try office.plan(bundle).steps.count == 1)
      try office.install(bundle)
      #expect(try office.run("pack").values == [.text("1.0.0")])
      #expect(try office.store.auditTrail().faults == [])
    }
    // An older one is still no way to mend it.
    try office.install(try office.bundle("pack", "1.1.0", [:]))
    try FileManager.default.removeItem(
      atPath: office.place.path + "/"
        + (try InstalledBundle.named("pack", in: office.store.snapshot()).current.file))
    #expect(throws: InstallFault.self) { try office.plan(bundle) }
  }

  @Test func `another signer than before is told`() throws {
    let office = try Office()
    try office.install(try office.bundle("pack"))
    let other = try PrivateKeyFile(new: "khac", passphrase: nil)
    try office.place.write([
      "keys.json": """
      [{"id": "\(office.key.key.fingerprint)", "name": "Thành phố", "public": "\(office.key.key.base64)", "state": "trusted"},
       {"id": "\(other.key.fingerprint)", "name": "Nơi khác", "public": "\(other.key.base64)", "state": "trusted"}]
      """
    ])
    let next = try Office.unsigned(
      "pack", "1.1.0", needs: ["read:units"], dependencies: [:], scripts: ["main"], [:])
    let signed = try next.signed(with: other) { "" }
    #expect(try office.plan(signed).steps.first?.formerSigner == "Thành phố")
    #expect(
      try office.plan(try office.bundle("pack", "1.1.0", [:])).steps.first?.formerSigner == nil)
  }

  @Test func `only its verb takes an installation back`() throws {
    let office = try Office()
    let commit = try #require(try office.install(try office.bundle("pack")))
    #expect(throws: TransactError.self) { try office.store.previewUndo(of: commit) }
    #expect(throws: TransactError.self) {
      try office.store.undo(commit, origin: Origin(.undo, who: "hoa"))
    }
    let run = try Run(office.store.snapshot(), options: Sample.options()) { _ in }
    #expect(throws: (any Error).self) { try run.run("plan.bundles:remove('pack')", name: "t") }
  }

  @Test func `nothing comes that nobody trusted has signed`() throws {
    let office = try Office(trusts: false)
    let signed = try office.bundle("pack")
    let unknown = try bundleFault { _ = try office.plan(signed) }
    guard case .unknownKey? = unknown else {
      Issue.record("\(String(describing: unknown))")
      return
    }
    try office.say("revoked")
    let revoked = try bundleFault { _ = try office.plan(signed) }
    guard case .revokedKey? = revoked else {
      Issue.record("\(String(describing: revoked))")
      return
    }
    try office.say("trusted")
    let unsigned = try bundleFault { _ = try office.plan(office.bundle("pack", signed: false)) }
    guard case .unsigned? = unsigned else {
      Issue.record("\(String(describing: unsigned))")
      return
    }
    #expect(try InstalledBundle.all(in: office.store.snapshot()).isEmpty)
  }

  @Test func `an older version, or other content under the same version, is no update`() throws {
    let office = try Office()
    try office.install(try office.bundle("pack", "1.1.0"))
    let older = try installFault { _ = try office.plan(office.bundle("pack", "1.0.9")) }
    guard case .older("pack", let offered, let installed)? = older else {
      Issue.record("\(String(describing: older))")
      return
    }
    #expect((offered, installed) == (BundleVersion(1, 0, 9), BundleVersion(1, 1, 0)))
    let same = try installFault {
      _ = try office.plan(office.bundle("pack", "1.1.0", ["lib/new.lua": "return 1\n"]))
    }
    guard case .sameVersion? = same else {
      Issue.record("\(String(describing: same))")
      return
    }
  }

  @Test func `a bundle for another toolkit or data model does not come`() throws {
    let office = try Office()
    let bundle = try office.bundle("pack")
    let fault = try installFault {
      _ = try InstallPlan(
        [.contents(bundle)], from: nil,
        InstallPlan.Here(office.store.snapshot(), toolkit: BundleVersion(2, 0, 0)))
    }
    guard case .unfit? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  // MARK: held to what it was

  /// Changes the installed file, and gives what opening the bundle then fails with.
  private func fault(_ change: (Office, String) throws -> Void) throws -> String {
    let office = try Office()
    try office.install(try office.bundle("pack"), try office.bundle("pack", "1.1.0"))
    let record = try InstalledBundle.named("pack", in: office.store.snapshot())
    try change(office, record.current.file)
    do {
      _ = try OpenBundle.open("pack", in: office.store.snapshot())
      return "opened"
    } catch let fault as BundleFault {
      return "\(fault)"
    } catch let fault as InstallFault {
      return "\(fault)"
    }
  }

  @Test func `every use finds a file that is not the one that was installed`() throws {
    #expect(
      try fault { office, file in
        var bytes = Array(try Data(contentsOf: URL(filePath: office.place.path + "/" + file)))
        let place = try #require(bytes.firstRange(of: Array("return '1.1.0'".utf8))).lowerBound
        bytes[place + 8] = UInt8(ascii: "2")
        try office.place.write(file, bytes)
      }.contains("changed(\"scripts/main.lua\")"))
    #expect(
      try fault { office, file in
        let other = try office.bundle("pack", "1.1.0", signed: false)
        try office.place.write(file, other.archive)
      } == "unsigned")
    #expect(
      try fault { office, file in
        let thief = try PrivateKeyFile(new: "ke-khac", passphrase: nil)
        let other = try office.bundle("pack", "1.1.0", signed: false).signed(with: thief) { "" }
        try office.place.write(file, other.archive)
      }.hasPrefix("unknownKey"))
    #expect(try fault { office, _ in try office.say("revoked") }.hasPrefix("revokedKey"))
    // An older version in its place, as well signed as this one.
    #expect(
      try fault { office, file in
        try office.place.write(file, try office.bundle("pack", "1.0.0").archive)
      }.hasPrefix("fileChanged"))
    // One whose manifest can no longer be read.
    let unreadable = try fault { office, file in
      var bytes = try office.bundle("pack", "1.1.0").archive
      let place = try #require(bytes.firstRange(of: Array("\"version\"".utf8))).lowerBound
      bytes[place] = UInt8(ascii: "x")
      try office.place.write(file, bytes)
    }
    #expect(
      unreadable.hasPrefix("fileChanged") || unreadable.contains("changed(\"bundle.json\")"),
      "\(unreadable)")
    #expect(
      try fault { office, file in
        try FileManager.default.removeItem(atPath: office.place.path + "/" + file)
      }.hasPrefix("fileGone"))
    #expect(
      try fault { office, file in
        let text = try String(contentsOfFile: office.place.path + "/bundles.json", encoding: .utf8)
        try office.place.write(["bundles.json": text.replacing("1.1.0\"", with: "1.2.0\"")])
      }.hasPrefix("badRecord"))
    #expect(try fault { _, _ in } == "opened")
  }

  // MARK: updates

  @Test func `an update shows what changes, keeps the old version, and goes back`() throws {
    let office = try Office()
    let first = try office.bundle(
      "pack", needs: ["read:units", "read:people"],
      ["lib/a.lua": "return 1\n", "lib/b.lua": "return 1\n"])
    let second = try office.bundle(
      "pack", "1.1.0", needs: ["read:units", "write:tasks"],
      ["lib/a.lua": "return 2\n", "lib/c.lua": "return 1\n"])
    try office.install(first)
    let plan = try office.plan(second)
    let step = try #require(plan.steps.first)
    #expect(step.isUpdate)
    #expect(step.added.map(\.description) == ["write:tasks"])
    #expect(step.dropped.map(\.description) == ["read:people"])
    #expect(
      step.differences == [
        .changed("bundle.json"), .changed("lib/a.lua"), .missing("lib/b.lua"),
        .added("lib/c.lua"), .changed("scripts/main.lua"),
      ])
    try office.installing.carryOut(plan)
    #expect(try office.run("pack").values == [.text("1.1.0")])
    #expect(try office.installing.rollBack("pack").map(\.to) == [BundleVersion(1, 0, 0)])
    #expect(try office.run("pack").values == [.text("1.0.0")])
    // What it was given then, and not since.
    let record = try InstalledBundle.named("pack", in: office.store.snapshot())
    #expect(record.current.allow.map(\.description) == ["read:units", "read:people"])
    let later = BundleVersion(1, 1, 0)
    #expect(try office.installing.rollBack("pack", to: later).first?.to == later)
    let trail = try office.store.auditTrail()
    #expect(trail.entries.map(\.run.action) == [.install, .update, .rollback, .rollback])
    #expect(trail.faults == [])
  }

  @Test func `what was not given before is not given by an update either`() throws {
    let office = try Office()
    let first = try office.plan(
      try office.bundle("pack", needs: ["read:units", "read:people"]))
    try office.installing.carryOut(try first.allowing(only: [try Permission("read:units")]))
    let step = try office.plan(
      try office.bundle("pack", "2.0.0", needs: ["read:units", "read:people", "draft"])
    ).steps.first
    #expect(step?.allow.map(\.description) == ["read:units", "draft"])
    let odd = try installFault { _ = try first.allowing(only: [try Permission("write:units")]) }
    guard case .notAsked? = odd else {
      Issue.record("\(String(describing: odd))")
      return
    }
  }

  @Test func `the newest versions before are kept, and older files go`() throws {
    let office = try Office()
    for minor in 0..<6 { try office.install(try office.bundle("pack", "1.\(minor).0")) }
    let record = try InstalledBundle.named("pack", in: office.store.snapshot())
    #expect(record.previous.map(\.version.description) == ["1.4.0", "1.3.0", "1.2.0"])
    let files = try FileManager.default.contentsOfDirectory(
      atPath: office.place.path + "/bundles/pack")
    #expect(files.count == 4)
    #expect(
      try office.installing.rollBack("pack", to: BundleVersion(1, 2, 0)).first?.to
        == BundleVersion(1, 2, 0))
    let gone = try installFault {
      try office.installing.rollBack("pack", to: BundleVersion(1, 0, 0))
    }
    guard case .nothingBefore? = gone else {
      Issue.record("\(String(describing: gone))")
      return
    }
  }

  @Test func `a version before is verified as any other before it comes back`() throws {
    let office = try Office()
    try office.install(try office.bundle("pack"), try office.bundle("pack", "1.1.0"))
    let record = try InstalledBundle.named("pack", in: office.store.snapshot())
    try office.place.write(record.previous[0].file, Array("nothing".utf8))
    #expect(throws: (any Error).self) { try office.installing.rollBack("pack") }
    #expect(try office.run("pack").values == [.text("1.1.0")])
  }

  @Test func `doctor has nothing to say of what is installed, and names what nobody installed`()
    throws
  {
    let office = try Office()
    try office.install(try office.bundle("pack"), try office.bundle("pack", "1.1.0"))
    #expect(try Doctor.examine(office.store).ailments.isEmpty)
    try office.place.write("bundles/pack/9.0.0-0123456789ab.bundle", Array("x".utf8))
    #expect(
      try Doctor.examine(office.store).ailments.map(\.file) == [
        "bundles/pack/9.0.0-0123456789ab.bundle"
      ])
  }

  @Test func `a bundle goes with its files, unless another needs it`() throws {
    let office = try Office()
    try office.install(
      try office.bundle("base"), try office.bundle("pack", dependencies: ["base": "^1"]))
    let needed = try installFault { try office.installing.remove("base") }
    guard case .needed("base", by: ["pack"])? = needed else {
      Issue.record("\(String(describing: needed))")
      return
    }
    try office.installing.remove("pack")
    try office.installing.remove("base")
    #expect(try InstalledBundle.all(in: office.store.snapshot()).isEmpty)
    #expect(
      FileManager.default.subpaths(atPath: office.place.path + "/bundles")?
        .contains { $0.hasSuffix(".bundle") } != true)
  }

  @Test func `somebody else's installation in between is not overrun`() throws {
    let office = try Office()
    let plan = try office.plan(try office.bundle("pack"))
    try office.install(try office.bundle("pack", "1.5.0"))
    #expect(throws: TransactError.self) { try office.installing.carryOut(plan) }
    #expect(try office.run("pack").values == [.text("1.5.0")])
  }

  // MARK: from a directory

  /// A directory with bundles in it.
  private func shelf(_ bundles: BundleContents...) throws -> Place {
    let place = try Place()
    for bundle in bundles { try place.write(bundle.fileName, bundle.archive) }
    return place
  }

  @Test func `what a bundle depends on comes before it, in the same commit`() throws {
    let office = try Office()
    let place = try shelf(
      try office.bundle("base", "1.0.0"), try office.bundle("base", "1.3.0"),
      try office.bundle("base", "2.0.0"),
      try office.bundle("pack", dependencies: ["base": "^1.0"]))
    let plan = try office.plan("pack", from: try BundleShelf(path: place.path))
    #expect(plan.steps.map(\.manifest.fullName) == ["base-1.3.0", "pack-1.0.0"])
    let commit = try #require(try office.installing.carryOut(plan))
    #expect(commit.files.count == 4)
    #expect(try office.store.auditTrail().entries.map(\.run.bundle) == ["base", "pack"])
    #expect(try office.store.auditTrail().faults == [])
  }

  @Test func `an index that lies is found out and made anew`() throws {
    let office = try Office()
    let place = try shelf(try office.bundle("pack", "1.0.0"))
    _ = try BundleShelf(path: place.path)
    let index = place.path + "/index.json"
    let text = try String(contentsOfFile: index, encoding: .utf8)
    try Data(text.replacing("\"1.0.0\"", with: "\"3.0.0\"").utf8).write(to: URL(filePath: index))
    let shelf = try BundleShelf(path: place.path)
    #expect(shelf.newest("pack")?.version == BundleVersion(3, 0, 0))
    #expect(try office.plan("pack", from: shelf).steps.map(\.manifest.fullName) == ["pack-1.0.0"])
    #expect(
      try BundleShelf(path: place.path).newest("pack")?.version == BundleVersion(1, 0, 0))
  }

  @Test func `files on a shelf that are no bundles hinder nobody`() throws {
    let office = try Office()
    let place = try shelf(try office.bundle("pack"))
    try place.write(["bad.bundle": "nothing", "note.txt": "x"])
    let shelf = try BundleShelf(path: place.path)
    #expect(shelf.entries.map(\.name) == ["pack"])
    #expect(shelf.broken.map(\.file) == ["bad.bundle"])
    let near = try installFault { _ = try office.plan("pak", from: shelf) }
    guard case .notOffered("pak", _, let suggestions)? = near else {
      Issue.record("\(String(describing: near))")
      return
    }
    #expect(suggestions == ["pack"])
  }

  @Test func `why there is no solution is told`() throws {
    let office = try Office()
    let place = try shelf(
      try office.bundle("base", "2.0.0"), try office.bundle("pack", dependencies: ["base": "^1.0"]))
    let fault = try installFault {
      _ = try office.plan("pack", from: try BundleShelf(path: place.path))
    }
    guard case .noSolution(.conflicts(let conflicts))? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(conflicts.map(\.name) == ["base"])
    #expect(conflicts.first?.asks.map(\.by) == ["pack 1.0.0"])
  }
}
