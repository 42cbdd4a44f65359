import CLapack

extension Lapack {
  /// The least-squares solution of minimum norm, for a matrix of any rank, by the singular value decomposition.
  ///
  /// - Parameter tolerance: singular values up to this share of the largest count as zero; if nil, max(m, n) · ε.
  /// - Returns: n × k solutions, the singular values, and the rank.
  /// - Throws: ``AlgebraError/notConverged(routine:)``, ``AlgebraError/notFinite(what:column:)``.
  /// - Complexity: O(mn · min(m, n)).
  package static func gelsd(_ matrix: Matrix, _ b: Matrix, tolerance: Double? = nil) throws(AlgebraError) -> (
    x: Matrix, singularValues: [Double], rank: Int
  ) {
    try requireFinite(matrix, "matrix")
    try requireFinite(b, "right-hand side")
    try require(b.rows, is: matrix.rows, "rows")
    var a = matrix
    var x = b.padded(toRows: max(matrix.rows, matrix.columns))
    let order = min(a.rows, a.columns)
    if order == 0 || b.columns == 0 { return (Matrix(rows: a.columns, columns: b.columns), [], 0) }
    var (m, n, count) = (try size(a.rows, of: a), try size(a.columns, of: a), try size(b.columns, of: b))
    var (lda, ldb) = (m, max(m, n))
    var values = [Double](repeating: 0, count: order)
    var limit = tolerance ?? Double(max(a.rows, a.columns)) * Double.ulpOfOne
    var rank: Int32 = 0
    // 3 · order · levels + 11 · order; a 32-bit size never needs more than 32 levels.
    var integers = [Int32](repeating: 0, count: (3 * 32 + 11) * order)
    let info = try withWorkspace("dgelsd") { work, length, info in
      dgelsd_(
        &m, &n, &count, &a.entries, &lda, &x.entries, &ldb, &values, &limit, &rank, work, length, &integers, info)
    }
    if info > 0 { throw .notConverged(routine: "dgelsd") }
    return (x.firstRows(matrix.columns), values, Int(rank))
  }
}
