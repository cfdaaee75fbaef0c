import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript
@testable import PlanStore

/// A crash at every operation of an installation, an update, a rollback and a removal.
@Suite struct InstallCrashTests {
  private enum Act: CaseIterable { case install, update, rollBack, remove }

  /// What a bundle's script gives; nothing where the bundle is not there.
  private func version(_ office: Office) throws -> String? {
    guard try InstalledBundle.all(in: Store(path: office.place.path).snapshot()).count > 0 else {
      return nil
    }
    guard case .text(let version)? = try office.run("pack").values.first else { return "broken" }
    return version
  }

  private func office(before act: Act, _ key: PrivateKeyFile) throws -> Office {
    let office = try Office(key: key)
    if act != .install { try office.install(try office.bundle("pack", "1.0.0")) }
    if act == .rollBack { try office.install(try office.bundle("pack", "1.1.0")) }
    return office
  }

  private func carryOut(_ act: Act, _ office: Office, stop: Int) throws -> Int {
    let plan: InstallPlan? =
      switch act {
      case .install: try office.plan(try office.bundle("pack", "1.0.0"))
      case .update: try office.plan(try office.bundle("pack", "1.1.0"))
      case .rollBack, .remove: nil
      }
    let disk = StoppingDisk(office.place.path)
    let store = try Store(path: office.place.path, disk: disk)
    let before = disk.count
    disk.stop(after: before + stop)
    let installing = Installing(store, who: "hoa", today: Office.day)
    do {
      switch act {
      case .rollBack: try installing.rollBack("pack")
      case .remove: try installing.remove("pack")
      default: if let plan { try installing.carryOut(plan) }
      }
    } catch {
      #expect(stop < Int.max / 2, "\(error)")
    }
    return disk.count - before
  }

  @Test("leaves the old version or the new one, whole", arguments: 0..<4)
  func everywhere(number: Int) throws {
    let act = Act.allCases[number]
    let key = try PrivateKeyFile(new: "thanh-pho", passphrase: nil)
    let allowed: [Act: [String?]] = [
      .install: [nil, "1.0.0"], .update: ["1.0.0", "1.1.0"], .rollBack: ["1.1.0", "1.0.0"],
      .remove: ["1.0.0", nil],
    ]
    let count = try carryOut(act, try office(before: act, key), stop: Int.max / 2)
    #expect(count > 30)
    var seen: Set<String?> = []
    for stop in stride(from: 0, to: count, by: 2) {
      let office = try office(before: act, key)
      _ = try carryOut(act, office, stop: stop)
      // As whoever comes next sees it, and after the next writer has finished what was left.
      let found = try version(office)
      seen.insert(found)
      #expect(allowed[act]?.contains(found) == true, "stopped at \(stop): \(found ?? "nothing")")
      try office.store.finish()
      #expect(try version(office) == found, "stopped at \(stop)")
      #expect(try office.store.auditTrail().faults == [], "stopped at \(stop)")
    }
    #expect(seen.count == 2)
  }
}
