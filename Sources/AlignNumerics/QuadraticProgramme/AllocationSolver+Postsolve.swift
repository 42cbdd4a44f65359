extension AllocationSolver {
  /// The solution of the original problem from one of the presolved problem: puts the fixed lines back, finds the
  /// multipliers of the rows that presolve removed, and checks everything on the original problem.
  func postsolve(
    _ problem: AllocationProblem, _ presolved: PresolvedProblem, x: [Double], multipliers: [Double], iterations: Int,
    polishSteps: Int
  ) -> AllocationSolution {
    let scale = problem.scale
    var amounts = presolved.fixedValue.map { $0 * scale }
    for (index, line) in presolved.original.enumerated() {
      amounts[line] = min(max(x[index] * scale, problem.lower[line]), problem.upper[line])
    }
    for line in amounts.indices where !presolved.isFree[line] {
      amounts[line] = min(max(amounts[line], problem.lower[line]), problem.upper[line])
    }
    var rows = presolved.originalMultipliers(
      multipliers[presolved.indicators.count...], count: problem.constraints.columns)
    for row in rows.indices where rows[row] != 0 {
      // A multiplier of a bound that is missing is a rounding error.
      let bound = rows[row] > 0 ? problem.constraintUpper[row] : problem.constraintLower[row]
      if !bound.isFinite { rows[row] = 0 }
    }
    setForcingMultipliers(problem, presolved, amounts, &rows)
    let check = OptimalityCheck(problem, x: amounts, multipliers: rows, jobs: jobs)
    var indicators = problem.shares.transposedTimes(amounts, jobs: jobs)
    for index in indicators.indices {
      indicators[index] = problem.weight[index] * (indicators[index] - problem.target[index]) / scale
    }
    return AllocationSolution(
      amounts: amounts, activity: check.activity, shadowPrice: rows.map { $0 == 0 ? 0 : -$0 / scale },
      lowerShadowPrice: check.lowerMultiplier.map { $0 / scale },
      upperShadowPrice: check.upperMultiplier.map { $0 == 0 ? 0 : -$0 / scale },
      certificate: check.certificate, iterations: iterations, polishSteps: polishSteps,
      multipliers: .init(indicators: indicators, rows: rows))
  }

  /// Gives each forcing row the multiplier of least size at which all its lines stay at their bounds.
  private func setForcingMultipliers(
    _ problem: AllocationProblem, _ presolved: PresolvedProblem, _ amounts: [Double], _ rows: inout [Double]
  ) {
    guard !presolved.forcingRows.isEmpty else { return }
    var gradient = problem.gradient(amounts, jobs: jobs)
    let fromRows = problem.constraints.times(rows, jobs: jobs)
    for line in gradient.indices { gradient[line] += fromRows[line] }
    presolved.setForcingMultipliers(&rows, slopes: gradient, problem)
  }

  /// A ray by original row from one by row in use.
  func originalRay(_ ray: [Double], _ presolved: PresolvedProblem, _ problem: AllocationProblem) -> [Double] {
    presolved.withForcingRows(
      presolved.originalMultipliers(ray[...], count: problem.constraints.columns), problem)
  }
}
