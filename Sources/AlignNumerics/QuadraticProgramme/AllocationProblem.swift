/// How a sum of money is to be shared among lines: minimise
///
///     ½ Σᵢ ωᵢ ((Lᵀx)ᵢ − τᵢ)² / E² + ½ λ Σ (x_ℓ − b_ℓ)² / (b_ℓ E)   subject to   l ≤ x ≤ u,  g ≤ Gᵀx ≤ h,
///
/// which is DESIGN §9 with all money divided by E. The envelope is one of the rows of G. All money is in one unit.
public struct AllocationProblem: Sendable {
  /// b, by line; a line with b ≤ 0 must have equal bounds.
  public var base: [Double]
  /// l, by line; finite.
  public var lower: [Double]
  /// u, by line; may be infinite.
  public var upper: [Double]
  /// L: lines × indicators.
  public var shares: SparseMatrix
  /// ω ≥ 0, by indicator.
  public var weight: [Double]
  /// τ, by indicator.
  public var target: [Double]
  /// G: lines × rows, such as the envelope.
  public var limits: SparseMatrix
  /// g, by row of G; may be infinite.
  public var limitLower: [Double]
  /// h, by row of G; may be infinite.
  public var limitUpper: [Double]
  /// λ ≥ 0: how dear it is to leave today's budget.
  public var inertia: Double
  /// E > 0, by which all money is divided.
  public var scale: Double

  /// A problem from its parts.
  ///
  /// - Precondition: the parts are of matching lengths.
  public init(
    base: [Double], lower: [Double], upper: [Double], shares: SparseMatrix, weight: [Double], target: [Double],
    limits: SparseMatrix, limitLower: [Double], limitUpper: [Double], inertia: Double, scale: Double
  ) {
    precondition(lower.count == base.count && upper.count == base.count, "one bound a line")
    precondition(shares.rows == base.count && limits.rows == base.count, "one row a line")
    precondition(weight.count == shares.columns && target.count == shares.columns, "one target an indicator")
    precondition(limitLower.count == limits.columns && limitUpper.count == limits.columns, "one bound a row of G")
    self.base = base
    self.lower = lower
    self.upper = upper
    self.shares = shares
    self.weight = weight
    self.target = target
    self.limits = limits
    self.limitLower = limitLower
    self.limitUpper = limitUpper
    self.inertia = inertia
    self.scale = scale
  }

  /// The number of lines.
  public var count: Int { base.count }

  /// The objective at x.
  public func objective(_ x: [Double], jobs: Int = 1) -> Double {
    let reached = shares.transposedTimes(x, jobs: jobs)
    var fit = 0.0
    for index in reached.indices where weight[index] > 0 {
      let miss = (reached[index] - target[index]) / scale
      fit += weight[index] * miss * miss
    }
    var moved = 0.0
    for line in x.indices where base[line] > 0 {
      let move = x[line] - base[line]
      moved += move * move / (base[line] * scale)
    }
    return 0.5 * fit + 0.5 * inertia * moved
  }

  /// ∂ objective / ∂ (x_ℓ / E), by line: without a unit.
  func gradient(_ x: [Double], jobs: Int = 1) -> [Double] {
    var pull = shares.transposedTimes(x, jobs: jobs)
    for index in pull.indices { pull[index] = weight[index] * (pull[index] - target[index]) / scale }
    var gradient = shares.times(pull, jobs: jobs)
    for line in x.indices where base[line] > 0 { gradient[line] += inertia * (x[line] - base[line]) / base[line] }
    return gradient
  }

  /// What the objective is held against where it is near 0: what giving nothing at all would cost.
  var objectiveScale: Double {
    var fit = 0.0
    for index in target.indices where weight[index] > 0 {
      fit += weight[index] * (target[index] / scale) * (target[index] / scale)
    }
    var all = 0.0
    for base in base where base > 0 { all += base / scale }
    return 0.5 * fit + 0.5 * inertia * all
  }
}
