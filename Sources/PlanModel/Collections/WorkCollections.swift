// Work, and what starts it.

/// Work given to a unit (IV–VI).
public struct Tasks: CollectionDeclaration {
  public static let name = "tasks"
  public static let title = Bilingual(vi: "Nhiệm vụ", en: "Tasks")
  public static let naturalKey = ["title", "unit"]
  public static let belonging: Belonging = .to("unit", "with")
  public init() {}

  public let id = TypedField<String>.id
  public let title = TypedField<String>(
    "title", vi: "Nhiệm vụ", en: "Task", required: true,
    also: ["Nội dung", "Công việc", "Nội dung công việc", "Tên nhiệm vụ"])
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị chủ trì", en: "Unit", inverse: "tasks",
    also: ["Đơn vị", "Chủ trì", "Đơn vị thực hiện"])
  public let with = TypedField<[Reference<Units>]>(
    "with", vi: "Phối hợp", en: "With", inverse: "shared_tasks", also: ["Đơn vị phối hợp"])
  public let dueBefore = TypedField<Day>("due_before", vi: "Trước ngày", en: "Due before")
  public let dueOn = TypedField<Day>("due_on", vi: "Vào ngày", en: "Due on")
  public let trigger = TypedField<Reference<Triggers>>(
    "trigger", vi: "Khi có", en: "Trigger", inverse: "tasks")
  public let status = TypedField<ChoiceName>("status", vi: "Trạng thái", en: "Status", .progress)
  public let doneOn = TypedField<Day>("done_on", vi: "Xong ngày", en: "Done on")
  public let output = TypedField<String>("output", vi: "Sản phẩm", en: "Output")
  public let section = TypedField<String>.section
  public let quote = TypedField<String>.quote
}

/// An event that starts tasks, such as "khi có văn bản của tỉnh" (VI.2–3).
public struct Triggers: CollectionDeclaration {
  public static let name = "triggers"
  public static let title = Bilingual(vi: "Sự kiện khởi động", en: "Triggers")
  public static let naturalKey = ["title"]
  public init() {}

  public let id = TypedField<String>.id
  public let title = TypedField<String>("title", vi: "Sự kiện", en: "Event", required: true)
  public let occurredOn = TypedField<Day>("occurred_on", vi: "Xảy ra ngày", en: "Occurred on")
  public let document = TypedField<String>("document", vi: "Văn bản", en: "Document")
}

/// A unit's action programme or plan (IV).
public struct Programmes: CollectionDeclaration {
  public static let name = "programmes"
  public static let title = Bilingual(vi: "Chương trình, kế hoạch hành động", en: "Programmes")
  public static let naturalKey = ["unit", "kind"]
  public static let belonging: Belonging = .to("unit")
  public init() {}

  public let id = TypedField<String>.id
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", required: true, inverse: "programmes")
  public let kind = TypedField<ChoiceName>(
    "kind", vi: "Loại", en: "Kind",
    [
      Choice("programme", vi: "chương trình hành động", en: "action programme"),
      Choice("plan", vi: "kế hoạch hành động", en: "action plan"),
      Choice("study_plan", vi: "kế hoạch học tập", en: "study plan"),
    ])
  public let topics = TypedField<[Reference<Topics>]>(
    "topics", vi: "Nghị quyết", en: "Topics", inverse: "programmes")
  public let targets = TypedField<[String]>("targets", vi: "Chỉ tiêu", en: "Targets")
  public let roadmap = TypedField<[String]>("roadmap", vi: "Lộ trình", en: "Roadmap")
  public let status = TypedField<ChoiceName>("status", vi: "Trạng thái", en: "Status", .progress)
  public let submittedOn = TypedField<Day>("submitted_on", vi: "Ngày gửi", en: "Submitted on")
  public let reviews = TypedField<[JSONValue]>(
    "reviews", vi: "Kiểm điểm", en: "Reviews",
    each: [
      TypedField<Day>("date", vi: "Ngày", en: "Date"),
      TypedField<String>("result", vi: "Kết quả", en: "Result"),
    ])
}

