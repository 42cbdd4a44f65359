/// A convex quadratic programme that allocates an envelope to lines:
///
///     minimise    ½ Σᵢ ωᵢ ((Lᵀx)ᵢ − τᵢ)² / E² + ½ λ Σ (x_ℓ − b_ℓ)² / (b_ℓ E)
///     subject to  l ≤ x ≤ u,  g ≤ Gᵀx ≤ h
///
/// The envelope is one of the rows of G. All money is in one unit.
public struct AllocationProblem: Sendable {
  /// b, by line: the current budget. A line with b ≤ 0 must have equal bounds.
  public var base: [Double]
  /// l, by line; finite.
  public var lower: [Double]
  /// u, by line; may be infinite.
  public var upper: [Double]
  /// L: lines × indicators, the share of a line that counts for an indicator.
  public var shares: SparseMatrix
  /// ω ≥ 0, by indicator: the price of missing its target.
  public var weight: [Double]
  /// τ, by indicator: the funding that it should receive.
  public var target: [Double]
  /// G: lines × rows, each a constraint on a sum of lines, such as the envelope.
  public var constraints: SparseMatrix
  /// g, by row of G; may be infinite.
  public var constraintLower: [Double]
  /// h, by row of G; may be infinite.
  public var constraintUpper: [Double]
  /// λ ≥ 0: the penalty for departing from the current budget.
  public var inertia: Double
  /// E > 0, by which all money is divided.
  public var scale: Double
  /// By line what stands in place of λ / b_ℓ, where the penalty is another one; b may then be any number.
  package var ownCurvature: [Double]?

  /// A problem from its parts.
  ///
  /// - Precondition: the parts are of matching lengths.
  public init(
    base: [Double], lower: [Double], upper: [Double], shares: SparseMatrix, weight: [Double], target: [Double],
    constraints: SparseMatrix, constraintLower: [Double], constraintUpper: [Double], inertia: Double, scale: Double
  ) {
    precondition(lower.count == base.count && upper.count == base.count, "one bound per line")
    precondition(shares.rows == base.count && constraints.rows == base.count, "one row per line")
    precondition(weight.count == shares.columns && target.count == shares.columns, "one target per indicator")
    precondition(
      constraintLower.count == constraints.columns && constraintUpper.count == constraints.columns,
      "one bound per row of G")
    self.base = base
    self.lower = lower
    self.upper = upper
    self.shares = shares
    self.weight = weight
    self.target = target
    self.constraints = constraints
    self.constraintLower = constraintLower
    self.constraintUpper = constraintUpper
    self.inertia = inertia
    self.scale = scale
  }

  /// The number of lines.
  public var count: Int { base.count }

  /// The penalty's second derivative, ∂² objective / ∂ x_ℓ² times E: λ / b_ℓ, and 0 where there is no penalty.
  package func curvature(_ line: Int) -> Double {
    ownCurvature?[line] ?? (base[line] > 0 ? inertia / base[line] : 0)
  }

  /// The objective at x.
  public func objective(_ x: [Double], jobs: Int = 1) -> Double {
    let funding = shares.transposedTimes(x, jobs: jobs)
    var fit = 0.0
    for index in funding.indices where weight[index] > 0 {
      let miss = (funding[index] - target[index]) / scale
      fit += weight[index] * miss * miss
    }
    var penalty = 0.0
    if let ownCurvature {
      for line in x.indices {
        let departure = x[line] - base[line]
        penalty += ownCurvature[line] * departure * departure / scale
      }
      return 0.5 * fit + 0.5 * penalty
    }
    for line in x.indices where base[line] > 0 {
      let departure = x[line] - base[line]
      penalty += departure * departure / (base[line] * scale)
    }
    return 0.5 * fit + 0.5 * inertia * penalty
  }

  /// ∂ objective / ∂ (x_ℓ / E), by line: without a unit.
  func gradient(_ x: [Double], jobs: Int = 1) -> [Double] {
    var miss = shares.transposedTimes(x, jobs: jobs)
    for index in miss.indices { miss[index] = weight[index] * (miss[index] - target[index]) / scale }
    var gradient = shares.times(miss, jobs: jobs)
    if let ownCurvature {
      for line in x.indices { gradient[line] += ownCurvature[line] * (x[line] - base[line]) }
      return gradient
    }
    for line in x.indices where base[line] > 0 { gradient[line] += inertia * (x[line] - base[line]) / base[line] }
    return gradient
  }

  /// The objective of an empty budget, against which a very small objective is measured.
  var emptyObjective: Double {
    var fit = 0.0
    for index in target.indices where weight[index] > 0 {
      fit += weight[index] * (target[index] / scale) * (target[index] / scale)
    }
    var total = 0.0
    for base in base where base > 0 { total += base / scale }
    return 0.5 * fit + 0.5 * inertia * total
  }
}
