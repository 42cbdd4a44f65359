/// What the words of a unit say of the numbers counted in it.
package enum UnitRange {
  /// Whether one of the words of a unit is percent.
  package static func saysPercent(_ unit: String) -> Bool {
    if unit.contains(where: { $0 == "%" || $0 == "٪" }) { return true }
    return words(of: unit).contains { ["درصد", "percent", "percentage", "pct", "porcentaje"].contains($0) }
  }

  /// The range that a unit names: 0 to 100 of a percentage, that of an index («شاخص ۰ تا ۱۰۰», “score out of 10”); nil where it
  /// names none, or where a percentage is one of change, which has no bounds.
  package static func range(of unit: String, named name: String) -> ClosedRange<Double>? {
    if let most = mostOfIndex(unit) { return 0...most }
    guard saysPercent(unit), !saysChange(unit), !saysChange(name) else { return nil }
    return 0...100
  }

  private static func words(of text: String) -> [String] {
    TextNormaliser.folded(text).split { !$0.isLetter }.map(String.init)
  }

  /// Growth, change and comparison with another time may be below 0 or above 100 %.
  private static func saysChange(_ text: String) -> Bool {
    words(of: text).contains { word in changes.contains { word.hasPrefix($0) } }
  }

  private static let changes = [
    "رشد", "تغییر", "افزایش", "کاهش", "تورم", "نسبت", "growth", "chang", "increas", "decreas", "reduc", "inflation",
    "crecim", "variaci", "aument", "reducci", "inflaci", "ratio",
  ]

  /// The number after `0 to` or `out of`.
  private static func mostOfIndex(_ unit: String) -> Double? {
    let separated = TextNormaliser.folded(unit).map { character -> String in
      character.isNumber || character == "." || character.isLetter ? String(character) : " \(character) "
    }
    let parts = separated.joined().split(separator: " ").map(String.init)
    for (index, part) in parts.enumerated() where index + 1 < parts.count {
      guard let most = Double(parts[index + 1]), most > 0 else { continue }
      let before = index > 0 ? parts[index - 1] : ""
      if ["-", "–", "تا", "to", "a"].contains(part), Double(before) == 0 { return most }
      if part == "از" || part == "sobre" || part == "of" && before == "out" { return most }
    }
    return nil
  }
}
