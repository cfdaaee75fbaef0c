@testable import PlanModel

/// A collection that has a field of every kind.
struct Things: CollectionDeclaration {
  static let name = "things"
  static let title = Bilingual(vi: "Mọi thứ", en: "Things")

  let id = TypedField<String>.id
  let label = TypedField<String>("label", vi: "Nhãn", en: "Label")
  let kind = TypedField<ChoiceName>(
    "kind", vi: "Loại", en: "Kind",
    [Choice("city", vi: "thành phố", en: "city"), Choice("base", vi: "cơ sở", en: "base")])
  let unit = TypedField<Reference<Units>>("unit", vi: "Đơn vị", en: "Unit", inverse: "things")
  let with = TypedField<[Reference<Units>]>(
    "with", vi: "Cùng", en: "With", inverse: "shared_things")
  let words = TypedField<[String]>("words", vi: "Từ", en: "Words")
  let count = TypedField<Int64>("count", vi: "Số", en: "Count")
  let amount = TypedField<ExactDecimal>("amount", vi: "Tiền", en: "Amount")
  let done = TypedField<Bool>("done", vi: "Xong", en: "Done")
  let due = TypedField<Day>("due", vi: "Hạn", en: "Due")
  let starts = TypedField<LocalTime>("starts", vi: "Bắt đầu", en: "Starts")
  let inner = TypedField<JSONValue>(
    "inner", vi: "Trong", en: "Inner",
    members: [
      TypedField<String>("word", vi: "Từ", en: "Word"),
      TypedField<Int64>("number", vi: "Số", en: "Number"),
      TypedField<Day>("day", vi: "Ngày", en: "Day"),
    ])
  let inners = TypedField<[JSONValue]>(
    "inners", vi: "Các phần", en: "Inners",
    each: [TypedField<String>("word", vi: "Từ", en: "Word")])
}
