internal import Foundation
import PlanModel

/// A mail message as a file (RFC 5322) that a mail program opens as one not sent yet: `X-Unsent`.
/// Who writes it is left to that program, and documents are named and not in it.
struct MailMessage {
  let draft: Draft
  /// Where the recipient's contact is an address.
  let address: String?
  let identity: String
  /// Coordinated universal time.
  let now: LocalTime

  var text: String {
    var lines = [
      "Date: \(date)", "To: \(to)", MailMessage.header("Subject", draft.subject),
      "Message-ID: <\(identity)>", "X-Unsent: 1", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
      "Content-Language: \(draft.language.rawValue)", "",
    ]
    let body = LetterLayout(draft: draft).text().replacing("\n", with: "\r\n")
    lines.append(
      Data(body.utf8).base64EncodedString(options: [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ]))
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// A name without an address is a group of nobody: the person who sends it fills in who.
  private var to: String {
    let name = MailMessage.words(draft.recipient, after: "To: ".count)
    return address.map { "\(name)\r\n <\($0)>" } ?? "\(name) :;"
  }

  /// `Mon, 04 Dec 2023 08:00:00 +0000`
  private var date: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = now.day
    return
      "\(days[day.weekday - 1]), \(padded(day.day, 2)) \(months[day.month - 1]) \(day.year) \(now.clock):00 +0000"
  }

  static func header(_ name: String, _ text: String) -> String {
    "\(name): " + words(text, after: name.count + 2)
  }

  /// Encoded words (RFC 2047) of at most 75 characters, each on a line of its own, none of which
  /// divides a character. `used`: what stands before the first on its line.
  static func words(_ text: String, after used: Int) -> String {
    let (head, tail) = ("=?utf-8?B?", "?=")
    var pieces: [String] = []
    var piece: [UInt8] = []
    for bytes in characters(text.split(whereSeparator: \.isNewline).joined(separator: " ")) {
      // The line may have 76 characters: a space where it is folded, and ` :;` behind a group.
      let line = 72 - head.count - tail.count - (pieces.isEmpty ? used : 1)
      if !piece.isEmpty, (piece.count + bytes.count + 2) / 3 * 4 > line {
        pieces.append(Data(piece).base64EncodedString())
        piece = []
      }
      piece += bytes
    }
    if !piece.isEmpty || pieces.isEmpty { pieces.append(Data(piece).base64EncodedString()) }
    return pieces.map { head + $0 + tail }.joined(separator: "\r\n ")
  }

  /// The bytes of each character; of one that no line could hold, those of its parts.
  private static func characters(_ text: String) -> [[UInt8]] {
    text.flatMap { character -> [[UInt8]] in
      let bytes = Array(String(character).utf8)
      return bytes.count <= 24
        ? [bytes] : character.unicodeScalars.map { Array(String(Character($0)).utf8) }
    }
  }

  /// Whether a contact is an address that a header can hold as it is.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    func isPart(_ part: Substring) -> Bool {
      !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.contains("..")
        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._+-".contains($0)) }
    }
    return parts.count == 2 && parts.allSatisfy(isPart) && parts[1].contains(".")
  }
}
