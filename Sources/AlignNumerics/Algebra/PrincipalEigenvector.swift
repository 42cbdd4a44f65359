import CLapack

/// The largest eigenvalue of a non-negative matrix and its eigenvector, which is non-negative and sums to 1 (Perron and
/// Frobenius).
package struct PrincipalEigenvector: Sendable {
  /// λ, the spectral radius.
  package let value: Double
  /// n entries, each ≥ 0, summing to 1.
  package let vector: [Double]

  /// Finds the pair by `dgeev`.
  ///
  /// - Parameter matrix: n × n, n ≥ 1, entries ≥ 0, irreducible, so that the vector is unique and positive.
  /// - Throws: ``AlgebraError/notFinite(what:column:)``, ``AlgebraError/shape(expected:found:)``,
  ///   ``AlgebraError/notConverged(routine:)``.
  /// - Complexity: O(n³).
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.require(matrix.columns, is: matrix.rows, "columns")
    try Lapack.requireFinite(matrix, "matrix")
    let count = matrix.rows
    guard count > 0 else { throw .shape(expected: "at least 1 row", found: "0") }
    var a = matrix
    var (n, one) = (try Lapack.size(count, of: matrix), Int32(1))
    var lda = n
    var ldvr = n
    var real = [Double](repeating: 0, count: count)
    var imaginary = real
    var unused = [0.0]
    var vectors = Matrix(rows: count, columns: count)
    let info = try Lapack.withWorkspace("dgeev") { work, length, info in
      dgeev_(
        "N", "V", &n, &a.entries, &lda, &real, &imaginary, &unused, &one, &vectors.entries, &ldvr, work, length, info,
        1, 1)
    }
    if info > 0 { throw .notConverged(routine: "dgeev") }
    // The spectral radius of such a matrix is itself an eigenvalue, so it has the largest real part.
    guard let index = real.indices.max(by: { real[$0] < real[$1] }) else { throw .notConverged(routine: "dgeev") }
    let column = vectors.column(index)
    let sum = column.reduce(0, +)
    guard sum != 0 else { throw .notConverged(routine: "dgeev") }
    value = real[index]
    vector = column.map { max(0, $0 / sum) }
  }
}
