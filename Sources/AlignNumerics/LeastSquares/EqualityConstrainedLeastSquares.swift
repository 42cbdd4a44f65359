/// min ‖A x − b‖₂ subject to E x = f.
///
/// The constraints are taken out by an orthonormal basis of their null space, so that redundant ones do no harm and
/// contradictory ones are told; what is left is an ordinary problem. Feasibility and optimality are both refined.
///
/// - Complexity: O((m + p) n²).
/// - Source: Lawson & Hanson 1974, chapter 20.
public struct EqualityConstrainedLeastSquares: LeastSquaresMethod {
  /// E, p × n.
  public var constraints: Matrix
  /// f, length p.
  public var values: [Double]
  /// Corrections by double-double residuals of the fit and of the constraints.
  package var refinement = Refinement.automatic
  /// Threads; the result is the same whatever their number.
  public var jobs = 1

  /// Constraints E x = f.
  package init(constraints: Matrix, values: [Double], refinement: Refinement = .automatic, jobs: Int = 1) {
    self.constraints = constraints
    self.values = values
    self.refinement = refinement
    self.jobs = jobs
  }

  /// Solves min ‖A x − b‖ subject to E x = f.
  ///
  /// - Throws: ``LeastSquaresError/inconsistent(miss:)`` where the constraints contradict each other;
  ///   ``LeastSquaresError/algebra(_:)`` where sizes do not fit or an entry is not finite.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem)
  }

  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> LeastSquaresSolution {
    let elimination = try Elimination(constraints, values, of: problem)
    let free = elimination.null.columns
    let y = try elimination.particular()
    // The triangle of the free directions; its last column is what the particular solution leaves.
    let reduced = try elimination.reducedTriangle(problem, particular: y)
    let directions = ColumnScaling(
      factors: Array(repeating: 1, count: free), lengths: Array(repeating: 1, count: free))
    let rank = try Rank(
      of: reduced.block(rows: free, columns: 0..<free), Array(reduced.column(free).prefix(free)), scaling: directions)
    let start = try algebra { () throws(AlgebraError) in try rank.triangle.solve(rank.reducedRightHandSide) }
    var scaled = y
    for (index, direction) in rank.basis.enumerated() {
      for row in scaled.indices { scaled[row] += elimination.null[row, direction] * start[index] }
    }
    var x = zip(scaled, elimination.factors).map { DoubleDouble($0 * $1) }
    var draft = problem.blank
    if refinement.applies(entries: problem.matrix.entries.count, condition: rank.condition) {
      (draft.refinementSteps, draft.lastCorrection) = try elimination.refine(&x, problem, rank)
    }
    draft.rank = rank.basis.count
    draft.condition = rank.isFull ? rank.condition : nil
    try problem.settle(&draft, at: x)
    try elimination.judge(&draft, problem)
    if !rank.isFull { try elimination.markConfounded(&draft, rank) }
    return draft.solution
  }
}

/// E x = f solved for what it fixes: x = S (Q₁ y₁ + N y₂), with y₁ fixed and y₂ free.
struct Elimination {
  let constraints: Matrix
  let values: [Double]
  /// S.
  let factors: [Double]
  /// N, n × (n − rank of E), orthonormal.
  let null: Matrix
  private let range: Matrix
  private let factor: PivotedQR
  private let rank: Int
  private let lengths: [Double]

