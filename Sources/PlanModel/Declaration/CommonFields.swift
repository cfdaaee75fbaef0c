// Fields that mean the same in every collection that has them.

extension TypedField where Value == String {
  static var id: Self { Self("id", vi: "Mã", en: "Id", required: true) }
  static var section: Self { Self("section", vi: "Mục", en: "Section") }
  /// The plan's own words, where their spelling matters ("01 ngày", "8h00").
  static var quote: Self { Self("quote", vi: "Nguyên văn", en: "As the plan says") }
  static var note: Self { Self("note", vi: "Ghi chú", en: "Note") }
}

extension [Choice] {
  /// Party members and others are never mixed (footnote 2).
  static var category: [Choice] {
    [
      Choice("member", vi: "Đảng viên", en: "Members"),
      Choice("mass", vi: "Quần chúng", en: "Others"),
    ]
  }
}
