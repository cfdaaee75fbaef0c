internal import Lua
internal import PlanModel
internal import PlanScript

// The words for tests written in Lua, and for what became of them.

extension Words {
  var testAbstract: String {
    say(
      "Chạy các phép thử viết bằng Lua, mỗi phép trên kho nháp của riêng nó.",
      "Runs tests written in Lua, each on scratch stores of its own.")
  }
  var testExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript test scripts
        planscript test scripts --coverage --min-coverage 90
        planscript test scripts/tests/low.lua --select "vắng"
        planscript test -o junit --out ket-qua.xml
      """
  }
}

// MARK: what became of tests

extension Wording {
  var noTests: String {
    say(
      "Không có phép thử nào: phép thử là test(\"tên\", function() … end) trong tests/*.lua.",
      "There are no tests: a test is test(\"name\", function() … end) in tests/*.lua.")
  }

  var fileBroken: String { say("(không đọc được tệp)", "(the file could not be read)") }

  func tally(_ report: TestReport) -> String {
    let broken = report.failed.count { $0.name == nil }
    let failed = report.failed.count - broken
    let head = say(
      "\(report.count) phép thử: \(report.passed) đạt, \(failed) không đạt",
      "\(report.count) \(report.count == 1 ? "test" : "tests"): \(report.passed) passed, \(failed) failed"
    )
    let rest = say("; \(broken) tệp hỏng", "; \(broken) broken \(broken == 1 ? "file" : "files")")
    return head + (broken > 0 ? rest : "") + "."
  }

  func coverageTitle(_ covered: Ratio?) -> String {
    let covered = covered ?? Ratio(0, of: 0)
    let share = Format(language: language).text(covered, places: 2)
    return say(
      "Đã chạy qua \(share) số dòng (\(covered.part)/\(covered.whole))",
      "\(share) of the lines ran (\(covered.part)/\(covered.whole))")
  }

  func missedLines(_ ranges: [String]) -> String {
    say("chưa: ", "not: ") + ranges.joined(separator: ", ")
  }

  func tooFewLines(_ covered: Ratio?, _ least: ExactDecimal) -> String {
    let format = Format(language: language)
    let share = format.text(covered ?? Ratio(0, of: 0), places: 2)
    return say(
      "mới chạy qua \(share) số dòng, cần ít nhất \(format.text(least))%",
      "\(share) of the lines ran, and \(format.text(least))% should")
  }
}

// MARK: what is wrong with a test

extension Wording {
  func test(_ fault: TestFault) -> Message {
    switch fault {
    case .unmet(let expectation): unmet(expectation)
    case .noSuchScript(let name, let near):
      Message(
        text: say("không thấy kịch bản “\(name)”", "no script “\(name)”"),
        hints: didYouMean(near))
    case .scriptFailed(let name, let error):
      inner(say("kịch bản “\(name)” hỏng: ", "the script “\(name)” failed: "), error)
    case .checkFailed(let name, let error):
      inner(say("phép kiểm “\(name)” hỏng: ", "the check “\(name)” broke: "), error)
    case .scriptSucceeded(let name):
      Message(
        text: say(
          "kịch bản “\(name)” chạy được, trong khi phép thử chờ nó báo lỗi (fails = true)",
          "the script “\(name)” ended well, and the test wants it to fail (fails = true)"))
    case .noSuchCheck(let id, let near):
      Message(
        text: say("không có phép kiểm “\(id)”", "there is no check “\(id)”"),
        hints: didYouMean(near))
    default: form(of: fault)
    }
  }

  /// What is wrong with how a test is written.
  private func form(of fault: TestFault) -> Message {
    switch fault {
    case .twice(let name):
      Message(
        text: say(
          "tệp này có hai phép thử cùng tên “\(name)”",
          "two tests of this file are called “\(name)”"
        ))
    case .nested:
      Message(text: say("trong phép thử không có phép thử khác", "a test has no test inside"))
    case .unasked(let count):
      Message(
        text: say(
          "có \(count) expect(…) không nói mong đợi điều gì",
          "\(count) expect(…) \(count == 1 ? "says" : "say") nothing about what is expected"),
        hints: ["expect(run.rows):to_count(2)"])
    case .expectsNothing:
      Message(
        text: say(
          "phép thử này không mong đợi điều gì, nên không bao giờ hỏng",
          "this test expects nothing, so it can never fail"),
        hints: ["expect(run.rows):to_count(2)"])
    case .noPlan:
      Message(
        text: say(
          "phép thử không có plan của riêng nó", "a test has no plan of its own"),
        hints: [
          say(
            "hỏi kho nháp: store:eval(\"return plan.units:count()\").value",
            "ask a scratch store: store:eval(\"return plan.units:count()\").value")
        ])
    case .vanished(let name):
      Message(
        text: say(
          "đọc tệp lần nữa thì không còn phép thử “\(name)”",
          "when the file is read again, there is no test “\(name)”"),
        hints: [
          say(
            "các phép thử của một tệp phải luôn như nhau",
            "the tests of a file must be the same each time")
        ])
    default: fixture(fault)
    }
  }

  /// What is wrong with a fixture.
  private func fixture(_ fault: TestFault) -> Message {
    switch fault {
    case .tooManyRecords(let collection, let count, let limit):
      Message(
        text: say(
          "\(collection): \(count) bản ghi là quá nhiều cho một phép thử, nhiều nhất \(limit)",
          "\(collection): \(count) records are too many for a test, \(limit) at most"))
    case .tooLarge(let limit):
      Message(
        text: say(
          "các kho nháp của phép thử lớn quá \(size(limit))",
          "the scratch stores of the test are larger than \(size(limit))"))
    case .badRecords(let collection, let found):
      Message(
        text: say(
          "\(collection) cần một danh sách bản ghi hoặc một số, không phải \(type(found))",
          "\(collection) takes a list of records or a number, not \(type(found))"),
        hints: ["scratch { \(collection) = { { id = \"a\" }, { id = \"b\" } } }"])
    case .besideSample(let collection):
      Message(
        text: say(
          "sample = true đã có sẵn mọi bản ghi, không ghi thêm \(collection)",
          "sample = true brings all records, \(collection) has no place beside it"))
    default: Message(text: "\(fault)")
    }
  }

  /// A failure inside of what was tested, with its own place.
  private func inner(_ head: String, _ error: any Error) -> Message {
    let message = self.message(error)
    let place = message.place.map { place in
      "\(place.file):\(place.line)"
        + (place.source.map { " │ " + $0.trimmingCharacters(in: .whitespaces) } ?? "")
    }
    return Message(text: head + message.text, hints: [place].compactMap { $0 } + message.hints)
  }

  private func unmet(_ expectation: UnmetExpectation) -> Message {
    let (wanted, found) = (
      say("mong đợi: ", "expected: ") + expectation.wanted,
      say("thực tế: ", "found: ") + expectation.found
    )
    switch expectation.kind {
    case .equal:
      return Message(
        text: say("hai giá trị không bằng nhau", "the values are not equal"),
        hints: [wanted, found] + difference(expectation))
    case .differ:
      return Message(text: say("hai giá trị bằng nhau", "the values are equal"), hints: [found])
    case .contain:
      return Message(
        text: say("không chứa \(expectation.wanted)", "it does not contain \(expectation.wanted)"),
        hints: [found])
    case .lack:
      return Message(
        text: say("có chứa \(expectation.wanted)", "it contains \(expectation.wanted)"),
        hints: [found])
    case .count(let count):
      return Message(
        text: say("không có đúng \(count) mục", "there are not \(count) items"), hints: [found])
    case .beNil:
      return Message(text: say("không phải là nil", "it is not nil"), hints: [found])
    case .exist: return Message(text: say("là nil", "it is nil"))
    case .fail:
      guard !expectation.found.isEmpty else {
        return Message(text: say("hàm này không báo lỗi", "the function does not fail"))
      }
      return Message(
        text: say("hàm báo một lỗi khác", "the function fails otherwise"), hints: [wanted, found])
    }
  }

  /// Where two tables, or two texts of several lines, part.
  private func difference(_ expectation: UnmetExpectation) -> [String] {
    guard let difference = expectation.difference else { return [] }
    let place: String
    switch difference.place {
    case .path(""): return []
    case .path(let path): place = path
    case .line(let number): place = say("dòng \(number)", "line \(number)")
    }
    return [
      say(
        "khác ở \(place): mong đợi \(difference.wanted), thực tế \(difference.found)",
        "they differ at \(place): expected \(difference.wanted), found \(difference.found)")
    ]
  }
}
