/// How far a limit on a sum may move before its shadow price leaves the straight line on which it is.
///
/// Within the range the same lines and limits stand at their bounds, so amounts and prices change in proportion to the move
/// and the objective is a parabola; at its end one more of them meets its bound, or one leaves it.
package struct PriceRange: Sendable, Hashable {
  /// How far the limit may fall (0 or below) and rise, in the unit of the problem; infinite where nothing ever meets a bound.
  package var down: Double
  package var up: Double
  /// What the price changes by per unit of the move.
  package var slope: Double
  /// By line what its amount changes by per unit of the move.
  package var change: [Double]
}

extension AllocationSolution {
  /// By row of G its range; nil for a row that is not active, and where lines that move cannot follow it.
  ///
  /// - Parameter problem: the problem of which this is the solution; its penalty must be above 0.
  /// - Complexity: one factorisation whose order is the number of indicators and active rows, and a pass over the links for
  ///   each active row.
  package func priceRanges(in problem: AllocationProblem) -> [PriceRange?] {
    PriceRanging(problem, self)?.ranges ?? problem.constraintLower.map { _ in nil }
  }
}

/// The derivatives of a solution by the bounds of its active rows, with the active set as it is:
///
///     D dx + L dv − G dy = 0,   Lᵀdx = W⁻¹ dv,   Gᵀdx = e_r        (lines that are free, rows that are active)
///
/// All money is divided by E.
private struct PriceRanging {
  private let problem: AllocationProblem
  private let solution: AllocationSolution
  private var isFree: [Bool] = []
  private var active: [Int] = []
  private var indicators: [Int] = []
  private var factor: LU?

  init?(_ problem: AllocationProblem, _ solution: AllocationSolution) {
    (self.problem, self.solution) = (problem, solution)
    let margin = 1e-9 * problem.scale
    isFree = (0..<problem.count).map { line in
      let x = solution.amounts[line]
      return problem.curvature(line) > 0 && x - problem.lower[line] > margin && problem.upper[line] - x > margin
    }
    var moves = Array(repeating: false, count: problem.constraints.columns)
    var reached = Array(repeating: false, count: problem.shares.columns)
    for line in 0..<problem.count where isFree[line] {
      for row in problem.constraints.row(line).columns { moves[Int(row)] = true }
      for column in problem.shares.row(line).columns { reached[Int(column)] = true }
    }
    active = moves.indices.filter { moves[$0] && solution.shadowPrice[$0] != 0 }
    indicators = reached.indices.filter { reached[$0] && problem.weight[$0] > 0 }
    guard !active.isEmpty else { return nil }
    let order = indicators.count + active.count
    var place = Array(repeating: -1, count: problem.shares.columns)
    for (index, column) in indicators.enumerated() { place[column] = index }
    var rowPlace = Array(repeating: -1, count: problem.constraints.columns)
    for (index, row) in active.enumerated() { rowPlace[row] = indicators.count + index }
    var matrix = Matrix(rows: order, columns: order)
    for (index, column) in indicators.enumerated() { matrix[index, index] = 1 / problem.weight[column] }
    for line in 0..<problem.count where isFree[line] {
      var entries: [(Int, Double)] = []
      let (columns, shares) = problem.shares.row(line)
      for (column, share) in zip(columns, shares) where place[Int(column)] >= 0 {
        entries.append((place[Int(column)], share))
      }
      let (rows, parts) = problem.constraints.row(line)
      for (row, part) in zip(rows, parts) where rowPlace[Int(row)] >= 0 { entries.append((rowPlace[Int(row)], -part)) }
      let weight = 1 / (problem.curvature(line) * problem.scale)
      for (row, left) in entries { for (column, right) in entries { matrix[row, column] += weight * left * right } }
    }
    guard let made = try? LU(matrix) else { return nil }
    factor = made
  }

  var ranges: [PriceRange?] {
    var ranges = [PriceRange?](repeating: nil, count: problem.constraints.columns)
    for (index, row) in active.enumerated() { ranges[row] = range(index) }
    return ranges
  }

  private func range(_ index: Int) -> PriceRange? {
    var right = Matrix(rows: indicators.count + active.count, columns: 1)
    right[indicators.count + index, 0] = 1
    guard let change = try? factor?.solve(right) else { return nil }
    let scale = problem.scale
    // By indicator and by row of G what their multipliers change by, per unit of the move over E.
    var dv = Array(repeating: 0.0, count: problem.shares.columns)
    var dy = Array(repeating: 0.0, count: problem.constraints.columns)
    for (at, column) in indicators.enumerated() { dv[column] = change[at, 0] }
    for (at, row) in active.enumerated() { dy[row] = change[indicators.count + at, 0] }
    let fromIndicators = problem.shares.times(dv)
    let fromRows = problem.constraints.times(dy)
    var dx = Array(repeating: 0.0, count: problem.count)
    for line in dx.indices where isFree[line] {
      dx[line] = (fromRows[line] - fromIndicators[line]) / (problem.curvature(line) * scale)
    }
    let activity = problem.constraints.transposedTimes(dx)
    guard dx.allSatisfy(\.isFinite), abs(activity[active[index]] - 1) < 1e-6 else { return nil }
    var (down, up) = (-Double.infinity, Double.infinity)
    /// A value that must not fall below 0 changes by so much per unit.
    func hold(_ value: Double, _ rate: Double) {
      if rate < 0 { up = min(up, max(0, value) / -rate) }
      if rate > 0 { down = max(down, -max(0, value) / rate) }
    }
    for line in dx.indices {
      if isFree[line] {
        guard abs(dx[line]) > 1e-12 else { continue }
        hold(solution.amounts[line] - problem.lower[line], dx[line])
        if problem.upper[line] < .infinity { hold(problem.upper[line] - solution.amounts[line], -dx[line]) }
      } else if problem.upper[line] > problem.lower[line] {
        // What presses a line against its bound, over E squared, changes as the multipliers do.
        let rate = (fromIndicators[line] - fromRows[line]) / (scale * scale)
        guard abs(rate) > 1e-14 / (scale * scale) else { continue }
        let isAtLower =
          solution.lowerShadowPrice[line] > 0
          || solution.upperShadowPrice[line] == 0
            && solution.amounts[line] - problem.lower[line] <= problem.upper[line] - solution.amounts[line]
        if isAtLower {
          hold(solution.lowerShadowPrice[line], rate)
        } else {
          hold(-solution.upperShadowPrice[line], -rate)
        }
      }
    }
    for row in activity.indices where row != active[index] {
      if solution.shadowPrice[row] != 0 {
        if problem.constraintLower[row] == problem.constraintUpper[row] { continue }
        let sign: Double = solution.shadowPrice[row] > 0 ? 1 : -1
        hold(sign * solution.shadowPrice[row], sign * dy[row] / (scale * scale))
      } else if abs(activity[row]) > 1e-12 {
        if problem.constraintLower[row] > -.infinity {
          hold(solution.activity[row] - problem.constraintLower[row], activity[row])
        }
        if problem.constraintUpper[row] < .infinity {
          hold(problem.constraintUpper[row] - solution.activity[row], -activity[row])
        }
      }
    }
    // A floor or cap that stops pressing has come to the end of its range.
    let own = active[index]
    if problem.constraintLower[own] != problem.constraintUpper[own] {
      let sign: Double = solution.shadowPrice[own] > 0 ? 1 : -1
      hold(sign * solution.shadowPrice[own], sign * dy[own] / (scale * scale))
    }
    return PriceRange(down: down, up: up, slope: dy[own] / (scale * scale), change: dx)
  }
}
