/// The answer to an ``AllocationProblem``.
public struct AllocationSolution: Sendable {
  /// x, by line, in the unit of the problem.
  public var amounts: [Double]
  /// Gᵀx, by row of G.
  public var activity: [Double]
  /// ∂ objective / ∂ bound, by row of G, per unit of money: of the bound that presses. Above 0 the bound is a floor (or an
  /// envelope) that a little more of would cost; below 0 a cap, or an envelope, that a little more of would gain.
  public var limitPrice: [Double]
  /// ∂ objective / ∂ l ≥ 0, by line, per unit of money.
  public var lowerPrice: [Double]
  /// ∂ objective / ∂ u ≤ 0, by line, per unit of money.
  public var upperPrice: [Double]
  /// The residuals that prove the solution.
  public var certificate: Certificate
  /// Steps of the interior point.
  public var iterations: Int
  /// Steps of the active set after the interior point.
  public var polishSteps: Int
  /// v, by indicator and then by row of the problem: where a re-solve begins.
  var multipliers: Multipliers

  /// Multipliers of indicators (ω times the miss) and of rows, without a unit.
  struct Multipliers: Sendable {
    var indicators: [Double]
    var rows: [Double]
  }
}

/// Why a problem has no certified answer.
public enum AllocationFailure: Error, Sendable {
  /// No x meets all bounds and rows: multipliers of the rows that prove it, or the line whose own bounds cross.
  case infeasible(ray: [Double], line: Int?)
  /// No answer could be certified; the best that was found, with what is wrong with it. Never taken for an answer.
  case notCertified(AllocationSolution?)
}

/// Solves allocation problems.
public struct AllocationSolver: Sendable {
  /// Threads; the bits of the answer do not depend on their number.
  public var jobs: Int

  /// A solver on at most `jobs` threads.
  public init(jobs: Int = 1) { self.jobs = max(1, jobs) }

  /// The least objective, with its certificate.
  ///
  /// - Throws: ``AllocationFailure``.
  /// - Complexity: a dozen or two steps, each O(links + lines) and one Cholesky factorisation of the size of indicators
  ///   and rows.
  public func solve(_ problem: AllocationProblem) throws(AllocationFailure) -> AllocationSolution {
    BLAS.useOneThread()
    let reduced = try reduce(problem)
    if reduced.count == 0 { return try certified(settled(problem, reduced)) }
    let interior = InteriorPoint(reduced, jobs: jobs)
    // The active set takes the last steps; where it cannot, the interior point goes on by itself.
    var best: AllocationSolution?
    for tolerance in [1e-7, 1e-11] {
      let outcome = (try? interior.run(to: tolerance)) ?? .stalled
      if case .infeasible(let ray) = outcome {
        throw .infeasible(ray: whole(ray, reduced, problem), line: nil)
      }
      let answer = polished(problem, reduced, interior)
      if answer.certificate.holds { return answer }
      if answer.certificate.badness < best?.certificate.badness ?? .infinity { best = answer }
    }
    if let ray = contradiction(problem, reduced) { throw .infeasible(ray: ray, line: nil) }
    throw .notCertified(best)
  }

  /// Solves again after a small change, from the answer before it: which lines and rows are at their limits is kept and
  /// mended, a few factorisations in all; where that does not end in a certificate it is solved from the beginning.
  ///
  /// - Precondition: the same lines, indicators and rows, in the same order.
  public func solve(_ problem: AllocationProblem, from previous: AllocationSolution) throws(AllocationFailure)
    -> AllocationSolution
  {
    BLAS.useOneThread()
    let reduced = try reduce(problem)
    if reduced.count > 0, problem.inertia > 0 {
      let price =
        reduced.indicators.map { previous.multipliers.indicators[$0] }
        + reduced.rows.map { previous.multipliers.rows[$0] }
      if let found = ActiveSet(reduced, NormalEquations(reduced, jobs: jobs)).run(from: price, steps: 25) {
        let answer = finish(problem, reduced, x: found.x, price: found.price, iterations: 0, polish: found.steps)
        if answer.certificate.holds { return answer }
      }
    }
    return try solve(problem)
  }

  private func certified(_ answer: AllocationSolution) throws(AllocationFailure) -> AllocationSolution {
    if answer.certificate.holds { return answer }
    throw .notCertified(answer)
  }

  private func reduce(_ problem: AllocationProblem) throws(AllocationFailure) -> ReducedProblem {
    do {
      return try ReducedProblem(problem)
    } catch {
      throw .infeasible(ray: error.ray, line: error.line)
    }
  }

  /// The answer where nothing can move.
  private func settled(_ problem: AllocationProblem, _ reduced: ReducedProblem) -> AllocationSolution {
    finish(problem, reduced, x: [], price: Array(repeating: 0, count: reduced.columns), iterations: 0, polish: 0)
  }

