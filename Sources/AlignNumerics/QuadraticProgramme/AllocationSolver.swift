/// Solves allocation problems.
public struct AllocationSolver: Sendable {
  /// Threads; the bits of the solution do not depend on their number.
  public var jobs: Int

  /// A solver on at most `jobs` threads.
  public init(jobs: Int = 1) { self.jobs = max(1, jobs) }

  /// The solution of a problem, with its certificate.
  ///
  /// - Throws: ``AllocationFailure``.
  /// - Complexity: ten to thirty iterations, each O(links + lines) and one Cholesky factorisation whose order is the number
  ///   of indicators and rows.
  public func solve(_ problem: AllocationProblem) throws(AllocationFailure) -> AllocationSolution {
    BLAS.useOneThread()
    let presolved = try presolve(problem)
    if presolved.count == 0 { return try certified(fixedSolution(problem, presolved)) }
    let interior = InteriorPoint(presolved, jobs: jobs)
    // The active-set method takes the last steps. Where it fails, the interior point continues to a tighter tolerance.
    var best: AllocationSolution?
    for tolerance in [1e-7, 1e-11] {
      let status = (try? interior.run(to: tolerance)) ?? .stalled
      if case .infeasible(let ray) = status {
        throw .infeasible(ray: originalRay(ray, presolved, problem), line: nil)
      }
      let solution = polished(problem, presolved, interior)
      if solution.certificate.holds { return solution }
      if solution.certificate.worstRatio < best?.certificate.worstRatio ?? .infinity { best = solution }
    }
    if let ray = elasticProof(problem, presolved) { throw .infeasible(ray: ray, line: nil) }
    if let last = patient(problem, presolved, from: interior) { return last }
    throw .notCertified(best)
  }

  /// Solves again after a small change, starting from the active set of the solution before it, which takes a few
  /// factorisations. Where that does not end in a certificate, the problem is solved from the beginning.
  ///
  /// - Precondition: the same lines, indicators and rows, in the same order.
  public func solve(_ problem: AllocationProblem, from previous: AllocationSolution) throws(AllocationFailure)
    -> AllocationSolution
  {
    try solve(problem, from: previous.multipliers)
  }

  /// Solves again from the multipliers of a solution of a problem that differs a little.
  func solve(_ problem: AllocationProblem, from previous: AllocationSolution.Multipliers) throws(AllocationFailure)
    -> AllocationSolution
  {
    BLAS.useOneThread()
    let presolved = try presolve(problem)
    if presolved.count > 0, problem.inertia > 0 {
      let start =
        presolved.indicators.map { previous.indicators[$0] } + presolved.multipliersInUse(previous.rows)
      if let found = ActiveSet(presolved, KKTSystem(presolved, jobs: jobs)).run(from: start, steps: 25) {
        let solution = postsolve(
          problem, presolved, x: found.x, multipliers: found.multipliers, iterations: 0, polishSteps: found.steps)
        if solution.certificate.holds { return solution }
      }
    }
    return try solve(problem)
  }

  /// Where the interior point stalls, as where the limits leave next to no room, the active-set method with many steps.
  private func patient(_ problem: AllocationProblem, _ presolved: PresolvedProblem, from interior: InteriorPoint)
    -> AllocationSolution?
  {
    guard problem.inertia > 0 else { return nil }
    for start in [interior.multipliers, Array(repeating: 0, count: presolved.columns)] {
      guard let found = ActiveSet(presolved, interior.system).run(from: start, steps: 100) else { continue }
      let solution = postsolve(
        problem, presolved, x: found.x, multipliers: found.multipliers, iterations: interior.iterations,
        polishSteps: found.steps)
      if solution.certificate.holds { return solution }
    }
    return nil
  }

  private func certified(_ solution: AllocationSolution) throws(AllocationFailure) -> AllocationSolution {
    if solution.certificate.holds { return solution }
    throw .notCertified(solution)
  }

  private func presolve(_ problem: AllocationProblem) throws(AllocationFailure) -> PresolvedProblem {
    do {
      return try PresolvedProblem(problem)
    } catch {
      throw .infeasible(ray: error.ray, line: error.line)
    }
  }

  /// The solution where presolve has fixed every line.
  private func fixedSolution(_ problem: AllocationProblem, _ presolved: PresolvedProblem) -> AllocationSolution {
    postsolve(
      problem, presolved, x: [], multipliers: Array(repeating: 0, count: presolved.columns), iterations: 0,
      polishSteps: 0)
  }

  /// The interior point's iterate, or the solution on the active set that it identifies, whichever has the better
  /// certificate.
  private func polished(_ problem: AllocationProblem, _ presolved: PresolvedProblem, _ interior: InteriorPoint)
    -> AllocationSolution
  {
    let iterations = interior.iterations
    var polished: AllocationSolution?
    if problem.inertia > 0,
      let found = ActiveSet(presolved, interior.system).run(
        from: interior.multipliers, states: interior.boundStates, steps: 12)
    {
      let solution = postsolve(
        problem, presolved, x: found.x, multipliers: found.multipliers, iterations: iterations,
        polishSteps: found.steps)
      if solution.certificate.holds { return solution }
      polished = solution
    }
    let plain = postsolve(
      problem, presolved, x: interior.x, multipliers: interior.multipliers, iterations: iterations, polishSteps: 0)
    guard let polished, polished.certificate.worstRatio < plain.certificate.worstRatio else { return plain }
    return polished
  }
}
