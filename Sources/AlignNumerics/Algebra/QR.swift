import CLapack

/// The factorisation A = QR by Householder reflections, computed once and used many times.
package struct QR: Sendable {
  /// R on and above the diagonal, the reflections below it.
  private let packed: Matrix
  private let factors: [Double]
  /// m, the number of rows of A.
  package var rows: Int { packed.rows }
  /// n, the number of columns of A.
  package var columns: Int { packed.columns }
  /// min(m, n).
  package var order: Int { factors.count }

  /// Factors a matrix.
  ///
  /// - Throws: ``AlgebraError/notFinite(what:column:)``, ``AlgebraError/tooLarge(rows:columns:)``.
  /// - Complexity: O(mn · min(m, n)).
  package init(_ matrix: Matrix) throws(AlgebraError) {
    try Lapack.requireFinite(matrix, "matrix")
    try self.init(ofFinite: matrix)
  }

  /// Factors a matrix that is known to be finite.
  init(ofFinite matrix: consuming Matrix) throws(AlgebraError) {
    var a = matrix
    var m = try Lapack.size(a.rows, of: a)
    var n = try Lapack.size(a.columns, of: a)
    var lda = try Lapack.leading(a.rows, of: a)
    var tau = [Double](repeating: 0, count: min(a.rows, a.columns))
    if !tau.isEmpty {
      try Lapack.withWorkspace("dgeqrf") { work, length, info in
        dgeqrf_(&m, &n, &a.entries, &lda, &tau, work, length, info)
      }
    }
    packed = a
    factors = tau
  }

  /// R: min(m, n) × n, zeros below its diagonal.
  package var r: Matrix { packed.upperTriangle(rows: order) }

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

extension Matrix {
  /// The first rows of the upper triangle, with zeros below the diagonal.
  func upperTriangle(rows count: Int) -> Matrix {
    var triangle = Matrix(rows: count, columns: columns)
    for column in 0..<columns {
      for row in 0..<min(column + 1, count) { triangle[row, column] = self[row, column] }
    }
    return triangle
  }

  /// The first columns of Q from reflections packed below a diagonal.
  func orthonormalColumns(_ tau: [Double]) throws(AlgebraError) -> Matrix {
    let order = tau.count
    var q = Matrix(rows: rows, columns: order, entries: Array(entries[0..<rows * order]))
    if order == 0 { return q }
    var m = try Lapack.size(rows, of: self)
    var n = try Lapack.size(order, of: self)
    var k = n
    var lda = try Lapack.leading(rows, of: self)
    try Lapack.withWorkspace("dorgqr") { work, length, info in
      dorgqr_(&m, &n, &k, &q.entries, &lda, tau, work, length, info)
    }
    return q
  }

  /// Q or Qᵀ times a matrix, from reflections packed below a diagonal.
  func reflect(_ b: Matrix, _ tau: [Double], transposed: Bool) throws(AlgebraError) -> Matrix {
    try Lapack.require(b.rows, is: rows, "rows")
    var c = b
    if tau.isEmpty || b.columns == 0 { return c }
    var m = try Lapack.size(b.rows, of: b)
    var n = try Lapack.size(b.columns, of: b)
    var k = try Lapack.size(tau.count, of: self)
    var lda = try Lapack.leading(rows, of: self)
    var ldc = try Lapack.leading(b.rows, of: b)
    try Lapack.withWorkspace("dormqr") { work, length, info in
      dormqr_("L", transposed ? "T" : "N", &m, &n, &k, entries, &lda, tau, &c.entries, &ldc, work, length, info, 1, 1)
    }
    return c
  }
}
