/// Which bound a line or a row is held at.
enum BoundState: Int8 {
  case atLower = -1
  case free = 0
  case atUpper = 1
}

/// A primal–dual active-set method, which polishes the answer of the interior point or starts from an earlier one.
///
/// Given multipliers v, the Lagrangian is least at
///
///     x = min(max(b − (C v) b / λ, l), u)
///
/// Holding the lines at the bounds where that puts them, solving for v, and asking again is Newton's method on a piecewise
/// linear equation. From a start near the solution it ends after a few steps, exact to rounding.
///
/// - Source: Hintermüller, Ito & Kunisch 2003 (primal–dual active sets as a semismooth Newton method).
final class ActiveSet {
  private let problem: PresolvedProblem
  private let system: KKTSystem
  private let lines: LagrangianMinimiser.Lines
  /// b / λ of the lines that are free, 0 of the others.
  private let inverseHessian: SharedVector
  /// The bound that a line is held at; b of a free one.
  private let reference: SharedVector
  private let indicatorCount: Int
  /// A small share of Σ b / λ, which regularises the rows of the Schur complement.
  private let regularisation: Double
  private var multipliers: [Double] = []
  private var rowStates: [RowState] = []

  /// Which bound of a row is active.
  private enum RowState { case inactive, atLower, atUpper, equality }

  /// What was found, and in how many steps.
  struct Outcome {
    var x: [Double]
    var multipliers: [Double]
    var steps: Int
  }

  /// - Parameter system: that of the same problem; no factor of it may be in use.
  init(_ problem: PresolvedProblem, _ system: KKTSystem) {
    self.problem = problem
    self.system = system
    indicatorCount = problem.indicators.count
    inverseHessian = SharedVector(count: problem.count)
    reference = SharedVector(count: problem.count)
    lines = .init(problem)
    regularisation = 1e-12 * problem.curvature.reduce(0) { $0 + 1 / $1 }
  }

  /// Runs until the active set no longer changes; nil where it still does after so many steps.
  ///
  /// - Parameters:
  ///   - start: v, by column of C.
  ///   - states: the bounds that the lines start at; if nil, those that v implies.
  func run(from start: [Double], states: [BoundState]? = nil, steps: Int) -> Outcome? {
    multipliers = start
    let largest = start[indicatorCount...].reduce(0) { max($0, abs($1)) }
    rowStates = problem.rows.indices.map { row in
      if problem.rowLower[row] == problem.rowUpper[row] { return .equality }
      let value = start[indicatorCount + row]
      if value > 1e-7 * largest { return .atUpper }
      return value < -1e-7 * largest ? .atLower : .inactive
    }
    var current = states ?? impliedStates()
    for step in 1...steps {
      let before = current
      hold(before)
      guard let solution = try? solveForMultipliers() else { return nil }
      if step > 1 || states == nil { searchLine(to: solution) } else { multipliers = solution }
      let rowsChanged = updateRowStates(activity())
      current = impliedStates()
      if !rowsChanged && current == before {
        return Outcome(x: minimiser(), multipliers: multipliers, steps: step)
      }
    }
    return nil
  }

  /// Holds each line at its bound, or frees it.
  private func hold(_ states: [BoundState]) {
    for line in 0..<problem.count {
      let isFree = states[line] == .free
      inverseHessian.pointer[line] = isFree ? 1 / lines.curvature.pointer[line] : 0
      reference.pointer[line] =
        isFree
        ? lines.base.pointer[line]
        : states[line] == .atLower ? lines.lower.pointer[line] : lines.upper.pointer[line]
    }
  }

  /// The bound that the multipliers put each line at.
  private func impliedStates() -> [BoundState] {
    let states = SharedStates(count: problem.count)
    let minimiser = LagrangianMinimiser(lines, multipliers)
    _ = system.matrix.pass { range, rows, _, _ in
      for line in range {
        let x = minimiser.unbounded(line, slope: rows.dot(line, minimiser.v.pointer))
        states.pointer[line] =
          x <= minimiser.lines.lower.pointer[line]
          ? .atLower : x >= minimiser.lines.upper.pointer[line] ? .atUpper : .free
      }
    }
    return states.array
  }

