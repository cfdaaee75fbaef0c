import Foundation
import PlanModel
import Testing

@Suite("Secrecy marks")
struct SecrecyMarkTests {
  static let marked: [(String, SecrecyMark)] = [
    ("MẬT", .secret), ("Mật", .secret), (" mật. ", .secret), ("MAT", .secret), ("mat", .secret),
    ("TUYET MAT", .highest), ("Do mat: TOI MAT", .level), ("van ban TOI MAT cua tinh", .high),
    ("TỐI MẬT", .high), ("toi mat", .high), ("TUYỆT MẬT", .highest), ("tuyệt  mật", .highest),
    ("Độ mật: Tối mật", .level), ("do mat: A", .level), ("ĐỘ MẬT : MẬT", .level),
    ("Nghị quyết số 5 (MẬT)", .secret), ("Công văn 12-CV/TU, tối mật", .high),
    ("Văn bản MẬT của tỉnh", .secret), ("văn bản TỐI MẬT của tỉnh", .high),
    ("Dòng đầu\nMẬT\nDòng cuối", .secret), ("BÁO CÁO TUYỆT MẬT", .highest),
  ]

  @Test("are found by themselves, with and without accents, composed or not", arguments: marked)
  func found(_ text: String, _ mark: SecrecyMark) {
    #expect(SecrecyMark.found(in: text) == mark)
    #expect(SecrecyMark.found(in: text.decomposedStringWithCanonicalMapping) == mark)
  }

  @Test(
    "are not seen in ordinary words",
    arguments: [
      "", "bảo mật", "Công tác bảo mật", "CÔNG TÁC BẢO MẬT", "BẢO MẬT THÔNG TIN", "bí mật nhà nước",
      "Mật khẩu", "MẬT KHẨU", "mật ong", "Nguyễn Thị Mai", "Mặt trận Tổ quốc", "MẶT TRẬN TỔ QUỐC",
      "Độ mật:", "Bảo vệ bí mật Đảng", "Lớp học về giữ gìn bí mật", "Mẫu tờ khai", "tất cả",
      "đồng mật thiết", "Máy tính", "format", "Mat-xcơ-va là thủ đô",
      "Nghị quyết có độ “mật” cao nên được biên tập", "lưu ý đến độ mật của Nghị quyết",
    ])
  func ordinary(_ text: String) {
    #expect(SecrecyMark.found(in: text) == nil)
    #expect(SecrecyMark.found(in: text.decomposedStringWithCanonicalMapping) == nil)
  }
}
