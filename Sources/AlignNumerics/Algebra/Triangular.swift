import CLapack

/// An upper triangular matrix R.
package struct UpperTriangle: Sendable {
  /// n × n; the entries below the diagonal are not read.
  package let matrix: Matrix
  /// n.
  package var order: Int { matrix.columns }

  /// A triangle over a square matrix.
  ///
  /// - Precondition: the matrix is square.
  package init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "a triangle is square")
    self.matrix = matrix
  }

  /// X of R X = B, or of Rᵀ X = B, by `dtrsm`.
  ///
  /// - Throws: ``AlgebraError/singular(routine:column:)`` where the diagonal holds a zero.
  package func solve(_ b: Matrix, transposed: Bool = false) throws(AlgebraError) -> Matrix {
    try Lapack.require(b.rows, is: order, "rows")
    try requireRegular()
    var x = b
    try solve(&x, side: "L", transposed: transposed)
    return x
  }

  /// x of R x = b, or of Rᵀ x = b.
  package func solve(_ b: [Double], transposed: Bool = false) throws(AlgebraError) -> [Double] {
    try solve(Matrix(column: b), transposed: transposed).entries
  }

  /// B R⁻¹.
  package func divide(_ b: Matrix) throws(AlgebraError) -> Matrix {
    var divided = b
    try divide(inPlace: &divided)
    return divided
  }

  /// Replaces B by B R⁻¹.
  func divide(inPlace b: inout Matrix) throws(AlgebraError) {
    try Lapack.require(b.columns, is: order, "columns")
    try requireRegular()
    try solve(&b, side: "R", transposed: false)
  }

  /// R⁻¹, with zeros below its diagonal.
  package func inverse() throws(AlgebraError) -> Matrix {
    try requireRegular()
    var inverse = matrix.upperTriangle(rows: order)
    var n = try Lapack.size(order, of: matrix)
    var (lda, info) = (max(1, n), Int32(0))
    dtrtri_("U", "N", &n, &inverse.entries, &lda, &info, 1, 1)
    try Lapack.check(info, "dtrtri")
    if info > 0 { throw .singular(routine: "dtrtri", column: Int(info) - 1) }
    return inverse
  }

  /// An estimate of 1 / (‖R‖₁ ‖R⁻¹‖₁), which may be too large by a small factor; 0 where R is singular.
  ///
  /// - Source: Hager 1984 and Higham 1988, by `dtrcon`.
  package func reciprocalCondition() throws(AlgebraError) -> Double {
    if order == 0 { return 1 }
    var n = try Lapack.size(order, of: matrix)
    var (lda, info, answer) = (n, Int32(0), 0.0)
    var work = [Double](repeating: 0, count: 3 * order)
    var integers = [Int32](repeating: 0, count: order)
    dtrcon_("1", "U", "N", &n, matrix.entries, &lda, &answer, &work, &integers, &info, 1, 1, 1)
    try Lapack.check(info, "dtrcon")
    return answer
  }

  private func requireRegular() throws(AlgebraError) {
    for index in 0..<order where matrix[index, index] == 0 { throw .singular(routine: "dtrsm", column: index) }
  }

  private func solve(_ x: inout Matrix, side: String, transposed: Bool) throws(AlgebraError) {
    if x.entries.isEmpty { return }
    var (m, n) = (try Lapack.size(x.rows, of: x), try Lapack.size(x.columns, of: x))
    var (one, lda, ldb) = (1.0, try Lapack.leading(order, of: matrix), m)
    dtrsm_(
      side, "U", transposed ? "T" : "N", "N", &m, &n, &one, matrix.entries, &lda, &x.entries, &ldb, 1, 1, 1, 1)
  }
}
