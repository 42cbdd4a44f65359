/// A number that a person has typed, in the digits of any language.
package struct TypedNumber: Sendable, Equatable {
  package let value: Double
  /// The number in Latin digits, with a point before its decimals and nothing between its thousands, exactly as typed.
  package let plain: String

  /// Reads a text; nil where it is no number, has a percent sign, or may be read in two ways, such as `1,234`.
  package init?(_ text: String) {
    let key = text.filter { !$0.isWhitespace }
    guard !key.isEmpty, key.utf8.count <= 60 else { return nil }
    let written = Array(key.utf8).withUnsafeBytes { WrittenDecimal($0) }
    guard let written, written.ambiguous == nil || written.ambiguous == .stop, !written.hasPercentSign,
      !written.hasExponent, let value = written.double, value.isFinite
    else { return nil }
    self.value = value
    var digits = String(decoding: written.digits.map { 0x30 + $0 }, as: UTF8.self)
    if digits.isEmpty { digits = "0" }
    if written.exponent >= 0 {
      if written.digits.isEmpty == false { digits += String(repeating: "0", count: written.exponent) }
    } else {
      let decimals = -written.exponent
      if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count + 1) + digits }
      let cut = digits.index(digits.endIndex, offsetBy: -decimals)
      digits = "\(digits[..<cut]).\(digits[cut...])"
    }
    plain = (written.isNegative && value != 0 ? "-" : "") + digits
  }
}
