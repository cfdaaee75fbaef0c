// Fields that mean the same in every collection that has them.

extension TypedField where Value == String {
  static var id: Self { Self("id", vi: "Mã", en: "Id", required: true, also: ["Mã số"]) }
  static var section: Self { Self("section", vi: "Mục", en: "Section") }
  /// The plan's own words, where their spelling matters ("01 ngày", "8h00").
  static var quote: Self { Self("quote", vi: "Nguyên văn", en: "As the plan says") }
  static var note: Self { Self("note", vi: "Ghi chú", en: "Note") }
}

extension TypedField where Value == Bool {
  /// Whether what is `restricted` may be named to them.
  static var cleared: Self {
    Self("cleared", vi: "Được nhận nội dung hạn chế", en: "Cleared for restricted content")
  }
}

/// A, A1 and A2 of footnote 2: of a unit, and as its report gives them.
extension TypedField where Value == Int64 {
  static var membersTotal: Self {
    Self("members_total", vi: "Tổng số đảng viên", en: "Members in all", measure: .people)
  }
  static var membersExempt: Self {
    Self("members_exempt", vi: "Miễn sinh hoạt", en: "Exempt", measure: .people)
  }
  static var membersAway: Self {
    Self("members_away", vi: "Đi làm ăn xa", en: "Away", measure: .people)
  }
}

extension [String] {
  static var unit: [String] { ["Tên đơn vị", "Đơn vị công tác", "Đơn vị sinh hoạt", "Chi bộ"] }
  static var category: [String] { ["Đối tượng", "Diện"] }
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
