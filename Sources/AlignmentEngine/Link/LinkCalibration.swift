import Foundation

/// Turns what a blend says into probabilities that hold: learnt on suggestions for texts that the blend had not seen.
///
/// By beta calibration (Kull, Silva Filho & Flach 2017), whatever their number: ln p/(1 − p) = a ln r − b ln(1 − r) + c with a, b ≥ 0. A
/// blend that is too sure only near 1, or only near 0, is held back there and not elsewhere, which a logistic curve cannot, and three
/// numbers do not follow chance, which steps do.
package struct LinkCalibration: Sendable, Hashable {
  /// a, b and c.
  let near0: Double
  let near1: Double
  let offset: Double

  /// Learns a curve from raw probabilities and whether each was right.
  init(_ pairs: [(raw: Double, isRight: Bool)]) {
    var curve = Self.fit(pairs, isFree: (true, true))
    if curve.a < 0 { curve = Self.fit(pairs, isFree: (false, true)) }
    if curve.b < 0 { curve = Self.fit(pairs, isFree: (curve.a != 0, false)) }
    (near0, near1, offset) = (max(0, curve.a), max(0, curve.b), curve.c)
  }

  /// The calibrated probability of a raw one.
  package func probability(_ raw: Double) -> Double {
    let (u, v) = Self.logarithms(raw)
    return 1 / (1 + exp(-(near0 * u + near1 * v + offset)))
  }

  private static func logarithms(_ raw: Double) -> (Double, Double) {
    let inside = min(max(raw, 1e-9), 1 - 1e-9)
    return (log(inside), -log1p(-inside))
  }

  /// By Newton's method, drawn slightly towards the curve that changes nothing; what is not free is 0.
  private static func fit(_ pairs: [(raw: Double, isRight: Bool)], isFree: (a: Bool, b: Bool)) -> (
    a: Double, b: Double, c: Double
  ) {
    var at = [isFree.a ? 1.0 : 0, isFree.b ? 1.0 : 0, 0]
    let beginning = at
    let free = [isFree.a, isFree.b, true]
    let points = pairs.map { pair in
      let (u, v) = logarithms(pair.raw)
      return (u, v, pair.isRight)
    }
    for _ in 0..<100 {
      var gradient = (0..<3).map { beginning[$0] - at[$0] }
      var hessian = [1.0, 0, 0, 0, 1, 0, 0, 0, 1]
      for (u, v, isRight) in points {
        let p = 1 / (1 + exp(-(at[0] * u + at[1] * v + at[2])))
        let (residual, weight) = ((isRight ? 1 : 0) - p, p * (1 - p))
        let x = [u, v, 1]
        for i in 0..<3 {
          gradient[i] += residual * x[i]
          for j in 0..<3 { hessian[3 * i + j] += weight * x[i] * x[j] }
        }
      }
      for i in 0..<3 where !free[i] {
        gradient[i] = 0
        for j in 0..<3 where j != i { (hessian[3 * i + j], hessian[3 * j + i]) = (0, 0) }
      }
      guard let step = solve(hessian, gradient) else { break }
      // A step that overshoots would end where the curve is flat.
      let scale = min(1, 2 / max(step.map(abs).max() ?? 0, 1e-12))
      for i in 0..<3 { at[i] += scale * step[i] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    return (at[0], at[1], at[2])
  }

  /// Three equations by Cramer's rule.
  private static func solve(_ m: [Double], _ y: [Double]) -> [Double]? {
    func determinant(_ m: [Double]) -> Double {
      m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6])
    }
    let whole = determinant(m)
    guard abs(whole) > 1e-12 else { return nil }
    return (0..<3).map { column in
      var other = m
      for row in 0..<3 { other[3 * row + column] = y[row] }
      return determinant(other) / whole
    }
  }
}
