// Who carries the plan out.

/// An organisation: a local committee, an agency, the front, a school (III, VI).
public struct Units: CollectionDeclaration {
  public static let name = "units"
  public static let title = Bilingual(vi: "Đơn vị", en: "Units")
  public static let naturalKey = ["name"]
  public static let belonging: Belonging = .to("id")
  public init() {}

  public let id = TypedField<String>.id
  public let name = TypedField<String>(
    "name", vi: "Đơn vị", en: "Unit", required: true, also: ["Tên đơn vị", "Tên", "Name"])
  public let aliases = TypedField<[String]>(
    "aliases", vi: "Tên khác", en: "Aliases", also: ["Tên gọi khác", "Tên viết tắt"])
  public let kind = TypedField<ChoiceName>(
    "kind", vi: "Loại", en: "Kind",
    [
      Choice("committee", vi: "cấp ủy", en: "committee"),
      Choice("party_base", vi: "tổ chức cơ sở đảng", en: "local party organisation"),
      Choice("agency", vi: "cơ quan", en: "agency"),
      Choice("front", vi: "Mặt trận, đoàn thể", en: "front and mass organisations"),
      Choice("school", vi: "trường, trung tâm", en: "school"),
      Choice("armed_forces", vi: "lực lượng vũ trang", en: "armed forces"),
      Choice("media", vi: "thông tin, truyền thanh", en: "media"),
      Choice("enterprise", vi: "doanh nghiệp", en: "enterprise"),
    ])
  public let parent = TypedField<Reference<Units>>(
    "parent", vi: "Trực thuộc", en: "Parent", inverse: "children")
  public let secretary = TypedField<String>("secretary", vi: "Bí thư", en: "Secretary")
  public let contact = TypedField<String>("contact", vi: "Đầu mối", en: "Contact")
  public let membersTotal = TypedField<Int64>.membersTotal
  public let membersExempt = TypedField<Int64>.membersExempt
  public let membersAway = TypedField<Int64>.membersAway
  public let verticalPlan = TypedField<String>(
    "vertical_plan", vi: "Kế hoạch ngành dọc", en: "Vertical plan")
  public let reportsBack = TypedField<Bool>(
    "reports_back", vi: "Phải báo cáo", en: "Owes a report")
  public let cleared = TypedField<Bool>.cleared
  public let note = TypedField<String>.note
}

/// A person on a unit's roster (III, footnote 2). No identity numbers, no health reasons.
public struct People: CollectionDeclaration {
  public static let name = "people"
  public static let title = Bilingual(vi: "Danh sách người", en: "People")
  public static let shardedBy: String? = "unit"
  public static let naturalKey = ["unit", "name"]
  public static let toldApartBy = ["joined_on"]
  public static let belonging: Belonging = .to("unit")
  public init() {}

  public let id = TypedField<String>.id
  public let name = TypedField<String>(
    "name", vi: "Họ và tên", en: "Name", required: true, isPersonName: true,
    also: ["Họ tên", "Họ, tên", "Tên", "Full name"])
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", required: true, inverse: "people", also: .unit)
  public let category = TypedField<ChoiceName>(
    "category", vi: "Thành phần", en: "Category", .category, required: true, also: .category)
  public let status = TypedField<ChoiceName>(
    "status", vi: "Tình trạng", en: "Status",
    [
      Choice("active", vi: "đang sinh hoạt", en: "active"),
      Choice("exempt", vi: "miễn sinh hoạt", en: "exempt"),
      Choice("away", vi: "đi làm ăn xa", en: "away"),
    ], also: ["Trạng thái"])
  public let positions = TypedField<[String]>(
    "positions", vi: "Chức vụ", en: "Positions", also: ["Chức danh", "Position"])
  public let joinedOn = TypedField<Day>(
    "joined_on", vi: "Ngày vào Đảng", en: "Joined on", also: ["Vào Đảng", "Ngày kết nạp"])
  public let retired = TypedField<Bool>(
    "retired", vi: "Hưu trí", en: "Retired", also: ["Nghỉ hưu", "Đã nghỉ hưu", "Hưu"])
}

/// A unit's report after the round (VI.1, footnote 2): the figures that it gives and the
/// percentages that it states.
public struct Reports: CollectionDeclaration {
  public static let name = "reports"
  public static let title = Bilingual(vi: "Báo cáo", en: "Reports")
  public static let naturalKey = ["unit"]
  public static let toldApartBy = ["due_before"]
  public static let belonging: Belonging = .to("unit")
  public init() {}

  public let id = TypedField<String>.id
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", required: true, inverse: "reports", also: .unit)
  public let dueBefore = TypedField<Day>("due_before", vi: "Trước ngày", en: "Due before")
  public let submittedOn = TypedField<Day>("submitted_on", vi: "Ngày nộp", en: "Submitted on")
  public let membersTotal = TypedField<Int64>.membersTotal
  public let membersExempt = TypedField<Int64>.membersExempt
  public let membersAway = TypedField<Int64>.membersAway
  public let membersSummoned = TypedField<Int64>(
    "members_summoned", vi: "Đảng viên triệu tập", en: "Members summoned", measure: .people)
  public let membersAttended = TypedField<Int64>(
    "members_attended", vi: "Đảng viên tham dự", en: "Members who came", measure: .people)
  public let massSummoned = TypedField<Int64>(
    "mass_summoned", vi: "Quần chúng triệu tập", en: "Others summoned", measure: .people)
  public let massAttended = TypedField<Int64>(
    "mass_attended", vi: "Quần chúng tham dự", en: "Others who came", measure: .people)
  public let memberPercent = TypedField<ExactDecimal>(
    "member_percent", vi: "Tỷ lệ đảng viên (ghi)", en: "Members' rate as stated", measure: .percent)
  public let massPercent = TypedField<ExactDecimal>(
    "mass_percent", vi: "Tỷ lệ quần chúng (ghi)", en: "Others' rate as stated", measure: .percent)
  public let note = TypedField<String>.note
}

/// A line of "Nơi nhận".
public struct Recipients: CollectionDeclaration {
  public static let name = "recipients"
  public static let title = Bilingual(vi: "Nơi nhận", en: "Recipients")
  public static let naturalKey = ["name", "purpose"]
  public init() {}

  public let id = TypedField<String>.id
  public let name = TypedField<String>("name", vi: "Nơi nhận", en: "Recipient", required: true)
  public let units = TypedField<[Reference<Units>]>(
    "units", vi: "Đơn vị", en: "Units", inverse: "recipients")
  public let purpose = TypedField<ChoiceName>(
    "purpose", vi: "Để", en: "Purpose",
    [
      Choice("report", vi: "b/c", en: "to report"),
      Choice("act", vi: "thực hiện", en: "to act"),
      Choice("file", vi: "lưu", en: "to file"),
    ])
  public let section = TypedField<String>.section
}
