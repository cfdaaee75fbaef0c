extension Unicode.Scalar {
  /// Whether no eye sees it and a terminal may obey it: controls, and marks that turn the
  /// direction of what follows.
  fileprivate var isUnprintable: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// Whether it is one line of what can be seen.
  public var isPrintable: Bool { !unicodeScalars.contains(where: \.isUnprintable) }

  /// The same for a terminal: what cannot be seen is written out (`\u{1B}`), but for line breaks
  /// and tabs.
  public var printable: String {
    guard !isPrintable else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isUnprintable, scalar != "\n", scalar != "\t" {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
