/// A lower bound on the objective of a ``SemicontinuousProblem`` from any multipliers: v of the indicators' misses and y of
/// the rows, without a unit.
///
///     D(v, y) = Σ_ℓ min { ½ λ (x − b)² / (b E) + (L v + G y)_ℓ x / E  :  x ∈ {0} ∪ [l, u] }
///             − Σᵢ (½ vᵢ² / ωᵢ + vᵢ τᵢ / E) − Σ_r y_r (h_r where y_r > 0, else g_r) / E
///
/// Lines are minimised one by one, so the bound knows that they are whole or nothing. At its best it equals the value of the
/// relaxation by convex hulls.
struct LagrangianBound: Sendable {
  let problem: SemicontinuousProblem
  /// By line λ / b.
  private let curvature: [Double]

  init(_ problem: SemicontinuousProblem) {
    self.problem = problem
    curvature = (0..<problem.allocation.count).map(problem.allocation.curvature)
  }

  /// The least value of a line's part, times E, with the slope that the multipliers give it.
  @inline(__always)
  private func within(_ line: Int, _ slope: Double) -> Double {
    let (low, high) = (problem.allocation.lower[line], problem.allocation.upper[line])
    let curvature = curvature[line]
    let x: Double
    if curvature > 0 {
      x = min(max(problem.allocation.base[line] - slope / curvature, low), high)
    } else {
      x = slope < 0 ? high : low
    }
    // A line without an upper bound and without a penalty.
    return x.isFinite ? problem.penalty(line, x) + slope * x : -.infinity
  }

  /// What is left of the bound beside the lines.
  private func rest(_ multipliers: AllocationSolution.Multipliers) -> Double {
    let allocation = problem.allocation
    var value = 0.0
    for (index, v) in multipliers.indicators.enumerated() where allocation.weight[index] > 0 {
      value -= 0.5 * v * v / allocation.weight[index] + v * allocation.target[index] / allocation.scale
    }
    for (row, y) in multipliers.rows.enumerated() where y != 0 {
      value -= y * (y > 0 ? allocation.constraintUpper[row] : allocation.constraintLower[row]) / allocation.scale
    }
    return value
  }

  /// (L v + G y), by line.
  func slopes(_ multipliers: AllocationSolution.Multipliers) -> [Double] {
    let allocation = problem.allocation
    let v = multipliers.indicators.indices.map { allocation.weight[$0] > 0 ? multipliers.indicators[$0] : 0 }
    var slopes = allocation.shares.times(v)
    let fromRows = allocation.constraints.times(multipliers.rows)
    for line in slopes.indices { slopes[line] += fromRows[line] }
    return slopes
  }

  /// The bound, and by choice what being in costs beyond being out: negative where it is better in.
  struct Value {
    var bound: Double
    var difference: [Double]
  }

  /// The bound where some choices are made.
  func value(_ multipliers: AllocationSolution.Multipliers, _ choices: [SemicontinuousProblem.Choice]) -> Value {
    let slopes = slopes(multipliers)
    let scale = problem.allocation.scale
    var sum = 0.0
    for line in slopes.indices where !problem.mayBeLeftOut[line] { sum += within(line, slopes[line]) }
    var difference = Array(repeating: 0.0, count: choices.count)
    for (index, line) in problem.choices.enumerated() {
      let inside = within(line, slopes[line])
      let outside = problem.penalty(line, 0)
      difference[index] = (inside - outside) / scale
      switch choices[index] {
      case .open: sum += min(inside, outside)
      case .isIn: sum += inside
      case .isOut: sum += outside
      }
    }
    return Value(bound: sum / scale + rest(multipliers), difference: difference)
  }
}
