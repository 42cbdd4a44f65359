/// min ‖A x − b‖₂ subject to E x = f and G x ≥ h.
///
/// The equalities are eliminated, the rest becomes a least-distance programme, which is a non-negative problem; the
/// constraints that bind are then taken as equalities and the solution refined on the data. Where the rank is short the
/// programme is solved again and again about its last answer (proximal points), which ends at an optimum all the same.
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

  /// Constraints E x = f and G x ≥ h.
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
    guard let binding else { throw .infeasible(miss: try leastMiss()) }
    return try polished(problem, binding)
  }

  /// G S N with rows of equal length, and h − G S y scaled alike.
  private func reducedInequalities(
    _ elimination: Elimination, _ y: [Double]
  ) throws(LeastSquaresError) -> (Matrix, [Double]) {
    let scaled = Matrix(rows: inequalities.rows, columns: inequalities.columns) {
      inequalities[$0, $1] * elimination.factors[$1]
    }
    var (g, reached) = try algebra { () throws(AlgebraError) in
      (try scaled.times(elimination.null), try scaled.times(y))
    }
    for row in 0..<g.rows {
      // A row that the equalities leave nothing of is measured by what it was.
      let length = ColumnScaling.length(g.row(row))
      let whole = ColumnScaling.length(scaled.row(row))
      let size = length > 1e-13 * whole ? length : whole
      for column in 0..<g.columns { g[row, column] = length > 1e-13 * whole ? g[row, column] / size : 0 }
      reached[row] = (inequalityValues[row] - reached[row]) / (size > 0 ? size : 1)
    }
    return (g, reached)
  }

  /// Takes the binding constraints as equalities; one whose multiplier has the wrong sign is let go.
  private func polished(
    _ problem: LeastSquaresProblem, _ binding: [Int]
  ) throws(LeastSquaresError) -> LeastSquaresSolution {
    var active = binding
    let p = equalities.rows
    for _ in 0...(binding.count + inequalities.rows) {
      let stack = Matrix(rows: p + active.count, columns: problem.columns) { row, column in
        row < p ? equalities[row, column] : inequalities[active[row - p], column]
      }
      let wanted = equalityValues + active.map { inequalityValues[$0] }
      var solution = try EqualityConstrainedLeastSquares(constraints: stack, values: wanted).solve(problem)
      let multipliers = Array(solution.equalityMultipliers.dropFirst(p))
      let misses = shortfalls(solution.coefficients)
      if let worst = misses.indices.max(by: { misses[$0] < misses[$1] }), misses[worst] > 1e-9, !active.contains(worst)
      {
        active.append(worst)
        continue
      }
      let pull = zip(active, multipliers).map { $1 * ColumnScaling.length(inequalities.row($0)) }
      let scale = 1e-10 * max(problem.rightHandLength, 1e-300) * (problem.scaling.lengths.max() ?? 1)
      if let least = pull.indices.min(by: { pull[$0] < pull[$1] }), pull[least] < -scale {
        active.remove(at: least)
        continue
      }
      solution.equalityMultipliers = Array(solution.equalityMultipliers.prefix(p))
      solution.inequalityMultipliers = Array(repeating: 0, count: inequalities.rows)
      for (index, row) in active.enumerated() { solution.inequalityMultipliers[row] = max(0, multipliers[index]) }
      solution.kktResidual = max(solution.kktResidual, misses.max() ?? 0)
      return solution
    }
    throw .notConverged(method: "inequality constraints")
  }

  /// By how much x misses each inequality, against the size of its own terms.
  private func shortfalls(_ x: [Double]) -> [Double] {
    let reached = ExtendedResidual(matrix: inequalities, rightHandSide: inequalityValues)
      .residual(x.map(DoubleDouble.init)).high
    return reached.indices.map { row in
      let size = x.indices.reduce(abs(inequalityValues[row])) { $0 + abs(inequalities[row, $1] * x[$1]) }
      return size > 0 ? max(0, reached[row] / size) : 0
    }
  }

  /// How near any x can come to satisfying every constraint: min ‖[E; G] x − [f; h + s]‖, s ≥ 0.
  private func leastMiss() throws(LeastSquaresError) -> Double {
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

/// Which of the inequalities g y ≥ h bind at the minimum of ‖R y − c‖, given the triangle of [R, c].
struct LeastDistance {
  private let triangle: Matrix
  private let g: Matrix
  private let h: [Double]
  private var unknowns: Int { g.columns }

  init(_ triangle: Matrix, _ g: Matrix, _ h: [Double]) {
    (self.triangle, self.g, self.h) = (triangle, g, h)
  }

  /// The rows that bind; nil where no y satisfies all.
  func binding() throws(LeastSquaresError) -> [Int]? {
    let n = unknowns
    let r = triangle.block(rows: n, columns: 0..<n)
    let c = Array(triangle.column(n).prefix(n))
    if n == 0 { return h.allSatisfy { $0 <= 1e-12 } ? [] : nil }
    let reciprocal = try algebra { () throws(AlgebraError) in try UpperTriangle(r).reciprocalCondition() }
    if reciprocal > 1e-12 { return try nearest(UpperTriangle(r), c)?.binding }
    // Proximal points: each is a regular problem, and their answers come to rest at an optimum.
    let size = (0..<n).map { ColumnScaling.length(r.column($0)) }.max() ?? 0
    let weight = 1e-3 * (size > 0 ? size : 1)
    var y = Array(repeating: 0.0, count: n)
    var answer: [Int] = []
    for _ in 0..<200 {
      var stack = Matrix(rows: 2 * n, columns: n + 1)
      for column in 0..<n {
        for row in 0...column { stack[row, column] = r[row, column] }
        stack[n + column, column] = weight
        stack[column, n] = c[column]
        stack[n + column, n] = weight * y[column]
      }
      let whole = try stack.reducedToTriangle()
      let near = UpperTriangle(whole.block(rows: n, columns: 0..<n))
      guard let next = try nearest(near, Array(whole.column(n).prefix(n))) else { return nil }
      let change = zip(next.y, y).reduce(0) { max($0, abs($1.0 - $1.1)) }
      (y, answer) = (next.y, next.binding)
      if change <= 1e-12 * (y.reduce(0) { max($0, abs($1)) }) { break }
    }
    return answer
  }

  /// min ‖z‖ subject to (g R⁻¹) z ≥ h − g R⁻¹ c, with z = R y − c, by a non-negative problem.
  private func nearest(_ r: UpperTriangle, _ c: [Double]) throws(LeastSquaresError) -> (y: [Double], binding: [Int])? {
    let rows = g
    let (turned, free) = try algebra { () throws(AlgebraError) in
      let turned = try r.divide(rows)
      return (turned, try turned.times(c))
    }
    let needed = zip(h, free).map { $0 - $1 }
    let tau = needed.reduce(0) { max($0, $1) }
    var z = Array(repeating: 0.0, count: unknowns)
    var binding: [Int] = []
    if tau > 0 {
      var stack = Matrix(rows: unknowns + 1, columns: rows.rows)
      for row in 0..<rows.rows {
        for column in 0..<unknowns { stack[column, row] = turned[row, column] }
        stack[unknowns, row] = needed[row] / tau
      }
      let target = Array(repeating: 0.0, count: unknowns) + [1]
      let dual = try NonNegativeLeastSquares(refinement: .always).solve(stack, target)
      // The residual f − E u; what is left of 1 is ‖r‖², and none left means that the constraints contradict.
      let left = dual.residuals[unknowns]
      if dual.sumOfSquares.squareRoot() < 1e-9 || left <= 1e-15 { return nil }
      for index in z.indices { z[index] = -dual.residuals[index] / left * tau }
      binding = dual.coefficients.indices.filter { dual.coefficients[$0] > 0 }
    }
    let shifted = zip(z, c).map { $0 + $1 }
    return (try algebra { () throws(AlgebraError) in try r.solve(shifted) }, binding)
  }
}
