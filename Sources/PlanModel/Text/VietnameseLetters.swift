/// A tone is what a vowel of a Vietnamese syllable may bear: huyền, hỏi, ngã, sắc, nặng.
enum Tone: Int, CaseIterable {
  case level, grave, hook, tilde, acute, dot
}

/// The letters of Vietnamese, and what each is made of.
enum VietnameseLetters {
  struct Parts: Hashable {
    /// The letter without its tone: `ê` of `Ể`.
    let base: Character
    let tone: Tone
    let isCapital: Bool
  }

  /// Each vowel with the five tones, in the order of `Tone`.
  private static let rows = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
    "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
  ].map(Array.init)

  static let vowels = Set(rows.map { $0[0] })

  /// Of every vowel, and of đ: 73 letters, each small and as a capital.
  static let parts: [Character: Parts] = {
    var parts: [Character: Parts] = [
      "đ": Parts(base: "đ", tone: .level, isCapital: false),
      "Đ": Parts(base: "đ", tone: .level, isCapital: true),
    ]
    for row in rows {
      for (letter, tone) in zip(row, Tone.allCases) {
        parts[letter] = Parts(base: row[0], tone: tone, isCapital: false)
        for capital in letter.uppercased() {
          parts[capital] = Parts(base: row[0], tone: tone, isCapital: true)
        }
      }
    }
    return parts
  }()

  /// Those that ASCII does not have: 134.
  static let beyondASCII = parts.keys.filter { !$0.isASCII }.sorted()

  static func letter(_ base: Character, _ tone: Tone) -> Character {
    rows.first { $0[0] == base }?[tone.rawValue] ?? base
  }
}

/// A syllable is what a Vietnamese word is written as: one to three vowels with at most one
/// tone, between consonants that may stand there.
enum Syllable {
  /// Whether a word could be one; `Quyết` is, `Noël` and `Café` are not.
  static func isPossible(_ word: some StringProtocol) -> Bool {
    var (plain, tones) = ("", 0)
    for letter in word {
      guard let parts = VietnameseLetters.parts[letter] else {
        guard letter.isASCII, letter.isLetter else { return false }
        plain += letter.lowercased()
        continue
      }
      plain.append(parts.base)
      if parts.tone != .level { tones += 1 }
    }
    guard tones <= 1, let first = plain.firstIndex(where: VietnameseLetters.vowels.contains)
    else { return false }
    let vowels = plain[first...].prefix { VietnameseLetters.vowels.contains($0) }
    let ending = String(plain[vowels.endIndex...])
    return starts.contains(String(plain[..<first])) && endings.contains(ending)
      && (nuclei.contains(String(vowels))
        || (ending.isEmpty && openNuclei.contains(String(vowels))))
  }

  private static let starts = words(
    "b c ch d đ g gh h k kh l m n ng ngh nh p ph q r s t th tr v x", andNone: true)
  private static let endings = words("c ch m n ng nh p t", andNone: true)
  private static let nuclei = words(
    "a ă â e ê i ia iă iâ iê iô iơ iu iư iươ o oa oă oe oo ô ơ u ua uă uâ uê uô uơ uy uyê ư ươ y yê",
    andNone: false)
  /// No consonant follows these.
  private static let openNuclei = words(
    """
    ai ao au ay âu ây eo êu iai iao iau iay iâu iêu io ioi iôi iơi iưa oai oao oay oeo oi ôi ơi \
    uai uao uau uay uây ue ueo uêu ui uôi uơi uya uyu ưa ưi ươi ươu ưu yêu
    """, andNone: false)

  private static func words(_ list: String, andNone: Bool) -> Set<String> {
    Set(list.split(separator: " ").map(String.init) + (andNone ? [""] : []))
  }
}
