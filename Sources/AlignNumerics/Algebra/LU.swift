import CLapack

/// The factorisation PA = LU of a square matrix with partial pivoting, computed once and used many times.
package struct LU: Sendable {
  private let packed: Matrix
  private let pivots: [Int32]

  /// Factors a square matrix.
  ///
  /// - Throws: ``AlgebraError/singular(routine:column:)``, ``AlgebraError/notFinite(what:column:)``,
  ///   ``AlgebraError/shape(expected:found:)``.
  /// - Complexity: O(n³).
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.require(matrix.columns, is: matrix.rows, "columns")
    try Lapack.requireFinite(matrix, "matrix")
    var a = matrix
    var m = try Lapack.size(a.rows, of: a)
    var (n, lda, info) = (m, max(1, m), Int32(0))
    var swaps = [Int32](repeating: 0, count: a.rows)
    dgetrf_(&m, &n, &a.entries, &lda, &swaps, &info)
    try Lapack.check(info, "dgetrf")
    if info > 0 { throw .singular(routine: "dgetrf", column: Int(info) - 1) }
    packed = a
    pivots = swaps
  }

  /// X of A X = B, or of Aᵀ X = B.
  package func solve(_ b: Matrix, transposed: Bool = false) throws(AlgebraError) -> Matrix {
    try Lapack.require(b.rows, is: packed.rows, "rows")
    try Lapack.requireFinite(b, "right-hand side")
    var x = b
    var n = try Lapack.size(packed.rows, of: packed)
    var count = try Lapack.size(b.columns, of: b)
    var (lda, ldb, info) = (max(1, n), max(1, n), Int32(0))
    dgetrs_(transposed ? "T" : "N", &n, &count, packed.entries, &lda, pivots, &x.entries, &ldb, &info, 1)
    try Lapack.check(info, "dgetrs")
    return x
  }
}
