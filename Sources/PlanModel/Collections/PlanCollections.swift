// The plan itself, and what it wants studied.

/// The plan: the head, part I and the foot of the document.
public struct Plan: CollectionDeclaration {
  public static let name = "plan"
  public static let title = Bilingual(vi: "Kế hoạch", en: "Plan")
  public static let isSingle = true
  public init() {}

  public let number = TypedField<String>("number", vi: "Số", en: "Number", required: true)
  public let title = TypedField<String>("title", vi: "Tên kế hoạch", en: "Title", required: true)
  public let issuer = TypedField<String>("issuer", vi: "Cơ quan ban hành", en: "Issuer")
  public let basis = TypedField<JSONValue>(
    "basis", vi: "Căn cứ", en: "Basis",
    members: [
      TypedField<String>("number", vi: "Số", en: "Number"),
      TypedField<Day>("date", vi: "Ngày", en: "Date"),
      TypedField<String>("issuer", vi: "Cơ quan ban hành", en: "Issuer"),
      TypedField<String>("title", vi: "Nội dung", en: "Title"),
    ])
  public let issuedOn = TypedField<Day>("issued_on", vi: "Ngày ban hành", en: "Issued on")
  public let place = TypedField<String>("place", vi: "Nơi ban hành", en: "Place")
  public let purposes = TypedField<[String]>("purposes", vi: "Mục đích", en: "Purposes")
  public let requirements = TypedField<[String]>("requirements", vi: "Yêu cầu", en: "Requirements")
  public let signatory = TypedField<JSONValue>(
    "signatory", vi: "Người ký", en: "Signatory",
    members: [
      TypedField<String>("on_behalf_of", vi: "Thay mặt", en: "On behalf of"),
      TypedField<String>("role", vi: "Chức vụ", en: "Role"),
      TypedField<String>("name", vi: "Họ và tên", en: "Name"),
    ])
  public let footnotes = TypedField<[JSONValue]>(
    "footnotes", vi: "Chú thích", en: "Footnotes",
    each: [
      TypedField<Int64>("number", vi: "Số", en: "Number"),
      TypedField<String>("section", vi: "Mục", en: "Section"),
      TypedField<String>("text", vi: "Nội dung", en: "Text"),
    ])
  public let settings = TypedField<JSONValue>(
    "settings", vi: "Thiết lập", en: "Settings",
    members: [
      TypedField<String>("time_zone", vi: "Múi giờ", en: "Time zone"),
      TypedField<ChoiceName>(
        "deadline_rule", vi: "Cách tính hạn", en: "Deadline rule",
        [
          Choice("day_before", vi: "chậm nhất ngày hôm trước", en: "the day before at the latest"),
          Choice("same_day", vi: "kể cả ngày hạn", en: "the day itself counts"),
        ]),
      TypedField<Int64>("percent_decimals", vi: "Số lẻ của tỷ lệ", en: "Decimals of percentages"),
    ])
}

/// A resolution to be studied (II.1.1; VI.2–3; footnote 1).
public struct Topics: CollectionDeclaration {
  public static let name = "topics"
  public static let title = Bilingual(vi: "Nghị quyết", en: "Topics")
  public static let naturalKey = ["title"]
  public init() {}

  public let id = TypedField<String>.id
  public let title = TypedField<String>("title", vi: "Tên nghị quyết", en: "Title", required: true)
  public let restricted = TypedField<Bool>("restricted", vi: "Hạn chế", en: "Restricted")
  public let handling = TypedField<String>("handling", vi: "Lưu ý khi sử dụng", en: "Handling")
  public let owners = TypedField<[Reference<Units>]>(
    "owners", vi: "Đơn vị chủ trì", en: "Owners", inverse: "topics")
  public let section = TypedField<String>.section
}

/// A document handed out (II.1.2).
public struct Materials: CollectionDeclaration {
  public static let name = "materials"
  public static let title = Bilingual(vi: "Tài liệu", en: "Materials")
  public static let naturalKey = ["title"]
  public init() {}

  public let id = TypedField<String>.id
  public let title = TypedField<String>("title", vi: "Tên tài liệu", en: "Title", required: true)
  public let topics = TypedField<[Reference<Topics>]>(
    "topics", vi: "Nghị quyết", en: "Topics", inverse: "materials")
  public let audiences = TypedField<[Reference<Audiences>]>(
    "audiences", vi: "Đối tượng", en: "Audiences", inverse: "materials")
  public let restricted = TypedField<Bool>("restricted", vi: "Hạn chế", en: "Restricted")
  public let section = TypedField<String>.section
}

/// Who must learn, or be told (II.2.1, III).
public struct Audiences: CollectionDeclaration {
  public static let name = "audiences"
  public static let title = Bilingual(vi: "Đối tượng", en: "Audiences")
  public static let naturalKey = ["name"]
  public init() {}

  public let id = TypedField<String>.id
  public let name = TypedField<String>("name", vi: "Đối tượng", en: "Audience", required: true)
  public let category = TypedField<ChoiceName>(
    "category", vi: "Thành phần", en: "Category", .category)
  public let criteria = TypedField<String>("criteria", vi: "Điều kiện", en: "Criteria")
  public let duty = TypedField<ChoiceName>(
    "duty", vi: "Yêu cầu", en: "Duty",
    [
      Choice("study", vi: "học tập", en: "study"),
      Choice("informed", vi: "được tuyên truyền", en: "be informed"),
    ])
  public let cleared = TypedField<Bool>.cleared
  public let section = TypedField<String>.section
}
