// Classes, and who came.

/// A class (lớp): a city class, or one that a unit or the front holds (III).
public struct Sessions: CollectionDeclaration {
  public static let name = "sessions"
  public static let title = Bilingual(vi: "Lớp học", en: "Classes")
  public static let naturalKey = ["name", "organizer"]
  public static let belonging: Belonging = .to(
    "organizer", everybodys: ("level", "city"), through: ("attendance", "session"))
  public init() {}

  public let id = TypedField<String>.id
  public let name = TypedField<String>(
    "name", vi: "Lớp", en: "Class", required: true, also: ["Tên lớp", "Lớp học", "Name"])
  public let level = TypedField<ChoiceName>(
    "level", vi: "Cấp", en: "Level",
    [
      Choice("city", vi: "thành phố", en: "city"),
      Choice("base", vi: "cơ sở", en: "base"),
      Choice("front", vi: "Mặt trận, đoàn thể", en: "front"),
    ])
  public let organizer = TypedField<Reference<Units>>(
    "organizer", vi: "Đơn vị tổ chức", en: "Organizer", inverse: "sessions")
  public let format = TypedField<ChoiceName>(
    "format", vi: "Hình thức", en: "Format",
    [
      Choice("in_person", vi: "trực tiếp", en: "in person"),
      Choice("online", vi: "trực tuyến", en: "online"),
      Choice("hybrid", vi: "trực tiếp kết hợp trực tuyến", en: "hybrid"),
      Choice("self_study", vi: "tự học", en: "self-study"),
    ])
  public let startsAt = TypedField<LocalTime>(
    "starts_at", vi: "Bắt đầu", en: "Starts at",
    also: ["Thời gian", "Thời gian bắt đầu", "Khai mạc"])
  public let days = TypedField<ExactDecimal>("days", vi: "Số ngày", en: "Days", measure: .days)
  public let completeBefore = TypedField<Day>(
    "complete_before", vi: "Hoàn thành trước", en: "Complete before")
  public let venue = TypedField<String>("venue", vi: "Địa điểm", en: "Venue")
  public let capacity = TypedField<Int64>(
    "capacity", vi: "Sức chứa", en: "Capacity", measure: .people)
  public let chair = TypedField<String>("chair", vi: "Chủ trì", en: "Chair")
  public let speakers = TypedField<[String]>("speakers", vi: "Báo cáo viên", en: "Speakers")
  public let audiences = TypedField<[Reference<Audiences>]>(
    "audiences", vi: "Thành phần dự", en: "Audiences", inverse: "sessions")
  public let topics = TypedField<[Reference<Topics>]>(
    "topics", vi: "Nghị quyết", en: "Topics", inverse: "sessions")
  public let materials = TypedField<[Reference<Materials>]>(
    "materials", vi: "Tài liệu", en: "Materials", inverse: "sessions")
  public let status = TypedField<ChoiceName>(
    "status", vi: "Trạng thái", en: "Status",
    [
      Choice("planned", vi: "dự kiến", en: "planned"),
      Choice("invited", vi: "đã mời", en: "invited"),
      Choice("held", vi: "đã mở", en: "held"),
      Choice("cancelled", vi: "đã hủy", en: "cancelled"),
    ])
  public let section = TypedField<String>.section
  public let quote = TypedField<String>.quote
  public let note = TypedField<String>.note
}

/// Who was summoned and came: one person (`summoned` = 1), or a unit's totals for a class and
/// category. Sums work on both.
public struct Attendance: CollectionDeclaration {
  public static let name = "attendance"
  public static let title = Bilingual(vi: "Tham dự", en: "Attendance")
  public static let shardedBy: String? = "unit"
  public static let naturalKey = ["session", "unit", "category", "person"]
  public static let belonging: Belonging = .to("unit")
  public init() {}

  public let id = TypedField<String>.id
  public let session = TypedField<Reference<Sessions>>(
    "session", vi: "Lớp", en: "Class", required: true, inverse: "attendance",
    also: ["Tên lớp", "Lớp học", "Session"])
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", required: true, inverse: "attendance", also: .unit)
  public let category = TypedField<ChoiceName>(
    "category", vi: "Thành phần", en: "Category", .category, required: true, also: .category)
  public let person = TypedField<Reference<People>>(
    "person", vi: "Người", en: "Person", inverse: "attendance",
    also: ["Họ và tên", "Họ tên", "Name"])
  public let summoned = TypedField<Int64>(
    "summoned", vi: "Triệu tập", en: "Summoned", measure: .people,
    also: ["Số triệu tập", "Số người triệu tập", "Được triệu tập"])
  public let attended = TypedField<Int64>(
    "attended", vi: "Tham dự", en: "Attended", measure: .people,
    also: ["Số tham dự", "Số người tham dự", "Có mặt", "Dự"])
  public let mode = TypedField<ChoiceName>(
    "mode", vi: "Cách dự", en: "Mode",
    [
      Choice("in_person", vi: "trực tiếp", en: "in person"),
      Choice("online", vi: "trực tuyến", en: "online"),
    ])
  public let reason = TypedField<String>(
    "reason", vi: "Lý do vắng", en: "Reason", also: ["Lý do"])
}

/// A preparation: hall, decoration, sound, water, line (VI.6).
public struct Logistics: CollectionDeclaration {
  public static let name = "logistics"
  public static let title = Bilingual(vi: "Hậu cần", en: "Logistics")
  public static let naturalKey = ["session", "item"]
  public static let belonging: Belonging = .to("unit", "session.organizer")
  public init() {}

  public let id = TypedField<String>.id
  public let session = TypedField<Reference<Sessions>>(
    "session", vi: "Lớp", en: "Class", inverse: "logistics")
  public let item = TypedField<String>("item", vi: "Việc chuẩn bị", en: "Item", required: true)
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", inverse: "logistics")
  public let due = TypedField<Day>("due", vi: "Hạn", en: "Due")
  public let doneOn = TypedField<Day>("done_on", vi: "Xong ngày", en: "Done on")
  public let section = TypedField<String>.section
}

/// A cost line of a city class (VI.6).
public struct Budget: CollectionDeclaration {
  public static let name = "budget"
  public static let title = Bilingual(vi: "Kinh phí", en: "Budget")
  public static let naturalKey = ["session", "item"]
  public static let belonging: Belonging = .to("session.organizer")
  public init() {}

  public let id = TypedField<String>.id
  public let session = TypedField<Reference<Sessions>>(
    "session", vi: "Lớp", en: "Class", inverse: "budget")
  public let item = TypedField<String>("item", vi: "Khoản chi", en: "Item", required: true)
  public let amount = TypedField<ExactDecimal>(
    "amount", vi: "Số tiền", en: "Amount", measure: .dong)
  public let note = TypedField<String>.note
}
