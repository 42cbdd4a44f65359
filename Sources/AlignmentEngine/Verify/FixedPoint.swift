/// Whole numbers over a power of two in 128 bits, rounded in a direction that is said: what is proved with them holds exactly.
enum FixedPoint {
  /// The number in which multipliers and slopes are counted: 2⁻⁶⁰.
  static let bits = 60
  static let one = Int128(1) << 60

  /// A number of amounts, or nil where it passes 128 bits.
  typealias Number = Int128

  /// ⌊a · b / 2^shift⌋; nil where it passes 128 bits.
  ///
  /// - Parameter shift: from 0 to 127.
  static func product(_ a: Number, _ b: Number, over shift: Int) -> Number? {
    let (high, low) = a.multipliedFullWidth(by: b)
    if shift == 0 {
      let number = Number(truncatingIfNeeded: low)
      return high == (number < 0 ? -1 : 0) ? number : nil
    }
    // What is above must be the sign alone.
    let above = high >> Number(shift - 1)
    guard above == 0 || above == -1 else { return nil }
    return (high << Number(128 - shift)) | Number(truncatingIfNeeded: low >> UInt128(shift))
  }

  /// The same, rounded up.
  static func productUp(_ a: Number, _ b: Number, over shift: Int) -> Number? {
    product(-a, b, over: shift).map { -$0 }
  }

  /// ⌊value · n / 2^shift⌋ of a double, which is a whole number over a power of two itself.
  static func product(_ value: Double, _ n: Number, over shift: Int) -> Number? {
    guard value != 0, value.isFinite else { return value == 0 ? 0 : nil }
    // value = mantissa · 2^(exponent − 52)
    let mantissa = Number((value.significand * 0x1p52)) * (value.sign == .minus ? -1 : 1)
    let further = 52 - Int(value.exponent) + shift
    if further < 0 {
      guard further > -60 else { return nil }
      return product(mantissa << Number(-further), n, over: 0)
    }
    if further <= 127 { return product(mantissa, n, over: further) }
    return (mantissa < 0) != (n < 0) && n != 0 ? -1 : 0
  }

  /// The nearest multiple of 2⁻⁶⁰.
  static func nearest(_ value: Double) -> Number? {
    guard value.isFinite, abs(value) < 0x1p40 else { return nil }
    return Number((value * 0x1p60).rounded())
  }

  /// ⌊a / b⌋ for b above 0.
  static func quotient(_ a: Number, _ b: Number) -> Number {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? quotient - 1 : quotient
  }
}
