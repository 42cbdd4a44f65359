/// Texts that a spreadsheet would take for formulas: `=…`, `+…`, `-…` or `@…` in a CSV file is worked out when it is opened, and
/// a title that someone typed could so run a command. An apostrophe before it makes it a text, and goes again when we read it.
package enum FormulaGuard {
  /// The text with an apostrophe where a spreadsheet would work it out; numbers stay as they are.
  package static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first, starts.contains(first) || first == 0x09 || first == 0x0D, text.utf8.count > 1,
      !isNumber(text)
    else { return text }
    return "'" + text
  }

  /// The text without the apostrophe that ``guarded(_:)`` put there.
  package static func bare(_ text: String) -> String { isGuarded(text.utf8) ? String(text.dropFirst()) : text }

  /// Whether bytes begin with an apostrophe and the sign of a formula.
  static func isGuarded(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.first == 0x27, let second = bytes.dropFirst().first else { return false }
    return starts.contains(second) || second == 0x09 || second == 0x0D
  }

  private static let starts: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40]

  /// A sign and digits with their marks, a percent sign perhaps.
  private static func isNumber(_ text: String) -> Bool {
    var digits = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "0"..."9", "۰"..."۹", "٠"..."٩": digits += 1
      case "+", "-": if index > 0 { return false }
      case ".", ",", "٬", "٫", "%", "٪", " ": break
      default: return false
      }
    }
    return digits > 0
  }
}
