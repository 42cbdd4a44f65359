/// min ‖A x − b‖₂ subject to E x = f and G x ≥ h.
///
/// The equalities are eliminated. The rest becomes a least-distance programme, which is solved as a non-negative problem. The
/// binding constraints are then taken as equalities, and the solution is refined on the data. Where the columns are rank
/// deficient, the programme is solved repeatedly, each time about its last solution (the proximal point method).
///
/// - Complexity: O((m + p) n²) and a non-negative problem with as many columns as there are inequalities.
/// - Source: Lawson & Hanson 1974, chapter 23 (LDP, LSI); Haskell & Hanson 1981 (LSEI); Rockafellar 1976.
public struct InequalityConstrainedLeastSquares: LeastSquaresMethod {
  /// E; no rows where there are no equalities.
  public var equalities: Matrix
  /// f of E x = f.
  public var equalityValues: [Double]
  /// G; no rows where there are no inequalities.
  public var inequalities: Matrix
  /// h of G x ≥ h.
  public var inequalityValues: [Double]

  /// A method for the constraints E x = f and G x ≥ h.
  public init(
    equalities: Matrix? = nil, equalityValues: [Double] = [], inequalities: Matrix, inequalityValues: [Double]
  ) {
    self.equalities = equalities ?? Matrix(rows: 0, columns: inequalities.columns)
    self.equalityValues = equalityValues
    self.inequalities = inequalities
    self.inequalityValues = inequalityValues
  }

  /// Solves min ‖A x − b‖ subject to E x = f and G x ≥ h.
  ///
  /// - Throws: ``LeastSquaresError/inconsistent(miss:)`` where the equalities contradict each other,
  ///   ``LeastSquaresError/infeasible(miss:)`` where no x satisfies all constraints, and
  ///   ``LeastSquaresError/notConverged(method:)``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide)
    try algebra { () throws(AlgebraError) in
      try Lapack.require(inequalities.columns, is: matrix.columns, "columns of the inequalities")
      try Lapack.require(inequalityValues.count, is: inequalities.rows, "values of the inequalities")
      try Lapack.requireFinite(inequalities, "inequalities")
      try Lapack.requireFinite(inequalityValues, "values of the inequalities")
    }
    let elimination = try Elimination(equalities, equalityValues, of: problem)
    let particular = try elimination.particular()
    let reduced = try elimination.reducedTriangle(problem, particular: particular)
    let (g, h) = try reducedInequalities(elimination, particular)
    let binding = try LeastDistance(reduced, g, h).binding()
    guard let binding else { throw .infeasible(miss: try leastViolation()) }
    return try polished(problem, binding)
  }

  /// G S N with rows of equal length, and h − G S y with the same row factors.
  private func reducedInequalities(
    _ elimination: Elimination, _ y: [Double]
  ) throws(LeastSquaresError) -> (Matrix, [Double]) {
    let scaled = Matrix(rows: inequalities.rows, columns: inequalities.columns) {
      inequalities[$0, $1] * elimination.factors[$1]
    }
    var (g, values) = try algebra { () throws(AlgebraError) in
      (try scaled.times(elimination.null), try scaled.times(y))
    }
    for row in 0..<g.rows {
      // A row of which the equalities leave nothing is scaled by its length before.
      let after = ColumnScaling.length(g.row(row))
      let before = ColumnScaling.length(scaled.row(row))
      let isEliminated = !(after > 1e-13 * before)
      let size = isEliminated ? before : after
      for column in 0..<g.columns { g[row, column] = isEliminated ? 0 : g[row, column] / size }
      values[row] = (inequalityValues[row] - values[row]) / (size > 0 ? size : 1)
    }
    return (g, values)
  }

  /// Solves with the binding constraints as equalities. Violated constraints are added, and constraints whose multiplier has
  /// the wrong sign are removed.
  private func polished(
    _ problem: LeastSquaresProblem, _ binding: [Int]
  ) throws(LeastSquaresError) -> LeastSquaresSolution {
    var active = binding
    let p = equalities.rows
    for _ in 0...(binding.count + inequalities.rows) {
      let stack = Matrix(rows: p + active.count, columns: problem.columns) { row, column in
        row < p ? equalities[row, column] : inequalities[active[row - p], column]
      }
      let values = equalityValues + active.map { inequalityValues[$0] }
      var solution = try EqualityConstrainedLeastSquares(constraints: stack, values: values).solve(problem)
      let multipliers = Array(solution.equalityMultipliers.dropFirst(p))
      let violations = violations(solution.coefficients)
      if let worst = violations.indices.max(by: { violations[$0] < violations[$1] }), violations[worst] > 1e-9,
        !active.contains(worst)
      {
        active.append(worst)
        continue
      }
      let forces = zip(active, multipliers).map { $1 * ColumnScaling.length(inequalities.row($0)) }
      let scale = 1e-10 * max(problem.rightHandNorm, 1e-300) * (problem.scaling.lengths.max() ?? 1)
      if let least = forces.indices.min(by: { forces[$0] < forces[$1] }), forces[least] < -scale {
        active.remove(at: least)
        continue
      }
      solution.equalityMultipliers = Array(solution.equalityMultipliers.prefix(p))
      solution.inequalityMultipliers = Array(repeating: 0, count: inequalities.rows)
      for (index, row) in active.enumerated() { solution.inequalityMultipliers[row] = max(0, multipliers[index]) }
      solution.kktResidual = max(solution.kktResidual, violations.max() ?? 0)
      return solution
    }
    throw .notConverged(method: "inequality constraints")
  }

  /// The violation of each inequality at x, relative to the size of its terms.
  private func violations(_ x: [Double]) -> [Double] {
    let shortfall = ExtendedResidual(matrix: inequalities, rightHandSide: inequalityValues)
      .residual(x.map(DoubleDouble.init)).high
    return shortfall.indices.map { row in
      let size = x.indices.reduce(abs(inequalityValues[row])) { $0 + abs(inequalities[row, $1] * x[$1]) }
      return size > 0 ? max(0, shortfall[row] / size) : 0
    }
  }

  /// The smallest possible violation of the constraints: min ‖[E; G] x − [f; h + s]‖, s ≥ 0.
  private func leastViolation() throws(LeastSquaresError) -> Double {
    let (p, q, n) = (equalities.rows, inequalities.rows, inequalities.columns)
    let stack = Matrix(rows: p + q, columns: n + q) { row, column in
      if column < n { return row < p ? equalities[row, column] : inequalities[row - p, column] }
      return row - p == column - n ? -1 : 0
    }
    let lower = Array(repeating: -Double.infinity, count: n) + Array(repeating: 0, count: q)
    let bounds = BoundedLeastSquares(lower: lower, upper: Array(repeating: .infinity, count: n + q))
    return try bounds.solve(stack, equalityValues + inequalityValues).sumOfSquares.squareRoot()
  }
}

