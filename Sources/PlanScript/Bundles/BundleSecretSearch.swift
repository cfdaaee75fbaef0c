import PlanModel

/// Looks for what must not leave the house with a bundle: keys, tokens, passwords, and text that
/// bears a secrecy mark.
enum BundleSecretSearch {
  /// Whether a file of that name is a secret, whatever is in it.
  static func isSecretName(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == ".env" || name.hasPrefix(".env.") || name == ".netrc" || name == ".npmrc"
      || name.hasPrefix("id_rsa") || name.hasPrefix("id_ed25519") || name.hasPrefix("id_ecdsa")
      || [".pem", ".key", ".p12", ".pfx", ".jks", ".kdbx", ".ppk"].contains(where: name.hasSuffix)
  }

  /// What stands in a text, with its lines; the first of each kind.
  static func problems(in text: String) -> [BundleFileFault.Problem] {
    var found: [BundleFileFault.Problem] = []
    var kinds: Set<BundleSecret> = []
    var isMarked = false
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if let secret = secret(in: line), kinds.insert(secret).inserted {
        found.append(.secret(secret, line: place + 1))
      }
      if !isMarked, let mark = SecrecyMark.found(in: String(line)) {
        isMarked = true
        found.append(.secrecyMark(mark, line: place + 1))
      }
    }
    return found
  }

  private static func secret(in line: Substring) -> BundleSecret? {
    if line.contains("PRIVATE KEY-----") || line.contains(PrivateKeyFile.mark) {
      return .privateKey
    }
    let words = line.split { !isTokenCharacter($0) }
    if words.contains(where: isToken) { return .token }
    return givesPassword(line) ? .password : nil
  }

  private static func isTokenCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
  }

  /// How the tokens of common services begin, and how long they are at least.
  private static let tokens: [(prefix: String, least: Int)] = [
    ("ghp_", 36), ("gho_", 36), ("ghu_", 36), ("ghs_", 36), ("github_pat_", 40), ("glpat-", 20),
    ("xoxb-", 24), ("xoxp-", 24), ("AKIA", 20), ("ASIA", 20), ("AIza", 39), ("sk-", 40),
    ("eyJ", 60),
  ]

  private static func isToken(_ word: Substring) -> Bool {
    tokens.contains { word.hasPrefix($0.prefix) && word.utf8.count >= $0.least }
      && word.contains(where: \.isNumber)
  }

  private static let passwordNames = [
    "password", "passwd", "api_key", "apikey", "secret_key", "access_token", "mat_khau", "matkhau",
  ]

  /// `password = "…"`, `"api_key": "…"`: a name that says so, a sign, and a text in quotes.
  private static func givesPassword(_ line: Substring) -> Bool {
    let small = line.lowercased()
    for name in passwordNames {
      guard let range = small.firstRange(of: name) else { continue }
      let rest = small[range.upperBound...].drop { " \"']".contains($0) }
      guard let sign = rest.first, sign == "=" || sign == ":" else { continue }
      let value = rest.dropFirst().drop { $0 == " " }
      guard let quote = value.first, quote == "\"" || quote == "'" else { continue }
      if value.dropFirst().prefix(while: { $0 != quote }).count >= 6 { return true }
    }
    return false
  }
}
