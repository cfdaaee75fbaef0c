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
