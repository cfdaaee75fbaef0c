import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// Mail files, read by a reader of RFC 5322 and 2047 that knows nothing of the writer.
@Suite struct MailTests {
  struct Malformed: Error { let reason: String }

  /// Header lines unfolded, encoded words decoded, and the body's bytes.
  static func read(_ text: String) throws -> (headers: [String: String], body: String) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { throw Malformed(reason: "not ASCII") }
    // Not by Swift's characters: CR and LF together are one of them.
    var lines: [[UInt8]] = [[]]
    for (place, byte) in bytes.enumerated() {
      if byte == 10 {
        guard place > 0, bytes[place - 1] == 13 else { throw Malformed(reason: "bare LF") }
        lines[lines.count - 1].removeLast()
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
    }
    guard let gap = lines.firstIndex(where: \.isEmpty) else { throw Malformed(reason: "no body") }
    var headers: [(String, String)] = []
    for line in lines[..<gap] {
      guard line.count <= 78 else { throw Malformed(reason: "a line of \(line.count)") }
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix(" ") {
        guard !headers.isEmpty else { throw Malformed(reason: "a fold of nothing") }
        headers[headers.count - 1].1 += text
      } else {
        guard let colon = text.firstIndex(of: ":") else { throw Malformed(reason: text) }
        headers.append(
          (String(text[..<colon]), String(text[text.index(after: colon)...].dropFirst())))
      }
    }
    let encoded = lines[(gap + 1)...].map { String(decoding: $0, as: UTF8.self) }
    guard encoded.allSatisfy({ $0.count <= 76 }),
      let data = Data(base64Encoded: encoded.joined()),
      let body = String(data: data, encoding: .utf8)
    else { throw Malformed(reason: "body") }
    let decoded = try headers.map { ($0.0, try words($0.1)) }
    return (Dictionary(decoded, uniquingKeysWith: { first, _ in first }), body)
  }

  /// RFC 2047: each word by itself is whole; spaces between two of them are not part of the text.
  static func words(_ text: String) throws -> String {
    var (out, wasEncoded) = ("", false)
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let parts = word.split(separator: "?", omittingEmptySubsequences: false)
      guard parts.count == 5, parts[0].hasSuffix("="), parts[2] == "B" else {
        guard !word.contains("=?") else { throw Malformed(reason: "no space around a word") }
        out += (out.isEmpty ? "" : " ") + word
        wasEncoded = false
        continue
      }
      guard parts[0].count + parts[1].count + parts[3].count + 6 <= 75 else {
        throw Malformed(reason: "an encoded word of \(word.count)")
      }
      guard parts[4] == "=", parts[1] == "utf-8", let data = Data(base64Encoded: String(parts[3])),
        let piece = String(data: data, encoding: .utf8)
      else { throw Malformed(reason: "a word that divides a character") }
      out += (wasEncoded || out.isEmpty ? "" : " ") + piece
      wasEncoded = true
    }
    return out
  }

  private func draft(_ subject: String, _ body: String = "x", to name: String = "Chi bộ Kho bạc")
    -> Draft
  {
    Draft(
      id: "draft-1", kind: "", recipient: name, subject: subject, body: body, language: .vi,
      attachments: ["Phụ lục 1.docx"], session: nil, task: nil, state: "approved",
      approvedHash: nil, addressee: Addressee(name: name))
  }

  private func message(_ draft: Draft, address: String? = nil) -> String {
    MailMessage(
      draft: draft, address: address, identity: "draft-1.00@planscript.invalid",
      now: LocalTime(minutes: 28_360_860)
    ).text
  }

  @Test("a mail program gets subject, recipient, date and text, as a message not sent yet")
  func message() throws {
    let (headers, body) = try MailTests.read(
      message(draft("Về việc nhắc gửi báo cáo kết quả học tập, quán triệt", "Kính gửi: …\n")))
    #expect(headers["Subject"] == "Về việc nhắc gửi báo cáo kết quả học tập, quán triệt")
    #expect(headers["To"] == "Chi bộ Kho bạc :;")
    #expect(headers["Date"] == "Mon, 04 Dec 2023 01:00:00 +0000")
    #expect(headers["X-Unsent"] == "1")
    #expect(headers["MIME-Version"] == "1.0")
    #expect(headers["Content-Type"] == "text/plain; charset=utf-8")
    #expect(headers["Content-Transfer-Encoding"] == "base64")
    #expect(headers["Message-ID"] == "<draft-1.00@planscript.invalid>")
    #expect(
      body == """
        Kính gửi: …\r
        \r
        Tài liệu kèm theo (đính kèm khi gửi):\r
        - Phụ lục 1.docx\r

        """)
  }

  @Test("an address that is one stands behind the name")
  func address() throws {
    let text = message(draft("x"), address: "van-thu@dv-005.example.vn")
    #expect(try MailTests.read(text).headers["To"] == "Chi bộ Kho bạc <van-thu@dv-005.example.vn>")
    for contact in [
      "Văn thư dv-001 (mẫu)", "a@b", "a b@c.vn", "a@c.vn\r\nBcc: x@y.vn", "<a@c.vn>", "a@b@c.vn",
      "a..b@c.vn", "@c.vn", "a@.vn", "é@c.vn",
    ] { #expect(!MailMessage.isAddress(contact), "\(contact)") }
  }

  @Test("a text with lines of its own adds no header")
  func injection() throws {
    let text = message(draft("a\r\nBcc: x@y.vn\n\nb", to: "A\r\nBcc: x@y.vn"))
    let headers = try MailTests.read(text).headers
    #expect(headers["Bcc"] == nil)
    #expect(headers["Subject"] == "a Bcc: x@y.vn b")
  }

  @Test("no encoded word divides a character, however long the subject", arguments: 0..<60)
  func encoding(length: Int) throws {
    let letters = Array("ệữộĐặằẵ aBcê\u{302}👩‍👩‍👧…“")
    var text = String(
      (0..<(length * 5)).map { letters[($0 * $0 * 3 + length + $0) % letters.count] })
    text = text.trimmingCharacters(in: .whitespaces).split(separator: " ").joined(separator: " ")
    #expect(try MailTests.read(message(draft(text))).headers["Subject"] == text)
  }
}
