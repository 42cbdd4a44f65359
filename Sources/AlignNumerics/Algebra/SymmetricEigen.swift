import CLapack

/// The eigenvalues of a symmetric matrix, and its orthonormal eigenvectors with fixed signs.
package struct SymmetricEigen: Sendable {
  /// In ascending order.
  package let values: [Double]
  /// n × n; column k belongs to `values[k]`.
  package let vectors: Matrix

  /// Decomposes a symmetric matrix; only its upper triangle is read.
  ///
  /// - Throws: ``AlgebraError/notFinite(what:column:)``, ``AlgebraError/shape(expected:found:)``,
  ///   ``AlgebraError/notConverged(routine:)``.
  /// - Complexity: O(n³).
  /// - Source: relatively robust representations, by `dsyevr`.
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.require(matrix.columns, is: matrix.rows, "columns")
    try Lapack.requireFinite(matrix, "matrix")
    var a = matrix
    var n = try Lapack.size(a.rows, of: a)
    var w = [Double](repeating: 0, count: a.rows)
    var z = Matrix(rows: a.rows, columns: a.rows)
    if n > 0 {
      var (lda, ldz, found, low, high) = (n, n, Int32(0), Int32(0), Int32(0))
      var (from, to, tolerance) = (0.0, 0.0, 0.0)
      var support = [Int32](repeating: 0, count: 2 * a.rows)
      // 10 n is the smallest integer workspace that the routine accepts.
      var integers = [Int32](repeating: 0, count: 10 * a.rows)
      var integerCount = try Lapack.size(integers.count, of: a)
      let info = try Lapack.withWorkspace("dsyevr") { work, length, info in
        dsyevr_(
          "V", "A", "U", &n, &a.entries, &lda, &from, &to, &low, &high, &tolerance, &found, &w, &z.entries, &ldz,
          &support, work, length, &integers, &integerCount, info, 1, 1, 1)
      }
      if info > 0 { throw .notConverged(routine: "dsyevr") }
    }
    for column in 0..<z.columns where isLargestEntryNegative(z.column(column)) {
      for row in 0..<z.rows { z[row, column].negate() }
    }
    values = w
    vectors = z
  }
}
