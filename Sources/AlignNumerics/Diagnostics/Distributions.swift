import Foundation

/// Student's t distribution.
package struct StudentT: Sendable {
  /// Degrees of freedom, above 0.
  package let degreesOfFreedom: Double

  /// The distribution with these degrees of freedom.
  package init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// P(|T| ≥ |t|), with a small relative error even far in the tail.
  package func twoSided(_ t: Double) -> Double {
    let square = t * t
    if !square.isFinite { return t.isNaN ? .nan : 0 }
    let sum = degreesOfFreedom + square
    return BetaFunction.regularized(
      degreesOfFreedom / 2, 0.5, x: degreesOfFreedom / sum, complement: square / sum)
  }

  /// P(T ≤ t).
  package func cumulative(_ t: Double) -> Double { t < 0 ? twoSided(t) / 2 : 1 - twoSided(t) / 2 }

  /// The t with P(|T| ≤ t) = `confidence`, by bisection.
  package func critical(confidence: Double) -> Double {
    let tail = 1 - confidence
    var (low, high) = (0.0, 1.0)
    while twoSided(high) > tail && high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = low / 2 + high / 2
      if middle == low || middle == high { break }
      if twoSided(middle) > tail { low = middle } else { high = middle }
    }
    return low / 2 + high / 2
  }
}

/// Fisher's F distribution.
package struct FisherF: Sendable {
  /// Degrees of freedom of the numerator, above 0.
  package let numerator: Double
  /// Degrees of freedom of the denominator, above 0.
  package let denominator: Double

  /// The distribution with these degrees of freedom.
  package init(_ numerator: Double, _ denominator: Double) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// P(F ≥ f), with a small relative error even far in the tail.
  package func upperTail(_ f: Double) -> Double {
    if f <= 0 { return 1 }
    if !f.isFinite { return f.isNaN ? .nan : 0 }
    let sum = denominator + numerator * f
    if !sum.isFinite { return 0 }
    return BetaFunction.regularized(
      denominator / 2, numerator / 2, x: denominator / sum, complement: numerator * f / sum)
  }
}
