import CLapack

extension Lapack {
  /// Least squares of full rank by QR; where there are fewer rows than columns, the solution of minimum norm by LQ.
  ///
  /// - Returns: n × k, a solution for each column of `b`.
  /// - Throws: ``AlgebraError/singular(routine:column:)`` where the diagonal of the triangle has a zero.
  /// - Complexity: O(mn · min(m, n)).
  package static func gels(_ matrix: Matrix, _ b: Matrix) throws(AlgebraError) -> Matrix {
    try requireFinite(matrix, "matrix")
    try requireFinite(b, "right-hand side")
    try require(b.rows, is: matrix.rows, "rows")
    var a = matrix
    var x = b.padded(toRows: max(matrix.rows, matrix.columns))
    var (m, n, count) = (try size(a.rows, of: a), try size(a.columns, of: a), try size(b.columns, of: b))
    var (lda, ldb) = (max(1, m), max(1, m, n))
    let info = try withWorkspace("dgels") { work, length, info in
      dgels_("N", &m, &n, &count, &a.entries, &lda, &x.entries, &ldb, work, length, info, 1)
    }
    if info > 0 { throw .singular(routine: "dgels", column: Int(info) - 1) }
    return x.firstRows(matrix.columns)
  }
}

extension Matrix {
  /// The same entries with rows of zeros below, or with rows at the bottom left out.
  func padded(toRows count: Int) -> Matrix {
    if count == rows { return self }
    var padded = Matrix(rows: count, columns: columns)
    for column in 0..<columns {
      for row in 0..<min(rows, count) { padded[row, column] = self[row, column] }
    }
    return padded
  }

  /// The rows at the top.
  func firstRows(_ count: Int) -> Matrix { padded(toRows: count) }
}
