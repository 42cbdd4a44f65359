/// The residuals that prove a solution. They are computed on the original problem, in its own unit, whatever way the solver
/// took.
///
/// The multipliers of a line's bounds are its gradient divided by sign, so the gap bounds how far the objective is above the
/// least possible one.
public struct Certificate: Sendable, Hashable {
  /// The largest violation of any bound or row, as a share of E.
  public var primalResidual: Double
  /// The largest error of stationarity, or multiplier of the wrong sign, as a share of the largest gradient (where that is
  /// near 0, of 1e-6 of the largest gradient of an empty budget).
  public var dualResidual: Double
  /// The objective less its lower bound, as a share of the objective (where that is near 0, of 1e-6 of the objective of an
  /// empty budget).
  public var gap: Double
  /// The objective.
  public var objective: Double

  /// The largest primal residual of a solution that counts as certified.
  public static let primalTolerance = 1e-9
  /// The largest dual residual of a solution that counts as certified.
  public static let dualTolerance = 1e-8
  /// The largest duality gap of a solution that counts as certified.
  public static let gapTolerance = 1e-8

  /// Whether all three are within their tolerances.
  public var holds: Bool {
    primalResidual <= Self.primalTolerance && dualResidual <= Self.dualTolerance && gap <= Self.gapTolerance
  }

  /// The worst of the three, each over its tolerance, by which two certificates are compared.
  var worstRatio: Double {
    let worst = max(
      primalResidual / Self.primalTolerance, dualResidual / Self.dualTolerance, gap / Self.gapTolerance)
    return worst.isNaN ? .infinity : worst
  }
}

/// The optimality conditions of the original problem at x and the multipliers of the rows.
struct OptimalityCheck {
  var certificate: Certificate
  /// ∂ objective / ∂ (l_ℓ / E) ≥ 0.
  var lowerMultiplier: [Double]
  /// −∂ objective / ∂ (u_ℓ / E) ≥ 0.
  var upperMultiplier: [Double]
  /// Gᵀx.
  var activity: [Double]

  /// Checks x and the multipliers.
  ///
  /// - Parameter multipliers: v, by row of G, without a unit: > 0 where the upper bound is active, < 0 where the lower one is.
  init(_ problem: AllocationProblem, x: [Double], multipliers: [Double], jobs: Int) {
    let scale = problem.scale
    activity = problem.constraints.transposedTimes(x, jobs: jobs)
    let own = problem.gradient(x, jobs: jobs)
    let fromRows = problem.constraints.times(multipliers, jobs: jobs)
    lowerMultiplier = Array(repeating: 0, count: x.count)
    upperMultiplier = lowerMultiplier
    var primal = 0.0
    var gap = 0.0
    var largest = 0.0
    var dual = 0.0
    for line in x.indices {
      primal = max(primal, problem.lower[line] - x[line], x[line] - problem.upper[line])
      largest = max(largest, abs(own[line]), abs(fromRows[line]))
      let gradient = own[line] + fromRows[line]
      if gradient >= 0 {
        lowerMultiplier[line] = gradient
        gap += gradient * (x[line] - problem.lower[line]) / scale
      } else if problem.upper[line] < .infinity {
        upperMultiplier[line] = -gradient
        gap += -gradient * (problem.upper[line] - x[line]) / scale
      } else {
        dual = max(dual, -gradient)
      }
      if !x[line].isFinite || !gradient.isFinite { primal = .infinity }
    }
    for row in multipliers.indices {
      let multiplier = multipliers[row]
      primal = max(primal, problem.constraintLower[row] - activity[row], activity[row] - problem.constraintUpper[row])
      let bound = multiplier > 0 ? problem.constraintUpper[row] : problem.constraintLower[row]
      if multiplier == 0 { continue }
      if bound.isFinite {
        gap += multiplier * (bound - activity[row]) / scale
      } else {
        dual = max(dual, abs(multiplier))
      }
    }
    // At an answer that nothing presses away from, all gradients are rounding errors.
    let empty = problem.gradient(Array(repeating: 0, count: x.count), jobs: jobs)
    largest = max(largest, 1e-6 * empty.reduce(0) { max($0, abs($1)) })
    let objective = problem.objective(x, jobs: jobs)
    let floor = max(abs(objective), 1e-6 * problem.emptyObjective)
    certificate = Certificate(
      primalResidual: max(primal, 0) / scale, dualResidual: largest > 0 ? dual / largest : 0,
      gap: floor > 0 ? abs(gap) / floor : abs(gap), objective: objective)
  }
}