/// The least-distance programme: which of the inequalities g y ≥ h bind at the minimum of ‖R y − c‖, given R and c.
struct LeastDistance {
  private let triangle: Matrix
  private let g: Matrix
  private let h: [Double]
  private var unknowns: Int { g.columns }

  init(_ triangle: Matrix, _ g: Matrix, _ h: [Double]) {
    (self.triangle, self.g, self.h) = (triangle, g, h)
  }

  /// The binding rows; nil where no y satisfies all.
  func binding() throws(LeastSquaresError) -> [Int]? {
    let n = unknowns
    let r = triangle.block(rows: n, columns: 0..<n)
    let c = Array(triangle.column(n).prefix(n))
    if n == 0 { return h.allSatisfy { $0 <= 1e-12 } ? [] : nil }
    let reciprocal = try algebra { () throws(AlgebraError) in try UpperTriangle(r).reciprocalCondition() }
    if reciprocal > 1e-12 { return try nearest(UpperTriangle(r), c)?.binding }
    // Proximal points: each problem is regular, and the solutions converge to an optimum.
    let size = (0..<n).map { ColumnScaling.length(r.column($0)) }.max() ?? 0
    let weight = 1e-3 * (size > 0 ? size : 1)
    var y = Array(repeating: 0.0, count: n)
    var binding: [Int] = []
    for _ in 0..<200 {
      var stack = Matrix(rows: 2 * n, columns: n + 1)
      for column in 0..<n {
        for row in 0...column { stack[row, column] = r[row, column] }
        stack[n + column, column] = weight
        stack[column, n] = c[column]
        stack[n + column, n] = weight * y[column]
      }
      let reduced = try stack.reducedToTriangle()
      let proximal = UpperTriangle(reduced.block(rows: n, columns: 0..<n))
      guard let next = try nearest(proximal, Array(reduced.column(n).prefix(n))) else { return nil }
      let change = zip(next.y, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
      (y, binding) = (next.y, next.binding)
      if change <= 1e-12 * (y.reduce(0) { max($0, abs($1)) }) { break }
    }
    return binding
  }

  /// min ‖z‖ subject to (g R⁻¹) z ≥ h − g R⁻¹ c, with z = R y − c, as a non-negative problem.
  private func nearest(_ r: UpperTriangle, _ c: [Double]) throws(LeastSquaresError) -> (y: [Double], binding: [Int])? {
    let rows = g
    let (transformed, free) = try algebra { () throws(AlgebraError) in
      let transformed = try r.divide(rows)
      return (transformed, try transformed.times(c))
    }
    let needed = zip(h, free).map { $0 - $1 }
    let tau = needed.reduce(0) { max($0, $1) }
    var z = Array(repeating: 0.0, count: unknowns)
    var binding: [Int] = []
    if tau > 0 {
      var stack = Matrix(rows: unknowns + 1, columns: rows.rows)
      for row in 0..<rows.rows {
        for column in 0..<unknowns { stack[column, row] = transformed[row, column] }
        stack[unknowns, row] = needed[row] / tau
      }
      let target = Array(repeating: 0.0, count: unknowns) + [1]
      let dual = try NonNegativeLeastSquares(refinement: .always).solve(stack, target)
      // The residual r = f − E u. Its last entry is ‖r‖², and 0 means that the constraints are inconsistent.
      let left = dual.residuals[unknowns]
      if dual.sumOfSquares.squareRoot() < 1e-9 || left <= 1e-15 { return nil }
      for index in z.indices { z[index] = -dual.residuals[index] / left * tau }
      binding = dual.coefficients.indices.filter { dual.coefficients[$0] > 0 }
    }
    let shifted = zip(z, c).map { $0 + $1 }
    return (try algebra { () throws(AlgebraError) in try r.solve(shifted) }, binding)
  }
}
