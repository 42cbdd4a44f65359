/// An ``AllocationProblem`` in which some lines are whole or nothing: x_ℓ is 0, or lies within its own bounds.
///
///     x_ℓ ∈ {0} ∪ [l_ℓ, u_ℓ]  for ℓ indivisible,   x_ℓ ∈ [l_ℓ, u_ℓ]  for all others
package struct SemicontinuousProblem: Sendable {
  /// The objective, the rows, and the bounds; those of an indivisible line are what it gets where it is in.
  package var allocation: AllocationProblem
  /// Whether a line may be left out, by line.
  package private(set) var mayBeLeftOut: [Bool]
  /// The lines that may be left out, in order.
  package private(set) var choices: [Int] = []

  /// - Precondition: one value per line; an indivisible line has 0 < l ≤ u < ∞, or it is taken for a divisible one.
  package init(_ allocation: AllocationProblem, mayBeLeftOut: [Bool]) {
    precondition(mayBeLeftOut.count == allocation.count, "one choice per line")
    self.allocation = allocation
    self.mayBeLeftOut = mayBeLeftOut.indices.map {
      mayBeLeftOut[$0] && allocation.lower[$0] > 0 && allocation.lower[$0] <= allocation.upper[$0]
        && allocation.upper[$0] < .infinity && allocation.base[$0] > 0
    }
    choices = self.mayBeLeftOut.indices.filter { self.mayBeLeftOut[$0] }
  }

  /// What is known of a line that may be left out.
  package enum Choice: Int8, Sendable {
    case open, isIn, isOut
  }

  /// The convex problem that is left where every choice is made.
  ///
  /// - Parameter isIn: by line.
  package func chosen(_ isIn: [Bool]) -> AllocationProblem {
    var problem = allocation
    for line in choices where !isIn[line] { (problem.lower[line], problem.upper[line]) = (0, 0) }
    return problem
  }

  /// The penalty of a line at x times E: ½ λ (x − b)² / b.
  func penalty(_ line: Int, _ x: Double) -> Double {
    let departure = x - allocation.base[line]
    return 0.5 * allocation.curvature(line) * departure * departure
  }
}
