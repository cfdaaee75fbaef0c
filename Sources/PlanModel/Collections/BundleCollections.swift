// What a store knows of bundles, kept by verbs of the command.

/// A key (khóa ký) is one that bundles are signed with, as this store knows it: by which name, and
/// whether what it signed is to be trusted.
public struct Keys: CollectionDeclaration {
  public static let name = "keys"
  public static let title = Bilingual(vi: "Khóa ký", en: "Signing keys")
  public static let keptBy: String? = "key"
  public init() {}

  /// The fingerprint: 32 hexadecimal digits of the SHA-256 of the public key.
  public let id = TypedField<String>.id
  /// What people here call whoever has it.
  public let name = TypedField<String>("name", vi: "Tên gọi", en: "Name", required: true)
  /// The 32 bytes of an Ed25519 public key, in base64.
  public let publicKey = TypedField<String>(
    "public", vi: "Khóa công khai", en: "Public key", required: true)
  public let state = TypedField<ChoiceName>(
    "state", vi: "Trạng thái", en: "State",
    [
      Choice("trusted", vi: "được tin", en: "trusted"),
      Choice("revoked", vi: "đã thu hồi", en: "revoked"),
    ], required: true)
  /// Who said so.
  public let by = TypedField<String>("by", vi: "Người quyết định", en: "By")
  /// Since when the state holds.
  public let since = TypedField<Day>("since", vi: "Từ ngày", en: "Since")
}

/// A bundle (gói kịch bản) that is installed here: which version, whose, and what it was given.
public struct Bundles: CollectionDeclaration {
  public static let name = "bundles"
  public static let title = Bilingual(vi: "Gói kịch bản", en: "Bundles")
  public static let keptBy: String? = "bundle"
  public init() {}

  /// The bundle's name.
  public let id = TypedField<String>.id
  public let version = TypedField<String>(
    "version", vi: "Phiên bản", en: "Version", required: true)
  /// The SHA-256 of the whole file.
  public let hash = TypedField<String>("hash", vi: "Dấu nội dung", en: "Hash", required: true)
  /// Below the store.
  public let file = TypedField<String>("file", vi: "Tệp", en: "File", required: true)
  /// Who signed it. It is no reference: a key may go, and the bundle then is not run.
  public let key = TypedField<String>("key", vi: "Khóa ký", en: "Signing key")
  /// What of what it asks for it was given.
  public let allow = TypedField<[String]>("allow", vi: "Quyền được cho", en: "Allowed")
  public let installedOn = TypedField<Day>("installed_on", vi: "Ngày cài", en: "Installed on")
  public let by = TypedField<String>("by", vi: "Người cài", en: "By")
  /// Versions before this one that are kept, the newest first.
  public let previous = TypedField<[JSONValue]>(
    "previous", vi: "Phiên bản trước", en: "Previous versions",
    each: [
      TypedField<String>("version", vi: "Phiên bản", en: "Version", required: true),
      TypedField<String>("hash", vi: "Dấu nội dung", en: "Hash", required: true),
      TypedField<String>("file", vi: "Tệp", en: "File", required: true),
      TypedField<String>("key", vi: "Khóa ký", en: "Signing key"),
      TypedField<[String]>("allow", vi: "Quyền được cho", en: "Allowed"),
    ])
}
