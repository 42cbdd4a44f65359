/// What the words of a unit say of the numbers counted in it.
package struct UnitRange: Sendable {
  /// Whether one of the words is percent.
  package let saysPercent: Bool
  /// The range that the unit names: 0 to 100 of a percentage, that of an index («شاخص ۰ تا ۱۰۰», “score out of 10”); nil where
  /// it names none, or where a percentage is one of change, which has no bounds.
  package let range: ClosedRange<Double>?
  /// Whether the range is that of a percentage, which an indicator of change (``isOfChange(_:)``) does not keep.
  package let isOfPercent: Bool

  package init(_ unit: String) {
    let words = Self.words(of: unit)
    saysPercent = unit.contains { $0 == "%" || $0 == "٪" } || words.contains { Self.percent.contains($0) }
    if let most = Self.mostOfIndex(unit) {
      (range, isOfPercent) = (0...most, false)
    } else {
      isOfPercent = saysPercent && !Self.sayChange(words)
      range = isOfPercent ? 0...100 : nil
    }
  }

  /// Each distinct unit looked at once.
  package static func all(_ units: some Sequence<String>) -> [String: UnitRange] {
    Dictionary(uniqueKeysWithValues: Set(units).map { ($0, UnitRange($0)) })
  }

  /// Whether the name of an indicator says that it counts change, or compares with another time.
  package static func isOfChange(_ name: String) -> Bool { sayChange(words(of: name)) }

  private static let percent = ["درصد", "percent", "percentage", "pct", "porcentaje"]

  private static func words(of text: String) -> [String] {
    TextNormaliser.folded(text).split { !$0.isLetter }.map(String.init)
  }

  /// Growth, change and comparison with another time may be below 0 or above 100 %.
  private static func sayChange(_ words: [String]) -> Bool {
    words.contains { word in changes.contains { word.hasPrefix($0) } }
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
