import Foundation

/// The incomplete beta function, from which the distributions of t and F are computed.
enum BetaFunction {
  /// ln B(a, b), accurate to about 15 digits for a and b of any size.
  ///
  /// - Source: Fullerton's `dlbeta` (SLATEC), in which the large terms of Stirling's formula do not cancel.
  static func logarithm(_ a: Double, _ b: Double) -> Double {
    let (p, q) = (min(a, b), max(a, b))
    if p >= 10 {
      let correction = stirlingRemainder(p) + stirlingRemainder(q) - stirlingRemainder(p + q)
      return -0.5 * log(q) + 0.918_938_533_204_672_74 + correction + (p - 0.5) * log(p / (p + q))
        + q * log1p(-p / (p + q))
    }
    if q >= 10 {
      let correction = stirlingRemainder(q) - stirlingRemainder(p + q)
      return lgamma(p) + correction + p - p * log(p + q) + (q - 0.5) * log1p(-p / (p + q))
    }
    return log(tgamma(p) * (tgamma(q) / tgamma(p + q)))
  }

  /// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10, by its asymptotic series.
  private static func stirlingRemainder(_ x: Double) -> Double {
    let z = 1 / (x * x)
    // B₂ₖ / (2k (2k − 1)), k = 1…8.
    let terms: [Double] = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -0.001_917_526_917_526_917_5, 1.0 / 156,
      -0.029_550_653_594_771_24,
    ]
    return terms.reversed().reduce(0.0) { (sum: Double, term: Double) in sum * z + term } / x
  }

  /// I_x(a, b), given both x and 1 − x so that neither loses digits.
  ///
  /// - Source: the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, in the form of DiDonato &
  ///   Morris 1992 (`BFRAC`).
  static func regularized(_ a: Double, _ b: Double, x: Double, complement: Double) -> Double {
    if !(x > 0) { return x.isNaN ? .nan : 0 }
    if !(complement > 0) { return 1 }
    // The continued fraction converges fast below the mean; above it, the other tail is computed.
    if x > (a + 1) / (a + b + 2) { return 1 - tail(b, a, complement, x) }
    return tail(a, b, x, complement)
  }

  private static func tail(_ a: Double, _ b: Double, _ x: Double, _ complement: Double) -> Double {
    // Of x and 1 − x, the logarithm of the one above ½ is accurate as log1p of the other.
    let logX = x > 0.5 ? log1p(-complement) : log(x)
    let logComplement = complement > 0.5 ? log1p(-x) : log(complement)
    return exp(a * logX + b * logComplement - logarithm(a, b)) * fraction(a, b, x, complement)
  }

  /// The even part of the continued fraction. Its term a − (a + b) x is computed from the smaller of x and 1 − x.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ complement: Double) -> Double {
    let c = 1 + (x < 0.5 ? a - (a + b) * x : (a + b) * complement - b)
    let (c0, c1) = (b / a, 1 + 1 / a)
    var (p, s) = (1.0, a + 1)
    var (numerator, denominator) = (0.0, 1.0)
    var (nextNumerator, nextDenominator) = (1.0, c / c1)
    var ratio = c1 / c
    for step in 1..<100_000 {
      let n = Double(step)
      let t = n / a
      let w = n * (b - n) * x
      let e = a / s
      let alpha: Double = (p * (p + c0) * e * e) * (w * x)
      let factor = (1 + t) / (c1 + t + t)
      let beta: Double = n + w / s + factor * (c + n * (complement + 1))
      p = 1 + t
      s += 2
      (numerator, nextNumerator) = (nextNumerator, alpha * numerator + beta * nextNumerator)
      (denominator, nextDenominator) = (nextDenominator, alpha * denominator + beta * nextDenominator)
      let before = ratio
      ratio = nextNumerator / nextDenominator
      if abs(ratio - before) <= 1e-16 * abs(ratio) { break }
      // Only ratios matter. Near 1 they cannot overflow.
      numerator /= nextDenominator
      denominator /= nextDenominator
      (nextNumerator, nextDenominator) = (ratio, 1)
    }
    return ratio
  }
}
