public import PlanModel
public import PlanStore

/// An open bundle is an installed bundle whose file was read and verified just now. It is made in
/// one way, and whatever runs a bundle's code takes the code from here: run, check, draft, module,
/// template, prompt, update and rollback.
public struct OpenBundle: Sendable {
  public let record: InstalledBundle
  public let verified: VerifiedBundle

  public var name: String { record.name }
  public var manifest: BundleManifest { verified.manifest }
  var contents: BundleContents { verified.contents }

  /// What it may do: what it asks for, as far as it was given that.
  public var limits: [[Permission]] { [manifest.needs, record.current.allow] }

  /// Reads and verifies an installed bundle. Throws `BundleFault`, also where the file is not the
  /// one that was installed, and `StoreError`.
  public static func open(_ name: String, in snapshot: Snapshot) throws -> OpenBundle {
    let host = snapshot.unguarded
    let record = try InstalledBundle.named(name, in: host)
    return try open(record, record.current, in: host, by: try Trust(of: host))
  }

  /// The same; nothing where none of that name is installed.
  public static func installed(_ name: String, in snapshot: Snapshot) throws -> OpenBundle? {
    do {
      return try open(name, in: snapshot)
    } catch InstallFault.notInstalled {
      return nil
    }
  }

  /// The same of one of its versions.
  static func open(
    _ record: InstalledBundle, _ kept: InstalledBundle.Kept, in snapshot: Snapshot, by trust: Trust
  ) throws -> OpenBundle {
    guard let bytes = try snapshot.bytes(kept.file) else {
      throw InstallFault.fileGone(kept.file)
    }
    guard ContentHash(of: bytes) == kept.hash else {
      throw try changed(bytes, kept, by: trust)
    }
    let verified = try VerifiedBundle(try BundleArchive.read(bytes), by: trust)
    guard verified.manifest.name == record.name, verified.manifest.version == kept.version else {
      throw InstallFault.badRecord(record.name)
    }
    return OpenBundle(record: record, verified: verified)
  }

  /// Why a file is not the one that was installed: what of it differs, as far as that can be told.
  private static func changed(
    _ bytes: [UInt8], _ kept: InstalledBundle.Kept, by trust: Trust
  ) throws(BundleFault) -> InstallFault {
    do throws(BundleFault) {
      _ = try VerifiedBundle(try BundleArchive.read(bytes), by: trust)
    } catch  where error.isOfSignature {
      throw error
    } catch {
      // What can no longer be read as a bundle says nothing of what differs.
    }
    return InstallFault.fileChanged(kept.file)
  }
}
