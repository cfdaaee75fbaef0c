import PlanModel
import PlanStore

/// An explanation says in words what a query will do, one line a step.
extension Run {
  func explained(_ query: Query) throws -> String {
    let explanation = Explanation(presenter: presenter)
    return explanation.lines(query).enumerated().map { "\($0 + 1). \($1)" }
      .joined(separator: "\n")
  }
}

private struct Explanation {
  let presenter: Presenter

  private func say(_ vi: String, _ en: String) -> String {
    Bilingual(vi: vi, en: en)[presenter.language]
  }

  private func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  func lines(_ query: Query) -> [String] { [source(query.source)] + query.steps.map(line) }

  private func source(_ source: Query.Source) -> String {
    switch source {
    case .collection(let collection):
      let title = collection.title[presenter.language]
      return say(
        "mọi bản ghi của \(title) (\(collection.name))",
        "all records of \(title) (\(collection.name))")
    case .referring(let inverse, let id):
      let target = Catalogue.collection(inverse.collection)?.field(inverse.field)?.target ?? ""
      let title = presenter.title(of: id, in: target)
      return say(
        "các bản ghi của \(inverse.collection) có \(inverse.field) là \(title)",
        "the records of \(inverse.collection) whose \(inverse.field) is \(title)")
    }
  }

  private func line(_ step: Query.Step) -> String {
    switch step {
    case .filter(let conditions):
      let words = conditions.map(condition).joined(separator: say(" và ", " and "))
      return words.isEmpty ? say("giữ tất cả", "keep all") : say("giữ nếu ", "keep where ") + words
    case .test:
      return say("giữ nếu hàm Lua trả về đúng", "keep where a Lua function says so")
    case .group(let keys, let figures): return group(keys, figures)
    case .sort(let keys):
      return say("sắp xếp theo ", "sort by ") + list(keys.map(sortKey))
    case .slice(let offset, let limit): return slice(offset, limit)
    case .select(let keys):
      return say("chỉ giữ cột ", "keep only the columns ") + list(keys.map(key))
    case .distinct(let paths):
      let what = paths.isEmpty ? say("dòng", "row") : list(paths.map(\.description))
      return say(
        "giữ dòng đầu của mỗi \(what) khác nhau", "keep the first row of each different \(what)")
    case .extend(let additions):
      return say("thêm cột ", "add the columns ") + list(additions.map(addition))
    case .pivot(let pivot): return self.pivot(pivot)
    case .join(let join): return self.join(join)
    case .union(let other):
      return say("nối thêm: ", "followed by: ") + lines(other).joined(separator: "; ")
    }
  }

  private func group(_ keys: [Key], _ figures: [Figure]) -> String {
    let each =
      keys.isEmpty
      ? say("gộp tất cả thành một dòng", "make one row of all")
      : say("gom nhóm theo ", "group by ") + list(keys.map(key))
    let made = figures.map { "\($0.name) = \(aggregate($0.aggregate))" }
    return made.isEmpty ? each : each + say("; tính ", "; work out ") + list(made)
  }

  private func slice(_ offset: Int, _ limit: Int) -> String {
    let skipped = offset > 0 ? say("bắt đầu sau dòng \(offset)", "begin behind row \(offset)") : ""
    if limit == .max { return skipped.isEmpty ? say("giữ tất cả", "keep all") : skipped }
    let taken = say("lấy nhiều nhất \(limit) dòng", "take at most \(limit) rows")
    return skipped.isEmpty ? taken : skipped + ", " + taken
  }

  private func pivot(_ pivot: Pivot) -> String {
    let (rows, column) = (list(pivot.rows.map(key)), key(pivot.column))
    let figure = aggregate(pivot.figure)
    return say(
      "bảng chéo: mỗi dòng một \(rows), mỗi cột một \(column), ô là \(figure)",
      "cross table: a row for each \(rows), a column for each \(column), cells are \(figure)")
  }

  private func join(_ join: Join) -> String {
    let pairs = join.pairs.map { "\($0.left) = \($0.right)" }.joined(
      separator: say(" và ", " and "))
    let rest = join.keepsAll ? say("; giữ cả dòng không khớp", "; rows without a partner stay") : ""
    return say("ghép khi \(pairs) với: ", "join where \(pairs) with: ")
      + lines(join.other).joined(separator: "; ") + rest
  }

  private func key(_ key: Key) -> String {
    let what = key.part.map { "\(word($0)) \(key.path)" } ?? key.path.description
    return key.name == Key(key.path, part: key.part).name ? what : "\(key.name) = \(what)"
  }

