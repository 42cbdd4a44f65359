/// Units of money as offices write them, in Persian, English or Spanish: `million rial`, «میلیارد تومان», `miles de soles`.
package enum MoneyUnit {
  /// The main units of a currency in one of a unit; nil where a word of it is not known.
  ///
  /// A toman is ten rials. A number without a word is so many main units.
  package static func mainUnits(of text: String, in currency: Currency) -> Double? {
    var units = 1.0
    let words = TextNormaliser.folded(text.replacingJoints(with: " ")).split {
      $0 == " " || $0 == "-" || $0 == "_"
    }
    guard !words.isEmpty else { return nil }
    for word in words.map(String.init) {
      if let factor = factors[word] {
        units *= factor
      } else if tomans.contains(word) {
        units *= 10
      } else if !currencies.contains(word), word != TextNormaliser.folded(currency.code) {
        return nil
      }
    }
    return units
  }

  /// A unit as a word for a power of a thousand and whether it counts tomans; nil where no such word names it.
  package static func named(_ mainUnits: Double, in currency: Currency) -> (scale: String?, isToman: Bool)? {
    for (isToman, size) in currency.code == "IRR" ? [(false, 1.0), (true, 10.0)] : [(false, 1.0)] {
      if mainUnits == size { return (nil, isToman) }
      if let scale = scales.first(where: { $0.size * size == mainUnits }) { return (scale.word, isToman) }
    }
    return nil
  }

  private static let scales = [("thousand", 1e3), ("million", 1e6), ("milliard", 1e9), ("trillion", 1e12)].map {
    (word: $0.0, size: $0.1)
  }
  private static let factors: [String: Double] = [
    "thousand": 1e3, "thousands": 1e3, "هزار": 1e3, "mil": 1e3, "miles": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6,
    "mn": 1e6, "میلیون": 1e6, "ملیون": 1e6, "millón": 1e6, "millon": 1e6, "millones": 1e6, "billion": 1e9,
    "billions": 1e9, "bn": 1e9, "milliard": 1e9, "milliards": 1e9, "میلیارد": 1e9, "ملیارد": 1e9, "trillion": 1e12,
    "تریلیون": 1e12, "billón": 1e12, "billon": 1e12, "billones": 1e12,
  ]
  private static let tomans: Set = ["toman", "tomans", "تومان", "تومن"]
  private static let currencies: Set = [
    "rial", "rials", "ریال", "dollar", "dollars", "دلار", "euro", "euros", "یورو", "sol", "soles", "of", "de", "in",
    "به",
    "us$", "$", "€", "s/", "s/.",
  ]
}
