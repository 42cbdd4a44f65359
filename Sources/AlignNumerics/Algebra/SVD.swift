import CLapack

/// The thin singular value decomposition A = U Σ Vᵀ. The signs of the vectors are fixed, so that every BLAS gives the same.
package struct SVD: Sendable {
  /// m × k, k = min(m, n).
  package private(set) var u: Matrix
  /// The k singular values, in descending order.
  package private(set) var values: [Double]
  /// k × n.
  package private(set) var vt: Matrix

  /// Factors a matrix by divide and conquer, or by the slower QR iteration where that does not converge.
  ///
  /// - Throws: ``AlgebraError/notFinite(what:column:)``, ``AlgebraError/tooLarge(rows:columns:)``,
  ///   ``AlgebraError/notConverged(routine:)``.
  /// - Complexity: O(mn · min(m, n)).
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.requireFinite(matrix, "matrix")
    let order = min(matrix.rows, matrix.columns)
    u = Matrix(rows: matrix.rows, columns: order)
    values = Array(repeating: 0, count: order)
    vt = Matrix(rows: order, columns: matrix.columns)
    guard order > 0 else { return }
    if try !divideAndConquer(matrix) {
      guard try iterateQR(matrix) else { throw .notConverged(routine: "dgesvd") }
    }
    fixSigns()
  }

  private mutating func divideAndConquer(_ matrix: Matrix) throws(AlgebraError) -> Bool {
    var a = matrix
    var (m, n) = (try Lapack.size(a.rows, of: a), try Lapack.size(a.columns, of: a))
    var (lda, ldu, ldvt) = (m, m, min(m, n))
    var integers = [Int32](repeating: 0, count: 8 * values.count)
    var (left, s, right) = (u, values, vt)
    let info = try Lapack.withWorkspace("dgesdd") { work, length, info in
      dgesdd_(
        "S", &m, &n, &a.entries, &lda, &s, &left.entries, &ldu, &right.entries, &ldvt, work, length, &integers, info, 1)
    }
    (u, values, vt) = (left, s, right)
    return info == 0
  }

  mutating func iterateQR(_ matrix: Matrix) throws(AlgebraError) -> Bool {
    var a = matrix
    var (m, n) = (try Lapack.size(a.rows, of: a), try Lapack.size(a.columns, of: a))
    var (lda, ldu, ldvt) = (m, m, min(m, n))
    var (left, s, right) = (u, values, vt)
    let info = try Lapack.withWorkspace("dgesvd") { work, length, info in
      dgesvd_(
        "S", "S", &m, &n, &a.entries, &lda, &s, &left.entries, &ldu, &right.entries, &ldvt, work, length, info, 1, 1)
    }
    (u, values, vt) = (left, s, right)
    return info == 0
  }

  /// Makes the largest entry of each right vector positive.
  private mutating func fixSigns() {
    for index in values.indices where isLargestEntryNegative(vt.row(index)) {
      for column in 0..<vt.columns { vt[index, column].negate() }
      for row in 0..<u.rows { u[row, index].negate() }
    }
  }

  /// The number of singular values that exceed a share of the largest.
  ///
  /// - Parameter tolerance: the share; if nil, max(m, n) · ε.
  package func rank(tolerance: Double? = nil) -> Int {
    let limit = (values.first ?? 0) * (tolerance ?? Double(max(u.rows, vt.columns)) * Double.ulpOfOne)
    return values.firstIndex { $0 <= limit } ?? values.count
  }
}

/// Whether the entry of largest magnitude is negative. Among entries that are equal to it but for rounding the first counts,
/// so that the answer does not depend on the BLAS.
func isLargestEntryNegative(_ vector: some Collection<Double>) -> Bool {
  let peak = vector.reduce(0) { max($0, abs($1)) }
  return vector.first { abs($0) >= peak * (1 - 1e-6) }.map { $0 < 0 } ?? false
}
