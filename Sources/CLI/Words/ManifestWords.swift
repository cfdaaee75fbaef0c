internal import PlanModel
internal import PlanScript
internal import PlanStore

// What is wrong with a manifest or an archive, in words.

extension Wording {
  /// All at once, each with its line; a single fault with the line itself and a caret.
  func manifest(_ faults: [ManifestFault]) -> Message {
    if let fault = faults.first, faults.count == 1 {
      let (text, hints) = told(fault)
      return Message(
        text: text,
        place: Message.Place(
          file: BundleManifest.file, line: fault.place.line, column: fault.place.column,
          source: fault.place.text), hints: hints)
    }
    let sorted = faults.sorted {
      ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
    }
    let lines = sorted.map { fault in
      let (text, hints) = told(fault)
      let place = "  \(BundleManifest.file):\(fault.place.line):\(fault.place.column): "
      return place + ([text] + hints).joined(separator: "; ")
    }
    return Message(
      text: ([
        say(
          "\(BundleManifest.file) có \(faults.count) chỗ sai:",
          "\(BundleManifest.file) has \(faults.count) faults:")
      ] + lines).joined(separator: "\n"))
  }

  private func told(_ fault: ManifestFault) -> (text: String, hints: [String]) {
    let owner = fault.path.isEmpty ? "" : "“\(fault.path)”: "
    let (text, hints) = told(fault.problem)
    return (owner + text, hints)
  }

  private func told(_ problem: ManifestFault.Problem) -> (text: String, hints: [String]) {
    switch problem {
    case .notJSON(let fault): (notJSON(fault), jsonHints(fault))
    case .twice(let name): (say("“\(name)” viết hai lần", "“\(name)” stands twice"), [])
    case .unknown(let name, let near):
      (say("không có mục “\(name)”", "there is no member “\(name)”"), didYouMean(near))
    case .missing(let name): (say("thiếu “\(name)”", "“\(name)” is missing"), [])
    case .wrongType(let kind, let found):
      (
        say(
          "phải là \(self.kind(kind)), không phải \(found)",
          "must be \(self.kind(kind)), not \(found)"), []
      )
    case .unprintable:
      (
        say(
          "có ký tự không nhìn thấy được (xuống dòng, điều khiển, đổi chiều chữ)",
          "has characters that no eye sees (line breaks, controls, marks of direction)"), []
      )
    case .empty: (say("để trống", "is empty"), [])
    case .badName(let name):
      (say("“\(name)” không dùng làm tên được", "“\(name)” cannot be a name"), [plainNames])
    case .badVersion(let text):
      (
        say("“\(text)” không phải là phiên bản", "“\(text)” is no version"),
        [say("viết như 1.2.0", "write it like 1.2.0")]
      )
    case .badRange(let text):
      (
        say("“\(text)” không phải là khoảng phiên bản", "“\(text)” is no range of versions"),
        [
          say(
            "viết như ^1.2, ~1.2.3, >=1.0 <2.0, 1.x, *",
            "write it like ^1.2, ~1.2.3, >=1.0 <2.0, 1.x, *")
        ]
      )
    default: parts(problem)
    }
  }

  private func parts(_ problem: ManifestFault.Problem) -> (text: String, hints: [String]) {
    switch problem {
    case .badPermission(let fault):
      (
        say("không có quyền “\(fault.text)”", "there is no permission “\(fault.text)”"),
        didYouMean(fault.suggestions)
      )
    case .kept(let permission, let keeper):
      (
        say(
          "không kịch bản nào được “\(permission)”: chỉ lệnh planscript \(keeper) sửa",
          "no script may “\(permission)”: only planscript \(keeper) does"), []
      )
    case .unknownType(let name, let near):
      (say("không có kiểu “\(name)”", "there is no type “\(name)”"), didYouMean(near))
    case .choices:
      (
        say(
          "kiểu choice phải có choices, kiểu khác thì không",
          "a choice has choices, and no other type has"), []
      )
    case .notNeeded(let permission):
      (
        say(
          "quyền “\(permission)” không nằm trong needs của cả gói",
          "the permission “\(permission)” is not among the needs of the whole bundle"), []
      )
    case .again(let name): (say("“\(name)” đã có ở trên", "“\(name)” is there already"), [])
    case .itself: (say("gói không cần chính nó", "a bundle does not need itself"), [])
    default: ("\(problem)", [])
    }
  }

  private func kind(_ kind: ManifestFault.Kind) -> String {
    switch kind {
    case .text: say("chữ trong ngoặc kép", "a text in quotes")
    case .boolean: "true / false"
    case .plain: say("chữ, số, true hoặc false", "a text, a number, true or false")
    case .object: say("một đối tượng { }", "an object { }")
    case .list: say("một danh sách [ ]", "a list [ ]")
    }
  }

  func archive(_ fault: ArchiveFault) -> Message {
    Message(
      text: say("không phải là một gói nguyên vẹn: ", "no bundle as it was packed: ") + told(fault),
      hints: [
        say(
          "không có gì được ghi ra; xin lại tệp từ nơi phát hành",
          "nothing of it was written; ask whoever hands it out for the file again")
      ])
  }

  private func told(_ fault: ArchiveFault) -> String {
    switch fault {
    case .notAnArchive(nil): say("tệp không phải tar", "the file is no tar")
    case .notAnArchive(let last?):
      say("hỏng sau “\(last)”", "it is damaged behind “\(last)”")
    case .truncated(nil): say("tệp bị cụt", "the file is cut off")
    case .truncated(let last?): say("bị cụt sau “\(last)”", "it is cut off behind “\(last)”")
    case .trailing(let count):
      say(
        "thừa \(count) byte sau phần cuối",
        count == 1 ? "1 byte follows its end" : "\(count) bytes follow its end")
    case .link(let path): say("“\(path)” là liên kết", "“\(path)” is a link")
    case .special(let path): say("“\(path)” không phải là tệp thường", "“\(path)” is no plain file")
    case .outside(let path):
      say("“\(path)” dẫn ra ngoài gói", "“\(path)” leads out of the bundle")
    case .badName(let path):
      say("“\(path)” không dùng làm tên tệp được", "“\(path)” cannot be a file's name")
    case .unknownPlace(let path):
      say("“\(path)” không thuộc chỗ nào trong gói", "“\(path)” has no place in a bundle")
    case .twice(let path): say("“\(path)” có hai lần", "“\(path)” stands twice")
    case .alike(let path, let other):
      say(
        "“\(path)” chỉ khác “\(other)” ở chữ hoa",
        "“\(path)” differs from “\(other)” by letter case only")
    case .extended(let path):
      say(
        "phần đầu của “\(path)” có điều mà gói không có",
        "the header of “\(path)” says what no bundle's does")
    case .unusual:
      say(
        "không do planscript bundle pack đóng: cùng các tệp ấy thì byte phải khác",
        "planscript bundle pack did not make it: the same files would be other bytes")
    case .notText(let path, let place):
      say(
        "“\(path)” không phải chữ UTF-8, từ byte \(place)",
        "“\(path)” is no UTF-8 text, from byte \(place) on")
    }
  }
}
