import CLapack

/// AP = QR with the largest remaining column first, so that the diagonal of R falls and shows the rank.
package struct PivotedQR: Sendable {
  private let packed: Matrix
  private let factors: [Double]
  /// The column of A that stands at each place of AP.
  package let order: [Int]
  /// m and n of the matrix that was factored.
  package var rows: Int { packed.rows }
  package var columns: Int { packed.columns }

  /// Factors a matrix.
  ///
  /// - Throws: ``AlgebraError/notFinite(what:column:)``, ``AlgebraError/tooLarge(rows:columns:)``.
  /// - Complexity: O(mn · min(m, n)).
  /// - Source: Businger & Golub 1965, by `dgeqp3`.
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.requireFinite(matrix, "matrix")
    var a = matrix
    var m = try Lapack.size(a.rows, of: a)
    var n = try Lapack.size(a.columns, of: a)
    var lda = try Lapack.leading(a.rows, of: a)
    var tau = [Double](repeating: 0, count: min(a.rows, a.columns))
    var pivots = [Int32](repeating: 0, count: a.columns)
    if !tau.isEmpty {
      try Lapack.withWorkspace("dgeqp3") { work, length, info in
        dgeqp3_(&m, &n, &a.entries, &lda, &pivots, &tau, work, length, info)
      }
      order = pivots.map { Int($0) - 1 }
    } else {
      order = Array(0..<a.columns)
    }
    packed = a
    factors = tau
  }

  /// R: min(m, n) × n, zeros below its diagonal.
  package var r: Matrix { packed.upperTriangle(rows: factors.count) }

  /// The columns of the diagonal of R above a share of its first entry.
  ///
  /// - Parameter tolerance: if nil, max(m, n) units of rounding.
  package func rank(tolerance: Double? = nil) -> Int {
    guard !factors.isEmpty else { return 0 }
    let limit = abs(packed[0, 0]) * (tolerance ?? Double(max(rows, columns)) * Double.ulpOfOne)
    return factors.indices.firstIndex { abs(packed[$0, $0]) <= limit } ?? factors.count
  }

  /// The thin Q: m × min(m, n), its columns orthonormal.
  package func q() throws(AlgebraError) -> Matrix { try packed.orthonormalColumns(factors) }

  /// Qᵀ B, of the full m × m matrix Q.
  package func transposedQ(times b: Matrix) throws(AlgebraError) -> Matrix {
    try packed.reflect(b, factors, transposed: true)
  }

  /// Q B, of the full m × m matrix Q.
  package func q(times b: Matrix) throws(AlgebraError) -> Matrix {
    try packed.reflect(b, factors, transposed: false)
  }
}
