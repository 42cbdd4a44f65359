/// A number as a fraction of whole numbers, so that a part of an amount of money is worked out to the unit whatever its size.
///
/// What a person writes is a short decimal or a part such as a third, which no `Double` is: 97.3 % is meant as 973/1000. The
/// simplest fraction within rounding of a number is taken for it, other numbers as they are, to the 60th binary place.
struct Fraction: Sendable {
  let numerator: Int128
  let denominator: Int128

  private static let largestDenominator: Int64 = 1_000_000_000
  private static let binary: Int128 = 1 << 60

  /// - Parameter value: from 0 to 2³⁰.
  init(_ value: Double) {
    // Continued fraction: the convergents p/q of the value.
    var (before, last): ((Int64, Int64), (Int64, Int64)) = ((0, 1), (1, 0))
    var rest = value
    for _ in 0..<40 {
      let whole = rest.rounded(.down)
      guard whole < 1e9 else { break }
      guard let next = Self.next(Int64(whole), last, before), next.1 <= Self.largestDenominator else { break }
      (before, last) = (last, next)
      if abs(Double(next.0) / Double(next.1) - value) <= 2 * value.ulp {
        (numerator, denominator) = (Int128(next.0), Int128(next.1))
        return
      }
      guard rest > whole else { break }
      rest = 1 / (rest - whole)
    }
    (numerator, denominator) = (Int128((value * Double(Self.binary)).rounded()), Self.binary)
  }

  /// The convergent after two others; nil where it does not fit. In 64 bits, since a fraction is made for every line and 128 take
  /// ten times as long.
  private static func next(_ whole: Int64, _ last: (Int64, Int64), _ before: (Int64, Int64)) -> (Int64, Int64)? {
    let (up, upBeyond) = whole.multipliedReportingOverflow(by: last.0)
    let (down, downBeyond) = whole.multipliedReportingOverflow(by: last.1)
    let (top, topBeyond) = up.addingReportingOverflow(before.0)
    let (bottom, bottomBeyond) = down.addingReportingOverflow(before.1)
    return upBeyond || downBeyond || topBeyond || bottomBeyond ? nil : (top, bottom)
  }

  /// Several fractions of one denominator.
  static func common(_ values: [Double]) -> (numerators: [Int128], denominator: Int128) {
    let own = values.map(Fraction.init)
    var denominator: Int128 = 1
    for fraction in own {
      denominator = denominator / divisor(denominator, fraction.denominator) * fraction.denominator
      if denominator > binary {
        return (values.map { Int128(($0 * Double(binary)).rounded()) }, binary)
      }
    }
    return (own.map { $0.numerator * (denominator / $0.denominator) }, denominator)
  }

  /// The greatest common divisor.
  static func divisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return abs(left)
  }
}

/// Division rounded down, and held inside the range of amounts.
enum ExactDivision {
  static func floor(_ value: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// A part of value / divisor, rounded down or up; the product of the two numerators may be too large.
  static func part(_ part: Fraction, of value: Int128, over divisor: Int128, up: Bool) -> Int64 {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    // Rounding the inner division the same way does not change the outer one.
    let inner = rest * part.numerator
    let moved = up ? -floor(-inner, divisor) : floor(inner, divisor)
    return rounded(whole * part.numerator + moved, part.denominator, up: up)
  }

  static func rounded(_ value: Int128, _ divisor: Int128, up: Bool) -> Int64 {
    Int64(clamping: up ? -floor(-value, divisor) : floor(value, divisor))
  }
}

extension Int64 {
  /// A part of an amount, rounded to a whole unit down or up.
  func part(_ share: Double, up: Bool) -> Int64 {
    let fraction = Fraction(share)
    return ExactDivision.rounded(Int128(self) * fraction.numerator, fraction.denominator, up: up)
  }

  /// A part of an amount in proportion: this · numerator / denominator · share, rounded to a whole unit down or up.
  ///
  /// - Precondition: denominator > 0.
  func proportion(_ numerator: Int64, _ denominator: Int64, _ share: Double = 1, up: Bool) -> Int64 {
    ExactDivision.part(Fraction(share), of: Int128(self) * Int128(numerator), over: Int128(denominator), up: up)
  }
}
