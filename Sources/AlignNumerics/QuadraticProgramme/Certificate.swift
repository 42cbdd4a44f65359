/// What proves an allocation: worked out from the problem as it was posed, in its own unit, whatever way the solver took.
///
/// The multipliers of a line's bounds are its gradient split by sign, so the gap bounds how far the objective is above the
/// least possible one.
public struct Certificate: Sendable, Hashable {
  /// The worst violation of any bound or row, as a part of E.
  public var primalResidual: Double
  /// The worst error of stationarity, or multiplier of a wrong sign, as a part of the largest gradient.
  public var dualResidual: Double
  /// The objective less its lower bound, as a part of the objective (where that is near 0, of 1e-6 of the objective of an
  /// empty budget).
  public var gap: Double
  /// The objective.
  public var objective: Double

  /// What an answer must keep to.
  public static let primalTolerance = 1e-9
  /// The largest dual residual of a solution that counts as certified.
  public static let dualTolerance = 1e-8
  /// The largest duality gap of a solution that counts as certified.
  public static let gapTolerance = 1e-8

  /// Whether all three keep to what is asked.
  public var holds: Bool {
    primalResidual <= Self.primalTolerance && dualResidual <= Self.dualTolerance && gap <= Self.gapTolerance
  }

  /// One figure to compare two certificates by: the worst of the three, each over its tolerance.
  var badness: Double {
    let worst = max(
      primalResidual / Self.primalTolerance, dualResidual / Self.dualTolerance, gap / Self.gapTolerance)
    return worst.isNaN ? .infinity : worst
  }
}

/// A proposed answer with its multipliers, held against the problem as it was posed.
struct Checked {
  var certificate: Certificate
  /// ∂ objective / ∂ (l_ℓ / E) ≥ 0 and −∂ objective / ∂ (u_ℓ / E) ≥ 0.
  var lowerPrice: [Double]
  var upperPrice: [Double]
  /// Gᵀx.
  var activity: [Double]

  /// Checks x and the multipliers of the rows.
  ///
  /// - Parameters:
  ///   - price: v, by row of G: > 0 presses from its upper bound, < 0 from its lower one; without a unit.
  init(_ problem: AllocationProblem, x: [Double], price: [Double], jobs: Int) {
    let scale = problem.scale
    activity = problem.limits.transposedTimes(x, jobs: jobs)
    let own = problem.gradient(x, jobs: jobs)
    let pressed = problem.limits.times(price, jobs: jobs)
    lowerPrice = Array(repeating: 0, count: x.count)
    upperPrice = lowerPrice
    var primal = 0.0
    var gap = 0.0
    var steepest = 0.0
    var dual = 0.0
    for line in x.indices {
      primal = max(primal, problem.lower[line] - x[line], x[line] - problem.upper[line])
      steepest = max(steepest, abs(own[line]), abs(pressed[line]))
      let gradient = own[line] + pressed[line]
      if gradient >= 0 {
        lowerPrice[line] = gradient
        gap += gradient * (x[line] - problem.lower[line]) / scale
      } else if problem.upper[line] < .infinity {
        upperPrice[line] = -gradient
        gap += -gradient * (problem.upper[line] - x[line]) / scale
      } else {
        dual = max(dual, -gradient)
      }
      if !x[line].isFinite || !gradient.isFinite { primal = .infinity }
    }
    for row in price.indices {
      primal = max(primal, problem.limitLower[row] - activity[row], activity[row] - problem.limitUpper[row])
      let bound = price[row] > 0 ? problem.limitUpper[row] : problem.limitLower[row]
      if price[row] == 0 { continue }
      if bound.isFinite {
        gap += price[row] * (bound - activity[row]) / scale
      } else {
        dual = max(dual, abs(price[row]))
      }
    }
    let objective = problem.objective(x, jobs: jobs)
    let floor = max(abs(objective), 1e-6 * problem.objectiveScale)
    certificate = Certificate(
      primalResidual: max(primal, 0) / scale, dualResidual: steepest > 0 ? dual / steepest : 0,
      gap: floor > 0 ? abs(gap) / floor : abs(gap), objective: objective)
  }
}
