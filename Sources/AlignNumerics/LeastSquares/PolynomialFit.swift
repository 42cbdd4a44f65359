import Foundation

/// The least-squares polynomial of a given degree, accurate to the last digits even where its powers are nearly dependent.
///
/// Powers of x round in double precision, and at degree ten that alone can cost half the digits. So x is shifted and scaled to
/// about [−1, 1], the powers and the residuals are in double-double, and the polynomial is expanded in x exactly.
package struct PolynomialFit: Sendable {
  /// The coefficients of x⁰, x¹, …
  package let coefficients: [Double]
  /// The fit in the shifted and scaled powers: residuals, rank, condition number and optimality.
  package let solution: LeastSquaresSolution
  /// How many of the 32 digits the expansion can have cost at most; above about 16 the last digits of a coefficient are in
  /// doubt.
  package let digitsLost: Double

  /// Fits a polynomial.
  ///
  /// - Parameters:
  ///   - degree: 0 or more.
  ///   - x: m values, at least degree + 1 of them distinct.
  ///   - y: m values.
  /// - Throws: ``LeastSquaresError/needs(_:)`` where there are too few distinct points.
  /// - Complexity: O(m · degree²).
  package init(degree: Int, x: [Double], y: [Double]) throws(LeastSquaresError) {
    if degree < 0 { throw .needs("a polynomial's degree must be 0 or more, found \(degree)") }
    try algebra { () throws(AlgebraError) in
      try Lapack.requireFinite(x, "x")
      try Lapack.require(y.count, is: x.count, "entries")
    }
    let (low, high) = (x.min() ?? 0, x.max() ?? 0)
    let center = low / 2 + high / 2
    let half = high / 2 - low / 2
    // A power of two, so that scaling is exact.
    let scale = half > 0 ? Double(sign: .plus, exponent: half.exponent, significand: 1) : 1
    var (powers, lowParts) = (
      Matrix(rows: x.count, columns: degree + 1), Matrix(rows: x.count, columns: degree + 1)
    )
    for row in x.indices {
      let shifted = DoubleDouble(sum: x[row], -center)
      let t = DoubleDouble(sum: shifted.high / scale, shifted.low / scale)
      var power = DoubleDouble(1)
      for column in 0...degree {
        (powers[row, column], lowParts[row, column]) = (power.high, power.low)
        power = power * t
      }
    }
    let problem = try LeastSquaresProblem(powers, y, lowPart: lowParts)
    let rank = try Rank(of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling)
    guard rank.isFull else {
      throw .needs("a polynomial of degree \(degree) needs \(degree + 1) points that lie well apart")
    }
    let (solution, exact) = try problem.solution(of: rank, refinement: .always, precision: 1e-29)
    self.solution = solution
    (coefficients, digitsLost) = Self.expanded(exact, center: center, scale: scale)
  }

  /// Σ c ((x − center) / scale)ᵏ expanded in powers of x, by Horner's rule.
  private static func expanded(_ c: [DoubleDouble], center: Double, scale: Double) -> ([Double], Double) {
    let (offset, factor) = (DoubleDouble(-center / scale), DoubleDouble(1 / scale))
    var polynomial: [DoubleDouble] = []
    var sizes: [Double] = []
    for coefficient in c.reversed() {
      var next = Array(repeating: DoubleDouble(0), count: polynomial.count + 1)
      var nextSizes = Array(repeating: 0.0, count: next.count)
      for (power, value) in polynomial.enumerated() {
        next[power] = next[power] + value * offset
        next[power + 1] = next[power + 1] + value * factor
        nextSizes[power] += sizes[power] * abs(offset.high)
        nextSizes[power + 1] += sizes[power] * factor.high
      }
      next[0] = next[0] + coefficient
      nextSizes[0] += abs(coefficient.high)
      (polynomial, sizes) = (next, nextSizes)
    }
    let lost = zip(polynomial, sizes).reduce(0.0) { lost, pair in
      pair.0.high == 0 ? lost : max(lost, pair.1 / abs(pair.0.high))
    }
    return (polynomial.map(\.rounded), lost > 0 ? max(0, log10(lost)) : 0)
  }
}
