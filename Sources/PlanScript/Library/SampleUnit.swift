import PlanModel

/// One invented unit with its people, its class, its attendance and its report, faults
/// included: some report late or not at all, some state figures that contradict.
struct SampleUnit {
  let id: String
  let people: [Person]
  private let name: String
  private let kind: String
  private var random: SampleRandom

  struct Person {
    let id: String
    let name: String
    let isMember: Bool
    let status: String
    let joinedOn: Day?
    let isKey: Bool
  }

  init(index: Int, size: SampleStore.Size, words: SampleWords) {
    let id = "dv-" + padded(index + 1, size.units > 999 ? 5 : 3)
    var random = SampleRandom(seed: size.seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(index))
    let share = size.people * (index + 1) / size.units - size.people * index / size.units
    people = (0..<share).map { SampleUnit.person($0, unit: id, words, &random) }
    let pattern =
      words.units.isEmpty ? ("Đơn vị", "party_base") : words.units[index % words.units.count]
    name = index < words.units.count ? pattern.0 : "\(pattern.0) \(index / words.units.count + 1)"
    kind = pattern.1
    self.id = id
    self.random = random
  }

  private static func person(
    _ place: Int, unit: String, _ words: SampleWords, _ random: inout SampleRandom
  ) -> Person {
    let parts = [
      random.pick(words.families), random.pick(words.middles), random.pick(words.givens),
    ]
    let isMember = random.chance(80)
    let roll = random.below(100)
    let status = !isMember || roll < 85 ? "active" : roll < 92 ? "exempt" : "away"
    let joined = Day(number: Int32(-3_000 + random.below(22_000)))
    return Person(
      id: "\(unit)-p\(padded(place + 1, 2))", name: parts.compactMap { $0 }.joined(separator: " "),
      isMember: isMember, status: status, joinedOn: isMember ? joined : nil, isKey: place % 25 == 0)
  }

}

extension SampleUnit {
  private var sessionId: String { "lop-co-so-\(id)" }

  var record: String {
    let members = people.filter(\.isMember)
    let exempt = members.count { $0.status == "exempt" }
    let away = members.count { $0.status == "away" }
    return """
      {"id": "\(id)", "name": "\(name) (mẫu)", "kind": "\(kind)", "parent": "tu", \
      "members_total": \(members.count), "members_exempt": \(exempt), "members_away": \(away), \
      "reports_back": true, "sample": true}
      """
  }

  /// Classes fill the days from the 5th to the 19th of December.
  var session: String {
    var random = random.stream(1)
    return """
      {"id": "\(sessionId)", "name": "Lớp học của \(name) (mẫu)", "level": "base", \
      "organizer": "\(id)", "format": "in_person", \
      "starts_at": "2023-12-\(padded(5 + random.below(15), 2))T08:00", "days": 1, \
      "complete_before": "2023-12-20", "venue": "Hội trường \(name) (mẫu)", \
      "capacity": \(people.count + 10), "status": "held", "sample": true}
      """
  }

  func record(_ person: Person) -> String {
    let joined = person.joinedOn.map { "\"joined_on\": \"\($0)\", " } ?? ""
    return """
      {"id": "\(person.id)", "name": "\(person.name)", "unit": "\(id)", \
      "category": "\(person.category)", "status": "\(person.status)", \(joined)"sample": true}
      """
  }

  /// A row for each person who is summoned: key people to the city's first class, the others
  /// to the unit's own.
  func attendance() -> [String] {
    summoned.enumerated().map { place, entry in
      let (person, came) = entry
      let session = person.isKey ? "lop-tp-1" : sessionId
      let mode =
        came ? "\"mode\": \"\(person.isKey ? "online" : "in_person")\"" : "\"reason\": \"công tác\""
      return """
        {"id": "\(id)-dd-\(padded(place + 1, 2))", "session": "\(session)", "unit": "\(id)", \
        "category": "\(person.category)", "person": "\(person.id)", "summoned": 1, \
        "attended": \(came ? 1 : 0), \(mode)}
        """
    }
  }

  /// Everybody who is active, and whether they came: nine in ten or so, depending on the unit.
  private var summoned: [(Person, came: Bool)] {
    var random = random.stream(2)
    let diligence = 82 + random.below(18)
    return people.filter { $0.status == "active" }.map { ($0, random.chance(diligence)) }
  }

  /// In a hundred units four send none, six send it late, three state another figure.
  var report: String? {
    var random = random.stream(3)
    let roll = random.below(100)
    if roll < 4 { return nil }
    let (members, mass) = (count(member: true), count(member: false))
    let slip = roll >= 97 ? 1 : 0
    let day = roll < 10 ? 21 + random.below(4) : 17 + random.below(4)
    return """
      {"id": "bc-\(id)", "unit": "\(id)", "due_before": "2023-12-21", \
      "submitted_on": "2023-12-\(day)", "members_total": \(people.count { $0.isMember }), \
      "members_summoned": \(members.whole), "members_attended": \(members.part - Int64(slip)), \
      "mass_summoned": \(mass.whole), "mass_attended": \(mass.part)\(stated(members, mass)), \
      "sample": true}
      """
  }

  private func stated(_ members: Ratio, _ mass: Ratio) -> String {
    let percents = [("member_percent", members), ("mass_percent", mass)]
    return percents.compactMap { name, ratio in ratio.percent().map { ", \"\(name)\": \($0)" } }
      .joined()
  }

  private func count(member: Bool) -> Ratio {
    let called = summoned.filter { $0.0.isMember == member }
    return Ratio(Int64(called.count { $0.came }), of: Int64(called.count))
  }
}

extension SampleUnit.Person {
  fileprivate var category: String { isMember ? "member" : "mass" }
}
