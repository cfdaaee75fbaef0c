// What an office knows of its findings.

/// A waiver (miễn trừ) says that what a check finds about one record is known and accepted: why,
/// by whom, and until which day.
public struct Waivers: CollectionDeclaration {
  public static let name = "waivers"
  public static let title = Bilingual(vi: "Miễn trừ kiểm tra", en: "Waivers")
  public static let belonging = Belonging.toOffice
  public static let naturalKey = ["check", "collection", "record"]
  public init() {}

  public let id = TypedField<String>.id
  public let check = TypedField<String>("check", vi: "Phép kiểm", en: "Check", required: true)
  public let collection = TypedField<String>(
    "collection", vi: "Tập hợp", en: "Collection", required: true)
  /// The record's id. It is no reference: the collections differ, and the record may go.
  public let record = TypedField<String>("record", vi: "Bản ghi", en: "Record", required: true)
  public let reason = TypedField<String>("reason", vi: "Lý do", en: "Reason", required: true)
  public let owner = TypedField<String>(
    "owner", vi: "Người chịu trách nhiệm", en: "Owner", required: true)
  /// The last day on which it holds.
  public let endsOn = TypedField<Day>("ends_on", vi: "Đến hết ngày", en: "Ends on", required: true)
}