  init(_ constraints: Matrix, _ values: [Double], of problem: LeastSquaresProblem) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.require(constraints.columns, is: problem.columns, "columns of the constraints")
      try Lapack.require(values.count, is: constraints.rows, "values of the constraints")
      try Lapack.requireFinite(constraints, "constraints")
      try Lapack.requireFinite(values, "values of the constraints")
    }
    self.constraints = constraints
    self.values = values
    factors = problem.scaling.factors.map { $0 == 0 ? 1 : $0 }
    let scales = factors
    let scaled = Matrix(rows: constraints.rows, columns: constraints.columns) { constraints[$0, $1] * scales[$1] }
    let sizes = (0..<scaled.rows).map { ColumnScaling.length(scaled.row($0)) }
    lengths = sizes
    let transposed = Matrix(rows: scaled.columns, columns: scaled.rows) {
      scaled[$1, $0] / (sizes[$1] == 0 ? 1 : sizes[$1])
    }
    let factored = try algebra { () throws(AlgebraError) in try PivotedQR(transposed) }
    factor = factored
    let count = factored.rank(tolerance: LeastSquaresProblem.rankTolerance(columns: scaled.columns))
    rank = count
    let n = problem.columns
    let whole = try algebra { () throws(AlgebraError) in try factored.q(times: .identity(n)) }
    range = whole.block(rows: n, columns: 0..<count)
    null = whole.block(rows: n, columns: count..<n)
  }

  /// The solution of least length of the scaled constraints.
  ///
  /// - Throws: ``LeastSquaresError/inconsistent(miss:)`` where the constraints contradict each other.
  func particular() throws(LeastSquaresError) -> [Double] {
    let y = try least(values)
    let reached = product(y)
    for row in values.indices {
      let size = lengths[row] * ColumnScaling.length(y) + abs(values[row])
      if abs(reached[row] - values[row]) > 1e-10 * size { throw .inconsistent(miss: abs(reached[row] - values[row])) }
    }
    return y
  }

  /// Q₁ R⁻ᵀ of the constraints that carry the rank.
  private func least(_ wanted: [Double]) throws(LeastSquaresError) -> [Double] {
    let leading = UpperTriangle(factor.r.block(rows: rank, columns: 0..<rank))
    let right = factor.order.prefix(rank).map { wanted[$0] / lengths[$0] }
    let basis = range
    return try algebra { () throws(AlgebraError) in
      try basis.times(leading.solve(right, transposed: true))
    }
  }

  private func product(_ y: [Double]) -> [Double] {
    (0..<constraints.rows).map { row in
      y.indices.reduce(0) { $0 + constraints[row, $1] * factors[$1] * y[$1] }
    }
  }

  /// The triangle of [A S N, b − A S y].
  func reducedTriangle(_ problem: LeastSquaresProblem, particular y: [Double]) throws(LeastSquaresError) -> Matrix {
    let (n, free) = (problem.columns, null.columns)
    let (triangle, basis) = (problem.triangle, null)
    // Zero columns are scaled by 0 in the triangle and by 1 here; both are zero.
    let whole = triangle.block(rows: n + 1, columns: 0..<n)
    let (left, shift) = try algebra { () throws(AlgebraError) in (try whole.times(basis), try whole.times(y)) }
    var stack = Matrix(rows: n + 1, columns: free + 1)
    for row in 0...n {
      for column in 0..<free { stack[row, column] = left[row, column] }
      stack[row, free] = triangle[row, n] - shift[row]
    }
    return try stack.reducedToTriangle()
  }

  /// Corrects x until neither the constraints nor the gradient along the free directions ask for more.
  func refine(
    _ x: inout [DoubleDouble], _ problem: LeastSquaresProblem, _ rank: Rank
  ) throws(LeastSquaresError) -> (Int, Double?) {
    try restore(&x)
    let directions = null.columns(rank.basis)
    let scales = factors
    let system = try algebra { () throws(AlgebraError) in
      // Zero columns are scaled by 0 there and by 1 here; both are zero.
      try AugmentedSystem(problem.weightedColumns(Array(0..<problem.columns)).times(directions))
    }
    if directions.columns == 0 { return (1, 0) }
    let found = try problem.correct(&x, by: system, precision: 0x1p-55) { (gradient) throws(AlgebraError) in
      try directions.times(zip(gradient, scales).map { $0 * $1 }, transposed: true)
    } move: { x, step in
      var (size, peak, ratio) = (0.0, 0.0, 0.0)
      for row in x.indices {
        let change = (0..<directions.columns).reduce(0.0) { $0 + directions[row, $1] * step[$1] }
        x[row] = x[row] + DoubleDouble(change * scales[row])
        let value = abs(x[row].high) / scales[row]
        (size, peak) = (max(size, abs(change)), max(peak, value))
        if value > 0 { ratio = max(ratio, abs(change) / value) }
      }
      return (peak > 0 ? size / peak : size, ratio)
    }
    try restore(&x)
    return found
  }

  /// Moves x onto the constraints, right to about 32 digits.
  private func restore(_ x: inout [DoubleDouble]) throws(LeastSquaresError) {
    let feasibility = ExtendedResidual(matrix: constraints, rightHandSide: values)
    for _ in 0..<2 {
      let miss = feasibility.residual(x)
      let correction = try least(zip(miss.high, miss.low).map { $0 + $1 })
      for row in x.indices { x[row] = x[row] + DoubleDouble(correction[row] * factors[row]) }
    }
  }

  /// Multipliers of the constraints, and the largest breach of a condition.
  func judge(_ draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem) throws(LeastSquaresError) {
    // −Aᵀ r = Eᵀ ν over the constraints that carry the rank; the others need no multiplier.
    let scaled = zip(draft.gradient, factors).map { -$0 * $1 }
    let basis = range
    let leading = UpperTriangle(factor.r.block(rows: rank, columns: 0..<rank))
    let multipliers = try algebra { () throws(AlgebraError) in
      try leading.solve(basis.times(scaled, transposed: true))
    }
    draft.equalityMultipliers = Array(repeating: 0, count: constraints.rows)
    for (index, row) in factor.order.prefix(rank).enumerated() {
      draft.equalityMultipliers[row] = multipliers[index] / lengths[row]
    }
    let pull = try algebra { () throws(AlgebraError) in
      try constraints.times(draft.equalityMultipliers, transposed: true)
    }
    let reach = problem.reach(of: draft.coefficients)
    let miss = ExtendedResidual(matrix: constraints, rightHandSide: values)
      .residual(draft.coefficients.map(DoubleDouble.init)).high
    // What rounding the multipliers can leave of a gradient, beside what it is a difference of.
    let sizes = (0..<constraints.columns).map { column in
      values.indices.reduce(0.0) { sum, row in
        let size = abs(draft.equalityMultipliers[row]) + (lengths[row] > 0 ? reach / lengths[row] : 0)
        return sum + abs(constraints[row, column]) * size
      }
    }
    var worst = pull.indices.reduce(0.0) {
      max($0, problem.share(draft.gradient[$1] + pull[$1], column: $1, reach: reach, besides: sizes[$1]))
    }
    for row in values.indices {
      let size = (0..<constraints.columns).reduce(abs(values[row])) {
        $0 + abs(constraints[row, $1] * draft.coefficients[$1])
      }
      if size > 0 { worst = max(worst, abs(miss[row]) / size) }
    }
    draft.kktResidual = worst
  }

  /// Says which columns neither data nor constraints settle.
  func markConfounded(_ draft: inout LeastSquaresDraft, _ rank: Rank) throws(LeastSquaresError) {
    let basis = null
    let directions = try algebra { () throws(AlgebraError) in try basis.times(rank.nullSpace) }
    for index in 0..<directions.columns {
      let peak = directions.column(index).reduce(0) { max($0, abs($1)) }
      let members = (0..<directions.rows).filter { abs(directions[$0, index]) > 1e-9 * peak }
      for column in members { draft.isEstimable[column] = false }
      guard let last = members.last else { continue }
      let unit = -directions[last, index] * factors[last]
      draft.confounded.append(
        Confounding(columns: members, factors: members.map { directions[$0, index] * factors[$0] / unit }))
    }
  }
}