  private func word(_ part: DayPart) -> String {
    switch part {
    case .year: say("năm của", "the year of")
    case .quarter: say("quý của", "the quarter of")
    case .month: say("tháng của", "the month of")
    case .week: say("tuần của", "the week of")
    case .weekday: say("thứ của", "the weekday of")
    case .day: say("ngày trong tháng của", "the day of the month of")
    case .hour: say("giờ của", "the hour of")
    }
  }

  private func sortKey(_ key: SortKey) -> String {
    key.descending ? say("\(key.path) giảm dần", "\(key.path) descending") : key.path.description
  }

  private func addition(_ addition: Addition) -> String {
    let within =
      addition.within.isEmpty
      ? ""
      : say(" trong từng ", " within each ") + list(addition.within.map(\.description))
    let what =
      switch addition.content {
      case .key(let key): self.key(Key(key.path, part: key.part))
      case .running(let path): say("cộng dồn \(path)", "running total of \(path)")
      case .share(let path): say("phần của \(path) trong tổng", "share of \(path) in the total")
      case .rank(let key): say("thứ hạng theo \(sortKey(key))", "rank by \(sortKey(key))")
      }
    return "\(addition.name) = \(what)\(within)"
  }

  private func aggregate(_ aggregate: Aggregate) -> String {
    switch aggregate {
    case .count: say("số dòng", "the number of rows")
    case .sum(let path): say("tổng \(path)", "the sum of \(path)")
    case .mean(let path): say("trung bình \(path)", "the mean of \(path)")
    case .min(let path): say("\(path) nhỏ nhất", "the smallest \(path)")
    case .max(let path): say("\(path) lớn nhất", "the largest \(path)")
    case .median(let path): say("trung vị \(path)", "the median of \(path)")
    case .ratio(let part, let whole):
      say("tổng \(part) trên tổng \(whole)", "the sum of \(part) over the sum of \(whole)")
    case .countDistinct(let path): say("số \(path) khác nhau", "how many different \(path)")
    case .first(let path): say("\(path) đầu tiên", "the first \(path)")
    case .list(let path): say("danh sách \(path)", "the list of \(path)")
    case .filtered(let conditions, let inner):
      self.aggregate(inner) + say(" nếu ", " where ")
        + conditions.map(condition).joined(separator: say(" và ", " and "))
    }
  }

  private func condition(_ condition: Condition) -> String {
    test(condition.test, condition.path.description)
  }

  private func value(_ value: PlanValue) -> String {
    if case .text(let text) = value { return "“\(text)”" }
    return value.isNone ? say("trống", "empty") : presenter.text(value)
  }

  private func test(_ test: Condition.Test, _ name: String) -> String {
    switch test {
    case .equals(.none), .isNone: say("\(name) trống", "\(name) is empty")
    case .equals(let wanted): say("\(name) là \(value(wanted))", "\(name) is \(value(wanted))")
    case .anyOf(let all):
      say("\(name) là một trong: ", "\(name) is one of: ") + list(all.map(value))
    case .less(let bound): "\(name) < \(value(bound))"
    case .atMost(let bound): "\(name) ≤ \(value(bound))"
    case .greater(let bound): "\(name) > \(value(bound))"
    case .atLeast(let bound): "\(name) ≥ \(value(bound))"
    case .between(let from, let to):
      say(
        "\(name) từ \(value(from)) đến \(value(to))", "\(name) from \(value(from)) to \(value(to))")
    case .isMissing: say("không có trường \(name)", "there is no field \(name)")
    case .isNull: say("\(name) ghi là null", "\(name) is null")
    case .text(let text): self.text(text, name)
    case .not(.isNone): say("\(name) có giá trị", "\(name) has a value")
    case .not(.equals(let other)):
      say("\(name) khác \(value(other))", "\(name) is not \(value(other))")
    case .not(let inner): say("không phải: ", "not: ") + self.test(inner, name)
    case .all(let tests): joined(tests, say(" và ", " and "), name)
    case .any(let tests): joined(tests, say(" hoặc ", " or "), name)
    }
  }

  private func joined(_ tests: [Condition.Test], _ word: String, _ name: String) -> String {
    "(" + tests.map { test($0, name) }.joined(separator: word) + ")"
  }

  private func text(_ test: TextTest, _ name: String) -> String {
    let verb =
      switch test.kind {
      case .contains: say("có chứa", "contains")
      case .starts: say("bắt đầu bằng", "begins with")
      case .ends: say("kết thúc bằng", "ends with")
      case .like: say("giống", "is like")
      }
    let how = test.isExact ? say(" (đúng dấu, hoa thường)", " (accents and case count)") : ""
    return "\(name) \(verb) “\(test.pattern)”\(how)"
  }
}
