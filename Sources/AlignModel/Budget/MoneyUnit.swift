/// Units of money as offices write them, in Persian, English or Spanish: `million rial`, «میلیارد تومان», `miles de soles`.
package enum MoneyUnit {
  /// The main units of a currency in one of a unit; nil where a word of it is not known.
  ///
  /// A toman is ten rials. A number without a word is so many main units.
  package static func mainUnits(of text: String, in currency: Currency) -> Double? {
    guard let exponent = exponent(of: text, in: currency) else { return nil }
    return (0..<exponent).reduce(1.0) { units, _ in units * 10 }
  }

  /// The power of ten of main units in one of a unit; nil where a word of it is not known, or names another currency.
  package static func exponent(of text: String, in currency: Currency) -> Int? {
    let words = words(of: text)
    guard words.contains(where: { !fillers.contains($0) }) else { return nil }
    var exponent = 0
    for word in words {
      if let power = powers[word] {
        exponent += power
      } else if tomans.contains(word), currency.code == "IRR" {
        exponent += 1
      } else if !fillers.contains(word), !names(currency, word) {
        return nil
      }
    }
    return exponent
  }

  /// Whether a text says how many main units an amount is counted in: it has a word for a power of ten, or for the toman.
  package static func saysScale(_ text: String) -> Bool {
    words(of: text).contains { powers[$0] != nil || tomans.contains($0) }
  }

  /// Whether a text names a currency, whichever it is.
  package static func saysCurrency(_ text: String) -> Bool {
    words(of: text).contains { word in tomans.contains(word) || currencyNames.values.contains { $0.contains(word) } }
  }

  private static func words(of text: String) -> [String] {
    var words = TextNormaliser.folded(text.replacingJoints(with: " ")).split {
      " -_:،".contains($0)
    }.map { String($0) }
    // «US$ '000», «$m», «S/.»: a sign stands with what follows it.
    words = words.flatMap { word -> [String] in
      if powers[word] != nil || currencyNames.values.contains(where: { $0.contains(word) }) { return [word] }
      guard let sign = signs.first(where: { word.hasPrefix($0) || word.hasSuffix($0) }) else { return [word] }
      let rest = word.hasPrefix(sign) ? word.dropFirst(sign.count) : word.dropLast(sign.count)
      return rest.isEmpty ? [sign] : [sign, String(rest)]
    }
    return words
  }

  private static func names(_ currency: Currency, _ word: String) -> Bool {
    word == TextNormaliser.folded(currency.code) || currencyNames[currency.code]?.contains(word) == true
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
  private static let powers: [String: Int] = [
    "thousand": 3, "thousands": 3, "هزار": 3, "mil": 3, "miles": 3, "k": 3, "000": 3, "000s": 3, "'000": 3, "'000s": 3,
    "million": 6, "millions": 6, "mn": 6, "m": 6, "mm": 6, "میلیون": 6, "ملیون": 6, "millón": 6, "millon": 6,
    "millones": 6, "billion": 9, "billions": 9, "bn": 9, "milliard": 9, "milliards": 9, "میلیارد": 9, "ملیارد": 9,
    "trillion": 12, "trillions": 12, "تریلیون": 12, "billón": 12, "billon": 12, "billones": 12,
  ]
  private static let tomans: Set = ["toman", "tomans", "تومان", "تومن"]
  private static let fillers: Set = ["of", "de", "in", "en", "به", "بر", "حسب", "per", "ارقام", "مبالغ"]
  private static let signs = ["us$", "s/.", "s/", "$", "€", "£", "¥", "₪", "₺", "₹"]
  private static let dollars: Set = ["dollar", "dollars", "دلار", "$", "us$"]
  private static let pesos: Set = ["peso", "pesos", "$"]
  /// By ISO 4217 code the words and signs of a currency.
  private static let currencyNames: [String: Set<String>] = [
    "IRR": ["rial", "rials", "ریال"], "USD": dollars, "CAD": dollars, "AUD": dollars, "NZD": dollars,
    "EUR": ["euro", "euros", "یورو", "€"], "GBP": ["pound", "pounds", "پوند", "£"], "JPY": ["yen", "¥"],
    "CNY": ["yuan", "¥"], "PEN": ["sol", "soles", "s/", "s/."], "MXN": pesos, "COP": pesos, "CLP": pesos, "ARS": pesos,
    "UYU": pesos, "GTQ": ["quetzal", "quetzales", "q"], "ILS": ["shekel", "shekels", "nis", "₪"],
    "TRY": ["lira", "liras", "لیر", "₺"], "INR": ["rupee", "rupees", "₹"], "AED": ["dirham", "dirhams", "درهم"],
    "IQD": ["dinar", "dinars", "دینار"],
  ]
}
