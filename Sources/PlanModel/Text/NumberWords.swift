/// A whole number in words, as the line "Bằng chữ" of a budget has it:
/// `1.205.000` → `một triệu hai trăm linh năm nghìn`.
public func numberWords(_ number: Int64, _ language: Language) -> String {
  let words = language == .vi ? vietnamese(number.magnitude) : english(number.magnitude)
  guard number < 0 else { return words }
  return (language == .vi ? "âm " : "minus ") + words
}

/// Groups of three digits from the lowest: 1205000 → [0, 205, 1].
private func thousands(_ number: UInt64) -> [Int] {
  var (groups, rest): ([Int], UInt64) = ([], number)
  repeat {
    groups.append(Int(rest % 1000))
    rest /= 1000
  } while rest > 0
  return groups
}

private func vietnamese(_ number: UInt64) -> String {
  if number == 0 { return "không" }
  let names = ["", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ", "tỷ tỷ"]
  let groups = thousands(number)
  let spoken = groups.indices.reversed().filter { groups[$0] > 0 }.map { place in
    let isFirst = place == groups.count - 1
    let words = vietnamese(group: groups[place], isFirst: isFirst)
    return place == 0 ? words : "\(words) \(scale(place, groups, names))"
  }
  return spoken.joined(separator: " ")
}

/// `nghìn tỷ` says `tỷ` once only: before it "ba nghìn", with "tỷ" when no milliards follow.
private func scale(_ place: Int, _ groups: [Int], _ names: [String]) -> String {
  guard place == 4 || place == 5, groups[3..<place].contains(where: { $0 > 0 }) else {
    return names[place]
  }
  return names[place - 3]
}

private func vietnamese(group: Int, isFirst: Bool) -> String {
  let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
  let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10)
  var words: [String] = []
  if hundreds > 0 || !isFirst { words.append("\(digits[hundreds]) trăm") }
  switch tens {
  case 0:
    if ones > 0 { words += words.isEmpty ? [digits[ones]] : ["linh", digits[ones]] }
    return words.joined(separator: " ")
  case 1: words.append("mười")
  default: words.append("\(digits[tens]) mươi")
  }
  switch ones {
  case 0: break
  case 1 where tens > 1: words.append("mốt")
  case 5: words.append("lăm")
  default: words.append(digits[ones])
  }
  return words.joined(separator: " ")
}

private func english(_ number: UInt64) -> String {
  if number == 0 { return "zero" }
  let names = [
    "", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion",
  ]
  let groups = thousands(number)
  return groups.indices.reversed().filter { groups[$0] > 0 }.map {
    english(group: groups[$0]) + names[$0]
  }.joined(separator: " ")
}

private func english(group: Int) -> String {
  let small = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  var words = group >= 100 ? [small[group / 100] + " hundred"] : []
  let rest = group % 100
  if rest >= 20 {
    words.append(tens[rest / 10] + (rest % 10 > 0 ? "-" + small[rest % 10] : ""))
  } else if rest > 0 {
    words.append(small[rest])
  }
  return words.joined(separator: " ")
}
