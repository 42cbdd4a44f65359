extension AllocationSolver {
  /// Looks for a proof of infeasibility by elastic programming: the rows may be violated at a penalty, and where they must
  /// be, the multipliers of the least violation are a proof.
  func elasticProof(_ problem: AllocationProblem, _ presolved: PresolvedProblem) -> [Double]? {
    let feasibility = presolved.withoutIndicators()
    for elasticity in [1e-3, 1e-6, 1e-9] {
      let interior = InteriorPoint(feasibility, jobs: jobs, elasticity: elasticity)
      guard let status = try? interior.run() else { continue }
      if case .infeasible(let ray) = status { return originalRay(ray, presolved, problem) }
      if let ray = FarkasRay.find(in: feasibility, multipliers: interior.multipliers, offset: 0) {
        return originalRay(ray, presolved, problem)
      }
    }
    return nil
  }
}

extension PresolvedProblem {
  /// The same bounds and rows with the penalty as the only objective.
  fileprivate func withoutIndicators() -> PresolvedProblem {
    var problem = self
    let offset = Int32(truncatingIfNeeded: indicators.count)
    (problem.start, problem.column, problem.value) = ([0], [], [])
    for line in 0..<count {
      for entry in start[line]..<start[line + 1] where column[entry] >= offset {
        problem.column.append(column[entry] - offset)
        problem.value.append(value[entry])
      }
      problem.start.append(problem.column.count)
    }
    problem.indicators = []
    problem.inverseWeight = []
    problem.target = []
    problem.curvature = zip(base, curvature).map { $1 > 0 ? $1 : 1e-3 / $0 }
    return problem
  }
}
