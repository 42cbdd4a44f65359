import CLapack

extension Lapack {
  /// The least-squares solution of minimum norm, for a matrix of any rank, by a complete orthogonal factorisation. It is
  /// faster than the singular value decomposition.
  ///
  /// - Parameter tolerance: the largest reciprocal condition of the leading triangle that counts as singular; if nil,
  ///   max(m, n) · ε.
  /// - Complexity: O(mn · min(m, n)).
  package static func gelsy(_ matrix: Matrix, _ b: Matrix, tolerance: Double? = nil) throws(AlgebraError) -> (
    x: Matrix, rank: Int
  ) {
    try requireFinite(matrix, "matrix")
    try requireFinite(b, "right-hand side")
    try require(b.rows, is: matrix.rows, "rows")
    var a = matrix
    var x = b.padded(toRows: max(matrix.rows, matrix.columns))
    if min(a.rows, a.columns) == 0 || b.columns == 0 { return (Matrix(rows: a.columns, columns: b.columns), 0) }
    var (m, n, count) = (try size(a.rows, of: a), try size(a.columns, of: a), try size(b.columns, of: b))
    var (lda, ldb) = (m, max(m, n))
    var pivots = [Int32](repeating: 0, count: a.columns)
    var limit = tolerance ?? Double(max(a.rows, a.columns)) * Double.ulpOfOne
    var rank: Int32 = 0
    try withWorkspace("dgelsy") { work, length, info in
      dgelsy_(&m, &n, &count, &a.entries, &lda, &x.entries, &ldb, &pivots, &limit, &rank, work, length, info)
    }
    return (x.firstRows(matrix.columns), Int(rank))
  }
}