/// A publicity item (V).
public struct Communications: CollectionDeclaration {
  public static let name = "communications"
  public static let title = Bilingual(vi: "Tuyên truyền", en: "Communications")
  public static let naturalKey = ["title", "unit", "channel"]
  public static let belonging: Belonging = .to("unit")
  public init() {}

  public let id = TypedField<String>.id
  public let unit = TypedField<Reference<Units>>(
    "unit", vi: "Đơn vị", en: "Unit", inverse: "communications")
  public let channel = TypedField<String>("channel", vi: "Kênh", en: "Channel")
  public let title = TypedField<String>("title", vi: "Tin, bài", en: "Title", required: true)
  public let topic = TypedField<Reference<Topics>>(
    "topic", vi: "Nghị quyết", en: "Topic", inverse: "communications")
  public let due = TypedField<Day>("due", vi: "Hạn", en: "Due")
  public let publishedOn = TypedField<Day>("published_on", vi: "Ngày đăng", en: "Published on")
  public let link = TypedField<String>("link", vi: "Đường dẫn", en: "Link")
}

/// A message that a script wrote and nobody has sent.
public struct Drafts: CollectionDeclaration {
  public static let name = "drafts"
  public static let title = Bilingual(vi: "Dự thảo", en: "Drafts")
  public static let belonging: Belonging = .to("to")
  public init() {}

  public let id = TypedField<String>.id
  public let kind = TypedField<String>("kind", vi: "Loại", en: "Kind")
  public let to = TypedField<Reference<Units>>("to", vi: "Gửi", en: "To", inverse: "drafts")
  /// How the letter names who it is for.
  public let recipient = TypedField<String>("recipient", vi: "Kính gửi", en: "Recipient")
  public let person = TypedField<Reference<People>>(
    "person", vi: "Người", en: "Person", inverse: "drafts")
  public let audience = TypedField<Reference<Audiences>>(
    "audience", vi: "Đối tượng", en: "Audience", inverse: "drafts")
  /// The line of "Nơi nhận" that is the recipient.
  public let line = TypedField<Reference<Recipients>>(
    "line", vi: "Nơi nhận", en: "Recipient line", inverse: "drafts")
  public let session = TypedField<Reference<Sessions>>(
    "session", vi: "Lớp", en: "Class", inverse: "drafts")
  public let task = TypedField<Reference<Tasks>>(
    "task", vi: "Nhiệm vụ", en: "Task", inverse: "drafts")
  public let subject = TypedField<String>("subject", vi: "Trích yếu", en: "Subject")
  public let body = TypedField<String>("body", vi: "Nội dung", en: "Body")
  public let state = TypedField<ChoiceName>(
    "state", vi: "Trạng thái", en: "State",
    [
      Choice("draft", vi: "dự thảo", en: "draft"),
      Choice("approved", vi: "đã duyệt", en: "approved"),
      Choice("exported", vi: "đã xuất", en: "exported"),
      Choice("withdrawn", vi: "đã rút", en: "withdrawn"),
    ])
  public let language = TypedField<ChoiceName>(
    "language", vi: "Ngôn ngữ", en: "Language",
    [
      Choice("vi", vi: "tiếng Việt", en: "Vietnamese"),
      Choice("en", vi: "tiếng Anh", en: "English"),
    ])
  /// Names of documents that go with it; the store holds none of them.
  public let attachments = TypedField<[String]>(
    "attachments", vi: "Tài liệu kèm theo", en: "Attachments")
  /// What it is the only draft for: a script that runs again makes no second one.
  public let key = TypedField<String>("key", vi: "Khóa", en: "Key")
  /// The SHA-256 of what was approved; an approval holds for nothing else.
  public let approvedHash = TypedField<String>(
    "approved_hash", vi: "Dấu nội dung đã duyệt", en: "Hash of what was approved")
}

extension [Choice] {
  static var progress: [Choice] {
    [
      Choice("open", vi: "chưa làm", en: "open"),
      Choice("in_progress", vi: "đang làm", en: "in progress"),
      Choice("done", vi: "đã xong", en: "done"),
      Choice("cancelled", vi: "thôi", en: "cancelled"),
    ]
  }
}
