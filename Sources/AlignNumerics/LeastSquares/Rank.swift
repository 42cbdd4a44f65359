/// The rank of a problem's columns, a basis of them, and the dependencies of the others on it.
struct Rank {
  /// The columns of the basis, in the order of ``triangle``.
  let basis: [Int]
  /// R of the scaled basis columns.
  let triangle: UpperTriangle
  /// Qᵀ b, restricted to the basis.
  let reducedRightHandSide: [Double]
  /// The condition number of the scaled basis columns.
  let condition: Double
  let isEstimable: [Bool]
  let confounded: [Confounding]
  /// A basis of the null space, the x with A x = 0 of the unscaled columns: n × (n − rank).
  let nullSpace: Matrix

  /// Whether all columns are independent.
  var isFull: Bool { confounded.isEmpty }

  /// Finds the rank of a triangle of scaled columns.
  ///
  /// - Complexity: O(n³).
  init(of r: Matrix, _ reduced: [Double], scaling: ColumnScaling, tolerance: Double? = nil) throws(LeastSquaresError) {
    let n = r.columns
    let limit = tolerance ?? LeastSquaresProblem.rankTolerance(columns: n)
    let whole = UpperTriangle(r)
    let reciprocal = try algebra { () throws(AlgebraError) in try whole.reciprocalCondition() }
    // The estimate may be too large by a small factor, and pivots reveal a rank deficiency a little later than it does.
    if reciprocal > 100 * Double(max(n, 1)) * limit {
      (basis, triangle, reducedRightHandSide) = (Array(0..<n), whole, reduced)
      condition = 1 / reciprocal
      isEstimable = Array(repeating: true, count: n)
      confounded = []
      nullSpace = Matrix(rows: n, columns: 0)
      return
    }
    let pivoted = try algebra { () throws(AlgebraError) in try PivotedQR(r) }
    let rank = pivoted.rank(tolerance: limit)
    let packed = pivoted.r
    basis = Array(pivoted.order.prefix(rank))
    let dependent = Array(pivoted.order.dropFirst(rank))
    let leading = UpperTriangle(packed.block(rows: rank, columns: 0..<rank))
    triangle = leading
    reducedRightHandSide = try algebra { () throws(AlgebraError) in
      Array(try pivoted.transposedQ(times: Matrix(column: reduced)).entries.prefix(rank))
    }
    let leadingReciprocal = try algebra { () throws(AlgebraError) in try leading.reciprocalCondition() }
    condition = leadingReciprocal > 0 ? 1 / leadingReciprocal : .infinity
    let relations = try algebra { () throws(AlgebraError) in
      try leading.solve(packed.block(rows: rank, columns: rank..<n))
    }
    // The size that rounding gives to a true zero when it is solved for with the leading triangle.
    let noise = min(max(1e4 * Double(n) * Double.ulpOfOne * condition, 1e-10), 1e-4)
    var null = Matrix(rows: n, columns: dependent.count)
    var found: [Confounding] = []
    var estimable = Array(repeating: true, count: n)
    for (index, column) in dependent.enumerated() {
      estimable[column] = false
      null[column, index] = scaling.factors[column] == 0 ? 1 : scaling.factors[column]
      var members = [(column, -1.0)]
      for (row, other) in basis.enumerated() where abs(relations[row, index]) > noise {
        estimable[other] = false
        null[other, index] = -relations[row, index] * scaling.factors[other]
        members.append((other, relations[row, index] * scaling.factors[other] / scaling.factors[column]))
      }
      members.sort { $0.0 < $1.0 }
      found.append(Confounding(columns: members.map(\.0), factors: members.map(\.1)))
    }
    nullSpace = null
    isEstimable = estimable
    confounded = found.sorted { ($0.columns.last ?? 0) < ($1.columns.last ?? 0) }
  }

  /// x less its projection on the null space: the solution of minimum norm.
  func minimumNorm(_ x: [Double]) throws(LeastSquaresError) -> [Double] {
    if nullSpace.columns == 0 { return x }
    var scaled = nullSpace
    for column in 0..<scaled.columns {
      let length = ColumnScaling.length(scaled.column(column))
      for row in 0..<scaled.rows { scaled[row, column] /= length }
    }
    let directions = scaled
    return try algebra { () throws(AlgebraError) in
      let q = try QR(directions).q()
      var least = x
      // Twice, so that what the first projection rounded away is gone too.
      for _ in 0..<2 {
        let part = try q.times(q.times(least, transposed: true))
        for index in least.indices { least[index] -= part[index] }
      }
      return least
    }
  }
}
