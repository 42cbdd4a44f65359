/// The solution of an ``AllocationProblem``.
public struct AllocationSolution: Sendable {
  /// x, by line, in the unit of the problem.
  public var amounts: [Double]
  /// Gᵀx, by row of G.
  public var activity: [Double]
  /// ∂ objective / ∂ bound, by row of G, per unit of money: of the bound that is active. Above 0 it is a lower bound (or an
  /// equality) whose rise would cost; below 0 it is an upper bound (or an equality) whose rise would gain. 0 where neither
  /// bound is active.
  public var shadowPrice: [Double]
  /// ∂ objective / ∂ l ≥ 0, by line, per unit of money.
  public var lowerShadowPrice: [Double]
  /// ∂ objective / ∂ u ≤ 0, by line, per unit of money.
  public var upperShadowPrice: [Double]
  /// The residuals that prove the solution.
  public var certificate: Certificate
  /// Iterations of the interior point.
  public var iterations: Int
  /// Steps of the active-set method after the interior point.
  public var polishSteps: Int
  /// Where a solve of a changed problem begins.
  package var multipliers: Multipliers

  /// Multipliers without a unit.
  package struct Multipliers: Sendable {
    /// ω times the miss, by indicator.
    package var indicators: [Double]
    /// By row of G.
    package var rows: [Double]
  }
}

/// Why a problem has no certified solution.
public enum AllocationFailure: Error, Sendable {
  /// No x satisfies all bounds and rows: multipliers of the rows that prove it, or the line whose own bounds cross.
  case infeasible(ray: [Double], line: Int?)
  /// No solution could be certified; the best that was found, with its residuals. It must never be taken for a solution.
  case notCertified(AllocationSolution?)
}
