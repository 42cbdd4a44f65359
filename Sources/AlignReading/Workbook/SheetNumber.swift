import Foundation

/// Numbers as a sheet stores them, written as a person sees them.
enum SheetNumber {
  /// Appends a number as plain decimal digits.
  ///
  /// Whole numbers stay as written, whatever their length. What binary arithmetic left behind (`0.30000000000000004`) goes:
  /// where fifteen digits, which is all that a spreadsheet shows, are within four units of the last place of the same
  /// `Double`, they are taken. A decimal that someone wrote with more digits is further away and stays.
  ///
  /// - Returns: false where the text is no number; it is then appended as it is.
  static func append(_ text: [UInt8], style: CellStyle, to bytes: inout [UInt8]) -> Bool {
    if isWhole(text), style == .plain {
      bytes.append(contentsOf: text)
      return true
    }
    guard var decimal = text.withUnsafeBytes({ WrittenDecimal($0) }), !decimal.hasPercentSign else {
      bytes.append(contentsOf: text)
      return false
    }
    if decimal.digits.count > 15, decimal.exponent < 0 { decimal = withoutNoise(decimal) }
    switch style {
    case .percent:
      decimal.exponent += 2
      appendPlain(decimal, minimum: 1, to: &bytes)
      bytes.append(0x25)
    case .padded(let count): appendPlain(decimal, minimum: count, to: &bytes)
    default: appendPlain(decimal, minimum: 1, to: &bytes)
    }
    return true
  }

  /// Digits, perhaps with a minus before them.
  @inline(__always)
  private static func isWhole(_ text: [UInt8]) -> Bool {
    guard let first = text.first, text.count <= 30 else { return false }
    var hasDigit = false
    for (index, byte) in text.enumerated() {
      if byte >= 0x30, byte <= 0x39 { hasDigit = true } else if index > 0 || first != 0x2D { return false }
    }
    return hasDigit
  }

  private static func withoutNoise(_ decimal: WrittenDecimal) -> WrittenDecimal {
    guard let value = decimal.double, value != 0 else { return decimal }
    // `%.14e` writes fifteen significant digits, rounded exactly.
    let text = String(format: "%.14e", value)
    guard let short = Array(text.utf8).withUnsafeBytes({ WrittenDecimal($0) }), let rounded = short.double,
      (rounded - value).magnitude <= 4 * value.ulp
    else { return decimal }
    return short
  }

  /// Digits, a point where one is needed, no exponent; at least so many digits before the point.
  private static func appendPlain(_ decimal: WrittenDecimal, minimum: Int, to bytes: inout [UInt8]) {
    var digits = decimal.digits
    var exponent = decimal.exponent
    while exponent < 0, digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty { exponent = 0 }
    // No amount, number or id is as long as this; the exponent stays where it is.
    guard (-400...400).contains(exponent) else {
      bytes.append(contentsOf: digits.map { $0 + 0x30 } + Array("e\(exponent)".utf8))
      return
    }
    if decimal.isNegative, !digits.isEmpty { bytes.append(0x2D) }
    if exponent > 0 { digits += [UInt8](repeating: 0, count: exponent) }
    let fraction = max(0, -exponent)
    let whole = max(0, digits.count - fraction)
    bytes.append(contentsOf: [UInt8](repeating: 0x30, count: max(0, minimum - whole)))
    for digit in digits[..<whole] { bytes.append(digit + 0x30) }
    guard fraction > 0 else { return }
    bytes.append(0x2E)
    bytes.append(contentsOf: [UInt8](repeating: 0x30, count: max(0, fraction - digits.count)))
    for digit in digits[whole...] { bytes.append(digit + 0x30) }
  }
}
