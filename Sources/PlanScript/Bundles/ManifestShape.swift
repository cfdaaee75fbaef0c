import PlanModel

/// A shape is what a part of a manifest must look like. The reader, the published JSON Schema and
/// the suggestions all read the one shape that is declared here.
indirect enum ManifestShape: Sendable {
  /// A text with something in it.
  case text
  /// Small letters, digits and single hyphens: `attendance-pack`.
  case name
  /// The same of a script, where `_` is allowed too.
  case scriptName
  case version
  case range
  case permission
  case parameterType
  case boolean
  /// A text, a number, `true` or `false`.
  case plain
  /// An object whose members have these names.
  case object([Member])
  case list(ManifestShape)
  /// An object whose members are named by people.
  case map(ManifestShape, named: ManifestShape)

  struct Member: Sendable {
    let name: String
    let title: Bilingual
    let shape: ManifestShape
    let isRequired: Bool

    init(_ name: String, _ shape: ManifestShape, vi: String, en: String, required: Bool = true) {
      (self.name, self.shape, isRequired) = (name, shape, required)
      title = Bilingual(vi: vi, en: en)
    }
  }
}

extension ManifestShape {
  static let manifest = ManifestShape.object([
    Member("name", .name, vi: "Tên gói", en: "The bundle's name"),
    Member("version", .version, vi: "Phiên bản", en: "Its version"),
    Member("title", bilingual, vi: "Tiêu đề", en: "Title"),
    Member("summary", bilingual, vi: "Tóm tắt", en: "Summary"),
    Member(
      "author",
      .object([
        Member("name", .text, vi: "Tên", en: "Name"),
        Member("contact", .text, vi: "Liên hệ", en: "How to reach them"),
      ]), vi: "Tác giả", en: "Author"),
    Member("license", .text, vi: "Giấy phép", en: "Licence"),
    Member("toolkit", .range, vi: "Các phiên bản planscript", en: "Versions of planscript"),
    Member("model", .range, vi: "Các phiên bản mô hình dữ liệu", en: "Versions of the data model"),
    Member("needs", .list(.permission), vi: "Các quyền cần có", en: "What it may do"),
    Member("scripts", .list(entry), vi: "Các kịch bản", en: "What people run"),
    Member(
      "dependencies", .map(.range, named: .name), vi: "Các gói cần có", en: "Bundles that it needs",
      required: false),
  ])

  static let bilingual = ManifestShape.object([
    Member("vi", .text, vi: "Tiếng Việt", en: "Vietnamese"),
    Member("en", .text, vi: "Tiếng Anh", en: "English"),
  ])

  private static let entry = ManifestShape.object([
    Member("script", .scriptName, vi: "Tên tệp, không có .lua", en: "Its file, without .lua"),
    Member("title", bilingual, vi: "Tiêu đề", en: "Title", required: false),
    Member(
      "needs", .list(.permission), vi: "Phần quyền của riêng nó", en: "Its part of what is needed",
      required: false),
    Member(
      "params", .map(parameter, named: .scriptName), vi: "Các tham số", en: "Parameters",
      required: false),
  ])

  private static let parameter = ManifestShape.object([
    Member("type", .parameterType, vi: "Kiểu", en: "Type"),
    Member("choices", .list(.text), vi: "Các lựa chọn", en: "Choices", required: false),
    Member("optional", .boolean, vi: "Có thể bỏ trống", en: "May be left out", required: false),
    Member("default", .plain, vi: "Giá trị khi bỏ trống", en: "Default", required: false),
    Member("help", bilingual, vi: "Giải thích", en: "Help", required: false),
  ])
}

/// What names in bundles are made of, so that they mean the same on every file system.
enum BundleName {
  static let longest = 60
  static let pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
  static let scriptPattern = "^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"

  /// `attendance-pack`
  static func isGood(_ name: String, marks: [Character] = ["-"]) -> Bool {
    let words = name.split(omittingEmptySubsequences: false) { marks.contains($0) }
    return name.utf8.count <= longest && name.first.map(isLetter) == true
      && words.allSatisfy { word in !word.isEmpty && word.allSatisfy { isLetter($0) || isDigit($0) }
      }
  }

  /// `by-class`, `remind_late`
  static func isGoodScript(_ name: String) -> Bool { isGood(name, marks: ["-", "_"]) }

  private static func isLetter(_ character: Character) -> Bool { ("a"..."z").contains(character) }
  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
