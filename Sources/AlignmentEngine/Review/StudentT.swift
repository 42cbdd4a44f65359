import Foundation

/// Student's t distribution, for the intervals of forecasts.
public enum StudentT {
  /// The t below which a share `p` of the distribution lies.
  ///
  /// - Parameters:
  ///   - p: 0 < p < 1.
  ///   - degrees: degrees of freedom, > 0.
  /// - Returns: the quantile to about 1e-12, or nil outside these ranges.
  /// - Source: the incomplete beta function by Lentz's continued fraction, inverted by bisection.
  public static func quantile(_ p: Double, degrees: Double) -> Double? {
    guard p > 0, p < 1, degrees > 0, degrees.isFinite else { return nil }
    if p == 0.5 { return 0 }
    if p < 0.5 { return quantile(1 - p, degrees: degrees).map { -$0 } }
    var low = 0.0
    var high = 1.0
    while cumulative(high, degrees: degrees) < p, high < 1e12 { high *= 2 }
    for _ in 0..<200 where low < high {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if cumulative(middle, degrees: degrees) < p { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// The share of the distribution below t ≥ 0.
  static func cumulative(_ t: Double, degrees: Double) -> Double {
    1 - incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  }

  /// Iₓ(a, b).
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var value = d
    for m in 1...500 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      c = 1 + even / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      c = 1 + odd / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      let step = d * c
      value *= step
      if abs(step - 1) < 1e-15 { break }
    }
    return value
  }
}
