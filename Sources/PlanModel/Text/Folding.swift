import Foundation

/// Text without accents and in small letters, for finding what was typed without them:
/// `Dương`, `đường` and `DUONG` all begin with `duong`.
///
/// `đ` is a letter of its own that accent stripping leaves, so it is folded by name; `Ð` (eth)
/// and `Ɖ` look like `Đ` and are meant as it.
public func folded(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  var out = String.UnicodeScalarView()
  for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
    switch scalar {
    case "đ", "Đ", "ð", "Ð", "ɖ", "Ɖ": out.append("d")
    case _ where scalar.properties.generalCategory == .nonspacingMark: continue
    default: out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  return String(out)
}

/// Canonically composed: the form in which text is compared and looked up.
public func composed(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
