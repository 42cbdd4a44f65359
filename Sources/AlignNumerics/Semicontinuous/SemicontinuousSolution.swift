/// The solution of a ``SemicontinuousProblem``, with the proof of how good it is.
package struct SemicontinuousSolution: Sendable {
  /// By line; true where it is divisible.
  package var isIn: [Bool]
  /// The solution of the convex problem in which every choice is made as here.
  package var chosen: AllocationSolution
  /// The objective, and a lower bound that no amounts within the limits pass.
  package var objective: Double
  package var bound: Double
  /// Relaxations that were solved.
  package var nodes: Int
  /// The cases into which the choices were divided, of which each proves the bound by its multipliers.
  package var cases: [Case]
  /// Multipliers that several cases may share.
  package var multipliers: [Multipliers]

  /// The objective less the bound, as a share of the objective.
  package var gap: Double {
    objective > bound ? (objective - bound) / max(abs(objective), .leastNormalMagnitude) : 0
  }

  /// Multipliers without a unit, as ``LagrangianBound`` takes them.
  package struct Multipliers: Sendable {
    package var indicators: [Double]
    package var rows: [Double]
  }

  /// One case: choices that are made in it, and why nothing in it is better than the bound.
  package struct Case: Sendable {
    /// Lines that are in and that are out.
    package var isIn: [Int]
    package var isOut: [Int]
    /// The place of its multipliers.
    package var multipliers: Int
    /// Whether the multipliers of the rows prove that nothing within the limits is left in it.
    package var isInfeasible: Bool
    package var bound: Double
  }
}

/// Why there is no solution.
package enum SemicontinuousFailure: Error, Sendable {
  /// Nothing within the limits, even if lines could be divided.
  case relaxation(AllocationFailure)
  /// Proved: lines that are whole or nothing cannot satisfy the limits.
  case noWholeChoice
  /// Neither found nor excluded within the nodes allowed.
  case undecided(nodes: Int)
}
