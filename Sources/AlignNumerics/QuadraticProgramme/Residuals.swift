/// What the KKT system of a step is made of, by free line.
final class Residuals: @unchecked Sendable {
  private let storage: [SharedVector]
  /// The gradient of the objective and of the rows: λ (x − b) / b + C v.
  let gradient: Variables.Column
  /// D⁻¹, with D = λ / b + (z_l / ξ + z_u / η) / w: the Hessian with its barrier terms.
  let inverseHessian: Variables.Column
  /// The right-hand side of the corrector.
  let rightHandSide: Variables.Column

  init(count: Int) {
    storage = (0..<3).map { _ in SharedVector(count: count) }
    (gradient, inverseHessian, rightHandSide) = (storage[0].pointer, storage[1].pointer, storage[2].pointer)
  }
}

/// The state of an iteration, from which the solver decides whether to go on.
struct IterationInfo {
  /// Whether the residuals and the gap are within the tolerance.
  var isConverged: Bool
  /// Cᵀ D⁻¹ r of the predictor.
  var rightHandSide: [Double]
  /// μ: the mean of the complementary products, weighted by width.
  var mu: Double
  /// The largest violation of the rows' equations.
  var rowResidual: Double
}

/// The affine step: how far it may go, and the complementarity gap c₀ + c₁ α + c₂ α² after a step of length α.
struct AffineStep {
  var maximalLength = Double.infinity
  var constant = 0.0
  var linear = 0.0
  var quadratic = 0.0

  func gap(after length: Double) -> Double { constant + length * (linear + length * quadratic) }
}