  /// The interior point's answer, or the one on the active set that it points at, whichever has the better certificate.
  private func polished(_ problem: AllocationProblem, _ reduced: ReducedProblem, _ interior: InteriorPoint)
    -> AllocationSolution
  {
    let iterations = interior.iterations
    var better: AllocationSolution?
    if problem.inertia > 0,
      let found = ActiveSet(reduced, interior.equations).run(from: interior.price, sides: interior.sides, steps: 12)
    {
      let answer = finish(
        problem, reduced, x: found.x, price: found.price, iterations: iterations, polish: found.steps)
      if answer.certificate.holds { return answer }
      better = answer
    }
    let plain = finish(problem, reduced, x: interior.x, price: interior.price, iterations: iterations, polish: 0)
    guard let better, better.certificate.badness < plain.certificate.badness else { return plain }
    return better
  }

  /// Puts fixed lines back, finds the multipliers of rows that presolve settled, and checks all on the whole problem.
  private func finish(
    _ problem: AllocationProblem, _ reduced: ReducedProblem, x: [Double], price: [Double], iterations: Int, polish: Int
  ) -> AllocationSolution {
    let scale = problem.scale
    var amounts = reduced.fixed.map { $0 * scale }
    for (index, line) in reduced.line.enumerated() {
      amounts[line] = min(max(x[index] * scale, problem.lower[line]), problem.upper[line])
    }
    for line in amounts.indices where !reduced.isFree[line] {
      amounts[line] = min(max(amounts[line], problem.lower[line]), problem.upper[line])
    }
    var rows = Array(repeating: 0.0, count: problem.limits.columns)
    for (index, row) in reduced.rows.enumerated() {
      let value = price[reduced.indicators.count + index]
      // A multiplier that presses from a bound that is not there is what rounding left of 0.
      let bound = value > 0 ? problem.limitUpper[row] : problem.limitLower[row]
      rows[row] = bound.isFinite ? value : 0
    }
    settleForcing(problem, reduced, amounts, &rows)
    let checked = Checked(problem, x: amounts, price: rows, jobs: jobs)
    var reached = problem.shares.transposedTimes(amounts, jobs: jobs)
    for index in reached.indices {
      reached[index] = problem.weight[index] * (reached[index] - problem.target[index]) / scale
    }
    return AllocationSolution(
      amounts: amounts, activity: checked.activity, limitPrice: rows.map { $0 == 0 ? 0 : -$0 / scale },
      lowerPrice: checked.lowerPrice.map { $0 / scale },
      upperPrice: checked.upperPrice.map { $0 == 0 ? 0 : -$0 / scale },
      certificate: checked.certificate, iterations: iterations, polishSteps: polish,
      multipliers: .init(indicators: reached, rows: rows))
  }

  /// A row that forces its lines has the multiplier at which none of them wants to leave its bound.
  private func settleForcing(
    _ problem: AllocationProblem, _ reduced: ReducedProblem, _ amounts: [Double], _ rows: inout [Double]
  ) {
    guard !reduced.forcing.isEmpty else { return }
    var gradient = problem.gradient(amounts, jobs: jobs)
    let pressed = problem.limits.times(rows, jobs: jobs)
    for line in gradient.indices { gradient[line] += pressed[line] }
    let columns = problem.limits.transposed
    for forcing in reduced.forcing.reversed() {
      let (positions, values) = columns.row(forcing.row)
      let forced = Set(forcing.lines)
      var price = 0.0
      for (line, value) in zip(positions, values) where forced.contains(Int(line)) {
        let wanted = -gradient[Int(line)] / value
        price = forcing.isUpper ? max(price, wanted) : min(price, wanted)
      }
      rows[forcing.row] = price
      for (line, value) in zip(positions, values) { gradient[Int(line)] += value * price }
    }
  }

  /// A ray over all rows from one over the rows in use.
  private func whole(_ ray: [Double], _ reduced: ReducedProblem, _ problem: AllocationProblem) -> [Double] {
    var rows = Array(repeating: 0.0, count: problem.limits.columns)
    for (index, row) in reduced.rows.enumerated() { rows[row] = ray[index] }
    return rows
  }

  /// Looks for a proof that the limits contradict, with rows that may be missed at a price: the multipliers of the least
  /// miss are a proof where there is one.
  private func contradiction(_ problem: AllocationProblem, _ reduced: ReducedProblem) -> [Double]? {
    var soft = reduced
    soft.dropIndicators()
    for softness in [1e-3, 1e-6, 1e-9] {
      let interior = InteriorPoint(soft, jobs: jobs, rowSoftness: softness)
      guard let outcome = try? interior.run() else { continue }
      if case .infeasible(let ray) = outcome { return whole(ray, reduced, problem) }
      if let ray = Contradicting.ray(soft, price: interior.price, 0) { return whole(ray, reduced, problem) }
    }
    return nil
  }
}

extension ReducedProblem {
  /// Leaves only the rows: what is left is to stay near today's budget.
  mutating func dropIndicators() {
    let offset = Int32(truncatingIfNeeded: indicators.count)
    var begin = [0]
    var columns: [Int32] = []
    var values: [Double] = []
    for index in 0..<count {
      for entry in start[index]..<start[index + 1] where column[entry] >= offset {
        columns.append(column[entry] - offset)
        values.append(value[entry])
      }
      begin.append(columns.count)
    }
    (start, column, value) = (begin, columns, values)
    indicators = []
    softness = []
    target = []
    pull = zip(base, pull).map { $1 > 0 ? $1 : 1e-3 / $0 }
  }
}
