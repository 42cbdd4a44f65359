/// min ‖A x − b‖₂ subject to E x = f.
///
/// The constraints are eliminated by an orthonormal basis of their null space, which leaves an ordinary problem. Redundant
/// constraints are allowed, and inconsistent ones are reported. Feasibility and optimality are both refined.
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
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// A method for the constraints E x = f.
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
    // R of the free directions; its last column is the right-hand side less the particular solution's part.
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
    try problem.setCoefficients(of: &draft, to: x)
    try elimination.setMultipliers(of: &draft, problem)
    if !rank.isFull { try elimination.markConfounded(&draft, rank) }
    return draft.solution
  }
}

/// The elimination of E x = f: x = S (Q₁ y₁ + N y₂), with y₁ fixed by the constraints and y₂ free.
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
    let q = try algebra { () throws(AlgebraError) in try factored.q(times: .identity(n)) }
    range = q.block(rows: n, columns: 0..<count)
    null = q.block(rows: n, columns: count..<n)
  }

  /// The solution of the scaled constraints of minimum norm.
  ///
  /// - Throws: ``LeastSquaresError/inconsistent(miss:)`` where the constraints contradict each other.
  func particular() throws(LeastSquaresError) -> [Double] {
    let y = try minimumNorm(values)
    let activity = product(y)
    for row in values.indices {
      let size = lengths[row] * ColumnScaling.length(y) + abs(values[row])
      let miss = abs(activity[row] - values[row])
      if miss > 1e-10 * size { throw .inconsistent(miss: miss) }
    }
    return y
  }

  /// Q₁ R⁻ᵀ f, over the independent constraints.
  private func minimumNorm(_ f: [Double]) throws(LeastSquaresError) -> [Double] {
    let leading = UpperTriangle(factor.r.block(rows: rank, columns: 0..<rank))
    let right = factor.order.prefix(rank).map { f[$0] / lengths[$0] }
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

  /// R of [A S N, b − A S y].
  func reducedTriangle(_ problem: LeastSquaresProblem, particular y: [Double]) throws(LeastSquaresError) -> Matrix {
    let (n, free) = (problem.columns, null.columns)
    let (triangle, basis) = (problem.triangle, null)
    // The triangle scales zero columns by 0 and this type by 1; they are zero either way.
    let r = triangle.block(rows: n + 1, columns: 0..<n)
    let (left, shift) = try algebra { () throws(AlgebraError) in (try r.times(basis), try r.times(y)) }
    var stack = Matrix(rows: n + 1, columns: free + 1)
    for row in 0...n {
      for column in 0..<free { stack[row, column] = left[row, column] }
      stack[row, free] = triangle[row, n] - shift[row]
    }
    return try stack.reducedToTriangle()
  }

  /// Corrects x until the residual of the constraints and the gradient along the free directions are negligible.
  func refine(
    _ x: inout [DoubleDouble], _ problem: LeastSquaresProblem, _ rank: Rank
  ) throws(LeastSquaresError) -> (Int, Double?) {
    try restore(&x)
    let directions = null.columns(rank.basis)
    let scales = factors
    let system = try algebra { () throws(AlgebraError) in
      // Those columns are scaled by 0 where they are zero, and here by 1; they are zero either way.
      try AugmentedSystem(problem.weightedColumns(Array(0..<problem.columns)).times(directions))
    }
    if directions.columns == 0 { return (1, 0) }
    let found = try problem.correct(&x, by: system, precision: 0x1p-55) { (gradient) throws(AlgebraError) in
      try directions.times(zip(gradient, scales).map { $0 * $1 }, transposed: true)
    } add: { x, step in
      var (size, largest, ratio) = (0.0, 0.0, 0.0)
      for row in x.indices {
        let change = (0..<directions.columns).reduce(0.0) { $0 + directions[row, $1] * step[$1] }
        x[row] = x[row] + DoubleDouble(change * scales[row])
        let value = abs(x[row].high) / scales[row]
        (size, largest) = (max(size, abs(change)), max(largest, value))
        if value > 0 { ratio = max(ratio, abs(change) / value) }
      }
      return (largest > 0 ? size / largest : size, ratio)
    }
    try restore(&x)
    return found
  }

  /// Projects x onto the constraints, to about 32 digits.
  private func restore(_ x: inout [DoubleDouble]) throws(LeastSquaresError) {
    let feasibility = ExtendedResidual(matrix: constraints, rightHandSide: values)
    for _ in 0..<2 {
      let miss = feasibility.residual(x)
      let correction = try minimumNorm(zip(miss.high, miss.low).map { $0 + $1 })
      for row in x.indices { x[row] = x[row] + DoubleDouble(correction[row] * factors[row]) }
    }
  }

  /// Sets the multipliers of the constraints, and the largest violation of an optimality condition.
  func setMultipliers(of draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem) throws(LeastSquaresError) {
    // −Aᵀ r = Eᵀ ν over the independent constraints; the others need no multiplier.
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
    let fromConstraints = try algebra { () throws(AlgebraError) in
      try constraints.times(draft.equalityMultipliers, transposed: true)
    }
    let scale = problem.residualScale(draft.coefficients)
    let miss = ExtendedResidual(matrix: constraints, rightHandSide: values)
      .residual(draft.coefficients.map(DoubleDouble.init)).high
    // The rounding errors of the multipliers limit the accuracy of the gradient too.
    let sizes = (0..<constraints.columns).map { column in
      values.indices.reduce(0.0) { sum, row in
        let size = abs(draft.equalityMultipliers[row]) + (lengths[row] > 0 ? scale / lengths[row] : 0)
        return sum + abs(constraints[row, column]) * size
      }
    }
    var worst = fromConstraints.indices.reduce(0.0) {
      max(
        $0,
        problem.relative(
          draft.gradient[$1] + fromConstraints[$1], column: $1, scale: scale, otherTerms: sizes[$1]))
    }
    for row in values.indices {
      let size = (0..<constraints.columns).reduce(abs(values[row])) {
        $0 + abs(constraints[row, $1] * draft.coefficients[$1])
      }
      if size > 0 { worst = max(worst, abs(miss[row]) / size) }
    }
    draft.kktResidual = worst
  }

  /// Marks the columns that neither data nor constraints determine.
  func markConfounded(_ draft: inout LeastSquaresDraft, _ rank: Rank) throws(LeastSquaresError) {
    let basis = null
    let directions = try algebra { () throws(AlgebraError) in try basis.times(rank.nullSpace) }
    for index in 0..<directions.columns {
      let largest = directions.column(index).reduce(0) { max($0, abs($1)) }
      let members = (0..<directions.rows).filter { abs(directions[$0, index]) > 1e-9 * largest }
      for column in members { draft.isEstimable[column] = false }
      guard let last = members.last else { continue }
      let unit = -directions[last, index] * factors[last]
      draft.confounded.append(
        Confounding(columns: members, factors: members.map { directions[$0, index] * factors[$0] / unit }))
    }
  }
}
