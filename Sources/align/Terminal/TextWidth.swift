/// The columns that a text takes on a terminal: one a grapheme cluster, none for marks and joiners, two for East Asian
/// wide letters and emoji.
enum TextWidth {
  /// The width of a text.
  static func of(_ text: String) -> Int {
    var isPlain = true
    for byte in text.utf8 where byte < 0x20 || byte > 0x7E {
      isPlain = false
      break
    }
    return isPlain ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  /// The width of one grapheme cluster.
  static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars { width = max(width, of(scalar)) }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text cut to a width, with an ellipsis where something was cut.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
      used += of(character)
      if used > width - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text without control characters, so that a title can neither break a row nor command the terminal. Marks of
  /// direction of the data go too: we isolate cells ourselves.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnwanted) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnwanted($0) ? " " : $0 }))
  }

  private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }

  /// Whether a text holds letters or digits that run, or sit, from right to left.
  static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x0590...0x08FF).contains($0.value) || (0xFB1D...0xFEFC).contains($0.value) }
  }
}
