import CLapack

/// A = U Σ Vᵀ, thin, singular values falling; the signs of the vectors are fixed so that every BLAS gives the same.
package struct SVD: Sendable {
  /// m × k, k = min(m, n).
  package private(set) var u: Matrix
  /// Falling, k of them.
  package private(set) var values: [Double]
  /// k × n.
  package private(set) var vt: Matrix

  /// Factors a matrix by divide and conquer, and by the slower QR iteration where that fails.
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
      guard try iterate(matrix) else { throw .notConverged(routine: "dgesvd") }
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

  private mutating func iterate(_ matrix: Matrix) throws(AlgebraError) -> Bool {
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

  /// Makes the leading entry of each right vector positive.
  private mutating func fixSigns() {
    for index in values.indices where isNegativeAtPeak(vt.row(index)) {
      for column in 0..<vt.columns { vt[index, column].negate() }
      for row in 0..<u.rows { u[row, index].negate() }
    }
  }

  /// The singular values above a share of the largest.
  ///
  /// - Parameter tolerance: if nil, max(m, n) units of rounding.
  package func rank(tolerance: Double? = nil) -> Int {
    let limit = (values.first ?? 0) * (tolerance ?? Double(max(u.rows, vt.columns)) * Double.ulpOfOne)
    return values.firstIndex { $0 <= limit } ?? values.count
  }
}

/// Whether the entry of largest magnitude is negative. Entries that tie with it but for rounding yield to the first, so
/// that two BLAS choose alike.
func isNegativeAtPeak(_ vector: some Collection<Double>) -> Bool {
  let peak = vector.reduce(0) { max($0, abs($1)) }
  return vector.first { abs($0) >= peak * (1 - 1e-6) }.map { $0 < 0 } ?? false
}
