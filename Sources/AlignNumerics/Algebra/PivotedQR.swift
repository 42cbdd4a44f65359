import CLapack

/// The factorisation AP = QR with column pivoting: the largest remaining column comes first, so that the diagonal of R
/// descends and reveals the rank.
package struct PivotedQR: Sendable {
  private let packed: Matrix
  private let factors: [Double]
  /// The index in A of each column of AP.
  package let order: [Int]
  /// m, the number of rows of A.
  package var rows: Int { packed.rows }
  /// n, the number of columns of A.
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

  /// The number of leading diagonal entries of R that exceed a share of the first one.
  ///
  /// - Parameter tolerance: the share; if nil, max(m, n) · ε.
  package func rank(tolerance: Double? = nil) -> Int {
    guard !factors.isEmpty else { return 0 }
    let limit = abs(packed[0, 0]) * (tolerance ?? Double(max(rows, columns)) * Double.ulpOfOne)
    return factors.indices.firstIndex { abs(packed[$0, $0]) <= limit } ?? factors.count
  }

  /// The thin Q: m × min(m, n), with orthonormal columns.
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
