/// The rank of a problem's columns, the ones that carry it, and the relations among the others.
struct Rank {
  /// The columns that carry the rank, in the order of ``triangle``.
  let basis: [Int]
  /// R of the scaled basis.
  let triangle: UpperTriangle
  /// Qᵀ b over the basis.
  let reducedRightHandSide: [Double]
  /// 1 / the reciprocal condition of the basis.
  let condition: Double
  let isEstimable: [Bool]
  let confounded: [Confounding]
  /// A basis of the x with A x = 0, in unscaled columns, n × (n − rank).
  let nullSpace: Matrix

  /// Whether every column carries rank.
  var isFull: Bool { confounded.isEmpty }

  /// Finds the rank of a triangle of scaled columns.
  ///
  /// - Complexity: O(n³).
  init(of r: Matrix, _ reduced: [Double], scaling: ColumnScaling, tolerance: Double? = nil) throws(LeastSquaresError) {
    let n = r.columns
    let limit = tolerance ?? LeastSquaresProblem.rankTolerance(columns: n)
    let whole = UpperTriangle(r)
    let reciprocal = try algebra { () throws(AlgebraError) in try whole.reciprocalCondition() }
    // The estimate may be too good by a small factor, and pivots show a short rank a little later than it.
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
    let share = try algebra { () throws(AlgebraError) in try leading.reciprocalCondition() }
    condition = share > 0 ? 1 / share : .infinity
    let relations = try algebra { () throws(AlgebraError) in
      try leading.solve(packed.block(rows: rank, columns: rank..<n))
    }
    // What a true zero looks like after solving with the leading triangle.
    let noise = min(max(1e4 * Double(n) * Double.ulpOfOne * condition, 1e-10), 1e-4)
    var null = Matrix(rows: n, columns: dependent.count)
    var found: [Confounding] = []
    var settled = Array(repeating: true, count: n)
    for (index, column) in dependent.enumerated() {
      settled[column] = false
      null[column, index] = scaling.factors[column] == 0 ? 1 : scaling.factors[column]
      var members = [(column, -1.0)]
      for (row, other) in basis.enumerated() where abs(relations[row, index]) > noise {
        settled[other] = false
        null[other, index] = -relations[row, index] * scaling.factors[other]
        members.append((other, relations[row, index] * scaling.factors[other] / scaling.factors[column]))
      }
      members.sort { $0.0 < $1.0 }
      found.append(Confounding(columns: members.map(\.0), factors: members.map(\.1)))
    }
    nullSpace = null
    isEstimable = settled
    confounded = found.sorted { ($0.columns.last ?? 0) < ($1.columns.last ?? 0) }
  }

  /// The length of a null-space direction is of no meaning; its columns are made orthonormal for projections.
  func leastNorm(_ x: [Double]) throws(LeastSquaresError) -> [Double] {
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
