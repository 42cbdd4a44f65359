/// A number of about 32 digits, held as the sum of two doubles: for residuals that cancel, and for powers that must not
/// round.
///
/// - Source: Dekker 1971; Hida, Li & Bailey 2001.
package struct DoubleDouble: Sendable, Hashable {
  /// The number rounded to a double.
  package var high: Double
  /// The error of that rounding.
  package var low: Double

  /// A double, exactly.
  package init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum of two doubles, exactly.
  package init(sum first: Double, _ second: Double) {
    high = first + second
    let rest = high - first
    low = (first - (high - rest)) + (second - rest)
  }

  /// The product of two doubles, exactly, apart from overflow and underflow.
  package init(product first: Double, _ second: Double) {
    high = first * second
    let (a, b) = (Self.halves(first), Self.halves(second))
    low = ((a.high * b.high - high) + a.high * b.low + a.low * b.high) + a.low * b.low
  }

  /// The nearest double.
  package var rounded: Double { high + low }

  /// Splits a double into two of 26 bits, whose products are exact (Veltkamp). A fused multiply–add would be shorter, but the
  /// baseline x86-64 that Swift builds for has it only as a function call.
  @inline(__always) static func halves(_ value: Double) -> (high: Double, low: Double) {
    let t = 134_217_729 * value
    let high = t - (t - value)
    return (high, value - high)
  }

  /// Sums, differences, products and quotients are accurate to about 32 digits of the result.
  package static func + (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let sum = DoubleDouble(sum: left.high, right.high)
    let rest = DoubleDouble(sum: left.low, right.low)
    let first = DoubleDouble(sum: sum.high, sum.low + rest.high)
    return DoubleDouble(sum: first.high, first.low + rest.low)
  }

  package static prefix func - (value: DoubleDouble) -> DoubleDouble {
    var negated = value
    negated.high.negate()
    negated.low.negate()
    return negated
  }

  package static func - (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble { left + -right }

  package static func * (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let product = DoubleDouble(product: left.high, right.high)
    return DoubleDouble(sum: product.high, product.low + (left.high * right.low + left.low * right.high))
  }

  package static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let first = left.high / right.high
    let rest = left - right * DoubleDouble(first)
    let second = rest.high / right.high
    let last = (rest - right * DoubleDouble(second)).high / right.high
    return DoubleDouble(sum: first, second) + DoubleDouble(last)
  }
}