  /// v for the lines and rows as they are held: S v = Cᵀ x̂ − (τ or the active bound), with a line's x̂ = b where it is free
  /// and its bound otherwise.
  private func solveForMultipliers() throws -> [Double] {
    let (reference, inverseHessian) = (reference, inverseHessian)
    let held = system.matrix.pass { range, rows, sums, _ in
      for line in range { rows.add(line, reference.pointer[line], to: sums) }
    }.columns
    let isExcluded = Array(repeating: false, count: indicatorCount) + rowStates.map { $0 == .inactive }
    let diagonal = problem.inverseWeight + Array(repeating: 0, count: rowStates.count)
    // Where all lines of a row are held, S says nothing of its multiplier, which should then stay as it was. So the factor
    // carries a little on the diagonal of the rows, and iterative refinement removes what that changes.
    let regularised = diagonal.indices.map { diagonal[$0] + ($0 < indicatorCount ? 0 : regularisation) }
    let factor = try system.factor(
      inverseHessian: inverseHessian.pointer, dualDiagonal: regularised, excluding: isExcluded)
    var solution = multipliers
    for column in solution.indices where isExcluded[column] { solution[column] = 0 }
    for _ in 0..<3 {
      let v = SharedVector(solution)
      let product = system.matrix.pass { range, rows, sums, _ in
        for line in range where inverseHessian.pointer[line] != 0 {
          rows.add(line, inverseHessian.pointer[line] * rows.dot(line, v.pointer), to: sums)
        }
      }.columns
      var residual = solution
      for column in solution.indices {
        residual[column] =
          isExcluded[column]
          ? 0 : held[column] - target(column) - product[column] - diagonal[column] * solution[column]
      }
      factor.solve(&residual)
      for column in solution.indices { solution[column] += residual[column] }
    }
    system.reuse(factor)
    if solution.contains(where: { !$0.isFinite }) { throw FactorisationError.notFinite(column: 0) }
    return solution
  }

  /// τ of an indicator, or the active bound of a row.
  private func target(_ column: Int) -> Double {
    if column < indicatorCount { return problem.target[column] }
    let row = column - indicatorCount
    return rowStates[row] == .atUpper ? problem.rowUpper[row] : problem.rowLower[row]
  }

  /// Goes towards the new multipliers as far as the dual objective rises: the whole way when near the solution.
  private func searchLine(to goal: [Double]) {
    let start = multipliers
    let before = dualObjective(start)
    var length = 1.0
    for _ in 0..<12 {
      let trial = length == 1 ? goal : zip(start, goal).map { $0 + length * ($1 - $0) }
      let value = dualObjective(trial)
      if value >= before - 1e-13 * abs(before) || length < 1e-3 {
        multipliers = trial
        return
      }
      length *= length == 1 ? 0.5 : 0.4
    }
    multipliers = goal
  }

  /// The dual objective: the least value of the Lagrangian within the lines' bounds.
  private func dualObjective(_ multipliers: [Double]) -> Double {
    let minimiser = LagrangianMinimiser(lines, multipliers)
    let parts = system.matrix.pass { range, rows, _, extras in
      let lines = minimiser.lines
      var sum = 0.0
      for line in range {
        let slope = rows.dot(line, minimiser.v.pointer)
        let x = minimiser.bounded(line, slope: slope)
        let departure = x - lines.base.pointer[line]
        sum += 0.5 * lines.curvature.pointer[line] * departure * departure + slope * x
      }
      extras[0] = sum
    }.extras
    var value = parts.reduce(0) { $0 + $1[0] }
    for column in 0..<indicatorCount {
      value -=
        multipliers[column] * (0.5 * multipliers[column] * problem.inverseWeight[column] + problem.target[column])
    }
    for row in problem.rows.indices {
      let multiplier = multipliers[indicatorCount + row]
      if multiplier != 0 { value -= multiplier * (multiplier > 0 ? problem.rowUpper[row] : problem.rowLower[row]) }
    }
    return value
  }

  /// Cᵀx at the minimiser of the Lagrangian.
  private func activity() -> [Double] {
    let minimiser = LagrangianMinimiser(lines, multipliers)
    return system.matrix.pass { range, rows, sums, _ in
      for line in range {
        rows.add(line, minimiser.bounded(line, slope: rows.dot(line, minimiser.v.pointer)), to: sums)
      }
    }.columns
  }

  /// Releases rows whose multiplier has the wrong sign, and activates rows that are violated.
  ///
  /// - Returns: whether any row changed.
  private func updateRowStates(_ activity: [Double]) -> Bool {
    var changed = false
    for row in rowStates.indices where rowStates[row] != .equality {
      let value = activity[indicatorCount + row]
      let multiplier = multipliers[indicatorCount + row]
      var next = rowStates[row]
      switch rowStates[row] {
      case .atUpper where multiplier < 0: next = .inactive
      case .atLower where multiplier > 0: next = .inactive
      case .inactive where value > problem.rowUpper[row] + 1e-13: next = .atUpper
      case .inactive where value < problem.rowLower[row] - 1e-13: next = .atLower
      default: break
      }
      if next != rowStates[row] {
        rowStates[row] = next
        if next == .inactive { multipliers[indicatorCount + row] = 0 }
        changed = true
      }
    }
    return changed
  }

  /// x where the Lagrangian is least within the lines' bounds.
  private func minimiser() -> [Double] {
    let x = SharedVector(count: problem.count)
    let minimiser = LagrangianMinimiser(lines, multipliers)
    _ = system.matrix.pass { range, rows, _, _ in
      for line in range {
        x.pointer[line] = minimiser.bounded(line, slope: rows.dot(line, minimiser.v.pointer))
      }
    }
    return x.array
  }
}
