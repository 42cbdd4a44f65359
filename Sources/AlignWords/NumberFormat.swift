import AlignModel

/// Numbers as a person reads them: amounts in the display unit, shares in percent, Persian digits in Persian.
package struct NumberFormat: Sendable {
  /// Persian has digits ۰–۹ with ٬ and ٫, English 0–9 with a comma and a point.
  package let language: Language
  private let mainPerUnit: Double
  private let minorPerMain: Double
  private let amountDecimals: Int
  private let unit: String

  /// The format of one workspace in one language.
  ///
  /// - Parameter largest: the largest amount to be shown, in minor units; it settles the decimals of all of them, so that
  ///   a column lines up.
  package init(language: Language, settings: Settings, largest: Int64) {
    self.language = language
    let display = settings.displayUnit
    mainPerUnit = display?.mainUnits ?? 1
    minorPerMain = Double(settings.currency.minorPerMain)
    unit = display?.names[language.rawValue] ?? Self.name(of: display, settings.currency, in: language)
    let magnitude = Double(largest.magnitude) / minorPerMain / mainPerUnit
    let finest = mainPerUnit > 1 ? 2 : settings.currency.decimals
    amountDecimals = min(finest, magnitude >= 100_000 ? 0 : magnitude >= 1_000 ? 1 : 2)
  }

  /// The format of a language where no workspace is known, and no amounts are shown.
  package init(language: Language) { self.init(language: language, settings: Settings(), largest: 0) }

  /// What a display unit without a name of its own is called: «میلیارد ریال», or how many main units it is.
  private static func name(of display: DisplayUnit?, _ currency: Currency, in language: Language) -> String {
    let main = currency.word(in: language)
    guard let size = display?.mainUnits, size != 1 else { return main }
    guard let (scale, isToman) = MoneyUnit.named(size, in: currency) else {
      return display?.names["en"]
        ?? Phrase.unitOther.text(in: language, main, NumberFormat(language: language).decimal(size, decimals: 0))
    }
    let counted = isToman ? Phrase.unitToman.text(in: language) : main
    return scale.map { Phrase.of("unit", $0).text(in: language, counted) } ?? counted
  }

  /// What the display unit is called.
  package var unitName: String { unit }

  /// An amount of minor units in the display unit, without its name.
  package func amount(_ minorUnits: Double) -> String {
    decimal(minorUnits / minorPerMain / mainPerUnit, decimals: amountDecimals)
  }

  /// An amount of minor units in the display unit, without its name.
  package func amount(_ minorUnits: Int64) -> String { amount(Double(minorUnits)) }

  /// An amount with the name of its unit.
  package func money(_ minorUnits: Double) -> String { "\(amount(minorUnits)) \(unit)" }

  /// A share as a percentage.
  package func percent(_ share: Double, decimals: Int = 1) -> String {
    decimal(share * 100, decimals: decimals) + language.catalogue.percent
  }

  /// A relative change as a percentage, with its sign.
  package func change(_ share: Double) -> String { points(share) + language.catalogue.percent }

  /// A difference of shares in percentage points, with its sign.
  package func points(_ difference: Double) -> String {
    let text = decimal(difference * 100, decimals: 1)
    // The mark keeps the sign at the number's left, as it does for a minus.
    let plus = language.catalogue.plus
    return difference * 100 >= 0.05 ? plus + text : text
  }

  /// A whole number.
  package func count(_ number: Int) -> String {
    localised(Self.grouped(String(number.magnitude)), isNegative: number < 0)
  }

  /// Digits that name a thing, a year or a period, and are not grouped.
  package func label(_ text: String) -> String {
    guard let digits = language.catalogue.digits else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { Self.digit($0, digits) }))
  }

  /// A number with so many decimals, rounded half away from zero.
  package func decimal(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return Phrase.notEstimable.text(in: language) }
    let decimals = min(max(decimals, 0), 15)
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (number.magnitude * scale).rounded()
    guard scaled < 9e15 else { return label(number.description) }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = Self.grouped(String(padded.dropLast(decimals)))
    let text = decimals > 0 ? whole + "." + padded.suffix(decimals) : whole
    return localised(text, isNegative: number < 0 && scaled > 0)
  }

  /// A number as short as it can be written without losing anything.
  package func plain(_ number: Double) -> String {
    if let whole = Int(exactly: number) { return count(whole) }
    guard number.isFinite else { return Phrase.notEstimable.text(in: language) }
    let digits = "\(number.magnitude)"
    guard language.hasOwnDigits, let mark = digits.firstIndex(of: "e") else {
      return localised(digits, isNegative: number < 0)
    }
    // The e of an exponent is a letter, which a reader of another script has no use for.
    let exponent = String(digits[digits.index(after: mark)...].map { Self.raised[$0] ?? $0 })
    return localised(String(digits[..<mark]) + "×10", isNegative: number < 0) + exponent
  }

  private static let raised = Dictionary(uniqueKeysWithValues: zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))

  /// An amount of minor units exactly, in main units without their name.
  package func exact(_ minorUnits: Int64, _ currency: Currency) -> String {
    let digits = currency.exact(minorUnits).drop { $0 == "-" }
    let whole = digits.prefix { $0 != "." }
    return localised(Self.grouped(String(whole)) + digits.dropFirst(whole.count), isNegative: minorUnits < 0)
  }

  private func localised(_ text: String, isNegative: Bool) -> String {
    let catalogue = language.catalogue
    let sign = isNegative ? catalogue.minus : ""
    if catalogue.digits == nil, catalogue.thousands == ",", catalogue.decimal == "." { return sign + text }
    var localised = sign
    for scalar in text.unicodeScalars {
      switch scalar {
      case ",": localised += catalogue.thousands
      case ".": localised += catalogue.decimal
      default: localised.unicodeScalars.append(catalogue.digits.map { Self.digit(scalar, $0) } ?? scalar)
      }
    }
    return localised
  }

  private static func grouped(_ digits: String) -> String {
    let utf8 = digits.utf8
    if utf8.count < 4 { return digits }
    var bytes: [UInt8] = []
    for (index, digit) in utf8.enumerated() {
      if index > 0, (utf8.count - index) % 3 == 0 { bytes.append(0x2C) }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ scalar: Unicode.Scalar, _ digits: [Unicode.Scalar]) -> Unicode.Scalar {
    ("0"..."9").contains(scalar) ? digits[Int(scalar.value - 0x30)] : scalar
  }
}
