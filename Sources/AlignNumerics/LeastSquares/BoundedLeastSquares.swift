/// min ‖A x − b‖₂ subject to lower ≤ x ≤ upper. Bounds may be infinite or equal.
///
/// The active bounds are found by ``BlockPivoting`` on the normal equations, where the columns are far from dependent and the
/// result proves optimal on the data, and else by ``BoundActiveSet`` on the triangle. Then the free columns are solved for
/// again and refined on the data themselves.
///
/// - Complexity: O(mn²) once, then O(n²) per step.
/// - Source: Lawson & Hanson 1974; Stark & Parker 1995.
public struct BoundedLeastSquares: LeastSquaresMethod {
  /// The lower bounds, one per column, in the unit of the coefficient; −∞ where there is none.
  public var lower: [Double]
  /// The upper bounds, one per column; ∞ where there is none.
  public var upper: [Double]
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// A method for these bounds, by column; −∞ and ∞ where there is none.
  package init(lower: [Double], upper: [Double], refinement: Refinement = .automatic, jobs: Int = 1) {
    self.lower = lower
    self.upper = upper
    self.refinement = refinement
    self.jobs = jobs
  }

  /// Solves min ‖A x − b‖ within the bounds.
  ///
  /// - Throws: ``LeastSquaresError/bounds(column:)`` where a lower bound lies above its upper one or leaves no number
  ///   between them; ``LeastSquaresError/algebra(_:)`` where sizes do not fit or an entry is not finite.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    try algebra { () throws(AlgebraError) in
      try Lapack.require(lower.count, is: matrix.columns, "lower bounds")
      try Lapack.require(upper.count, is: matrix.columns, "upper bounds")
    }
    for column in lower.indices {
      let (low, high) = (lower[column], upper[column])
      if !(low <= high) || low == .infinity || high == -.infinity { throw .bounds(column: column) }
    }
    if let solution = try solveByGram(matrix, rightHandSide) { return solution }
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem)
  }

  /// The solution with the active bounds found from the normal equations; nil where the data do not prove it, because the
  /// columns are nearly dependent or an optimality condition does not hold to rounding.
  private func solveByGram(_ matrix: Matrix, _ b: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution? {
    guard let problem = try LeastSquaresProblem.byGram(matrix, b), let equations = problem.gram else { return nil }
    let (low, high) = scaledBounds(problem)
    guard let states = try BlockPivoting(equations: equations, lower: low, upper: high).states() else { return nil }
    let solution = try polished(problem, states, Array(repeating: 0, count: states.count))
    return solution.kktResidual <= 1e-14 && solution.confounded.isEmpty ? solution : nil
  }

  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> LeastSquaresSolution {
    let (low, high) = scaledBounds(problem)
    var search = BoundActiveSet(problem.r, problem.reducedRightHandSide, lower: low, upper: high)
    try search.run()
    return try polished(problem, search.states, search.x)
  }

  private func scaledBounds(_ problem: LeastSquaresProblem) -> (low: [Double], high: [Double]) {
    let factors = problem.scaling.factors
    // A zero column may have any value; it gets the one nearest to 0.
    return (zip(lower, factors).map { $1 == 0 ? 0 : $0 / $1 }, zip(upper, factors).map { $1 == 0 ? 0 : $0 / $1 })
  }

  /// The solution with these bounds active: the free columns are solved for again, and refined on the data.
  private func polished(
    _ problem: LeastSquaresProblem, _ states: [CoefficientState], _ found: [Double]
  ) throws(LeastSquaresError) -> LeastSquaresSolution {
    var draft = problem.blank
    var x = states.indices.map { DoubleDouble(held($0, states[$0], problem)) }
    let free = states.indices.filter { states[$0] == .free && problem.scaling.factors[$0] != 0 }
    let rank = try Rank(
      of: problem.triangle(of: free), Array(repeating: 0, count: free.count),
      scaling: problem.scaling.of(free))
    let basis = rank.basis.map { free[$0] }
    // From 0, the first correction by the seminormal equations is the solution, and the next ones refine it.
    for column in basis { x[column] = DoubleDouble(found[column] * problem.scaling.factors[column]) }
    let isRefined = refinement.applies(entries: problem.matrix.entries.count, condition: rank.condition)
    let corrected = try Refinement.refine(
      &x, columns: basis, triangle: rank.triangle, condition: rank.condition, problem: problem,
      precision: isRefined ? 0x1p-55 : 1e-10)
    (draft.refinementSteps, draft.lastCorrection) = (corrected.steps, corrected.lastCorrection)
    for column in basis {
      // Rounding may leave a value slightly outside its bounds.
      let value = x[column].rounded
      if value < lower[column] || value > upper[column] {
        x[column] = DoubleDouble(min(max(value, lower[column]), upper[column]))
      }
    }
    draft.states = states
    draft.rank = basis.count
    draft.condition = rank.isFull ? rank.condition : nil
    try problem.setCoefficients(of: &draft, to: x, exactly: isRefined)
    setMultipliers(of: &draft, problem)
    try markEstimable(&draft, problem)
    return draft.solution
  }

  private func held(_ column: Int, _ state: CoefficientState, _ problem: LeastSquaresProblem) -> Double {
    if problem.scaling.factors[column] == 0 { return min(max(0, lower[column]), upper[column]) }
    return state == .atLower ? lower[column] : state == .atUpper ? upper[column] : 0
  }

  /// Sets the multipliers of the bounds, and the largest violation of an optimality condition.
  private func setMultipliers(of draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem) {
    var worst = 0.0
    let scale = problem.residualScale(draft.coefficients)
    for column in draft.states.indices {
      let gradient = draft.gradient[column]
      let relative = problem.relative(gradient, column: column, scale: scale)
      switch draft.states[column] {
      case .free: worst = max(worst, relative)
      case .atLower: if gradient > 0 && lower[column] < upper[column] { worst = max(worst, relative) }
      case .atUpper: if gradient < 0 && lower[column] < upper[column] { worst = max(worst, relative) }
      }
      if draft.states[column] != .free { draft.boundMultipliers[column] = gradient == 0 ? 0 : -gradient }
    }
    draft.kktResidual = worst
  }

  /// A coefficient is determined unless it can change without changing the fit, together with other columns whose multiplier
  /// is 0.
  private func markEstimable(_ draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem) throws(LeastSquaresError)
  {
    let scale = problem.residualScale(draft.coefficients)
    let unheld = draft.states.indices.filter { column in
      if lower[column] == upper[column] { return false }
      return draft.states[column] == .free
        || problem.relative(draft.gradient[column], column: column, scale: scale) < 1e-13
    }
    let rank = try Rank(
      of: problem.triangle(of: unheld), Array(repeating: 0, count: unheld.count),
      scaling: problem.scaling.of(unheld))
    draft.isEstimable = Array(repeating: true, count: draft.states.count)
    for (index, column) in unheld.enumerated() where !rank.isEstimable[index] { draft.isEstimable[column] = false }
    draft.confounded = rank.confounded.map { relation in
      Confounding(columns: relation.columns.map { unheld[$0] }, factors: relation.factors)
    }
  }
}

extension ColumnScaling {
  /// The scaling of some of the columns.
  func of(_ columns: [Int]) -> ColumnScaling {
    ColumnScaling(factors: columns.map { factors[$0] }, lengths: columns.map { lengths[$0] })
  }

  package init(factors: [Double], lengths: [Double]) {
    self.factors = factors
    self.lengths = lengths
  }
}

extension Matrix {
  /// R, n × n, of a matrix of finite entries, with rows of zeros where there are fewer rows than columns.
  func reducedToTriangle() throws(LeastSquaresError) -> Matrix {
    let matrix = self
    return try algebra { () throws(AlgebraError) in try QR(ofFinite: matrix).r.padded(toRows: matrix.columns) }
  }
}
