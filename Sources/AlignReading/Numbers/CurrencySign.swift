import AlignModel

/// Amounts that carry the sign or name of their currency, or a unit: `$ 1,200`, `S/. 350.50`, «۱۲ میلیارد ریال».
enum CurrencySign {
  /// The number without its words, and the power of ten that they name; nil where a word is of no unit of this currency.
  static func stripped(_ text: String, of currency: Currency) -> (number: String, unit: Int)? {
    let isDigit = { (scalar: Unicode.Scalar) in scalar.properties.numericType == .decimal }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: isDigit), let last = scalars.lastIndex(where: isDigit) else {
      return nil
    }
    let before = String(scalars[..<first])
    let after = String(scalars[scalars.index(after: last)...])
    var sign = ""
    var (head, tail) = (before, after)
    // A sign or bracket may stand on either side of the word: `-$5`, `$-5`, `($5)`, `5 ریال -`.
    for mark in ["(", "-", "\u{2212}", "+"] where head.contains(mark) {
      head = head.replacing(mark, with: "")
      sign += mark
    }
    var close = ""
    for mark in [")", "-", "\u{2212}"] where tail.contains(mark) {
      tail = tail.replacing(mark, with: "")
      close += mark
    }
    let words = [head, tail].joined(separator: " ")
    guard words.contains(where: { !$0.isWhitespace }), let unit = MoneyUnit.exponent(of: words, in: currency) else {
      return nil
    }
    return (sign + String(scalars[first...last]) + close, unit)
  }
}
