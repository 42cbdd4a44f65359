import CLapack

extension Matrix {
  /// A one-column matrix.
  public init(column: [Double]) { self.init(rows: column.count, columns: 1, entries: column) }

  /// A B, Aᵀ B, A Bᵀ or Aᵀ Bᵀ by `dgemm`.
  ///
  /// - Throws: ``AlgebraError/shape(expected:found:)`` where the sizes do not fit.
  public func times(_ other: Matrix, transposed: Bool = false, otherTransposed: Bool = false) throws(AlgebraError)
    -> Matrix
  {
    let (count, inner) = transposed ? (columns, rows) : (rows, columns)
    let (otherInner, width) = otherTransposed ? (other.columns, other.rows) : (other.rows, other.columns)
    try Lapack.require(otherInner, is: inner, "rows")
    var product = Matrix(rows: count, columns: width)
    if product.entries.isEmpty || inner == 0 { return product }
    var (m, n, k) = (
      try Lapack.size(count, of: self), try Lapack.size(width, of: other), try Lapack.size(inner, of: self)
    )
    var (one, zero) = (1.0, 0.0)
    var (lda, ldb) = (try Lapack.leading(rows, of: self), try Lapack.leading(other.rows, of: other))
    var ldc = m
    dgemm_(
      transposed ? "T" : "N", otherTransposed ? "T" : "N", &m, &n, &k, &one, entries, &lda, other.entries, &ldb, &zero,
      &product.entries, &ldc, 1, 1)
    return product
  }

  /// A x or Aᵀ x by `dgemv`.
  ///
  /// - Throws: ``AlgebraError/shape(expected:found:)`` where the sizes do not fit.
  public func times(_ x: [Double], transposed: Bool = false) throws(AlgebraError) -> [Double] {
    try Lapack.require(x.count, is: transposed ? rows : columns, "entries")
    var y = [Double](repeating: 0, count: transposed ? columns : rows)
    if y.isEmpty || x.isEmpty { return y }
    var (m, n) = (try Lapack.size(rows, of: self), try Lapack.size(columns, of: self))
    var (one, zero, lda) = (1.0, 0.0, m)
    var (stepX, stepY): (Int32, Int32) = (1, 1)
    dgemv_(transposed ? "T" : "N", &m, &n, &one, entries, &lda, x, &stepX, &zero, &y, &stepY, 1)
    return y
  }

  /// Aᵀ A by `dsyrk`, both triangles filled.
  package func gram() throws(AlgebraError) -> Matrix {
    var gram = Matrix(rows: columns, columns: columns)
    try gram.addGram(of: self)
    gram.mirrorUpperTriangle()
    return gram
  }

  /// Adds Aᵀ A to the upper triangle.
  mutating func addGram(of a: Matrix) throws(AlgebraError) {
    try Lapack.require(a.columns, is: columns, "columns")
    if a.entries.isEmpty { return }
    var (n, k) = (try Lapack.size(a.columns, of: a), try Lapack.size(a.rows, of: a))
    var (one, lda, ldc) = (1.0, k, n)
    var keep = one
    dsyrk_("U", "T", &n, &k, &one, a.entries, &lda, &keep, &entries, &ldc, 1, 1)
  }

  /// Copies the upper triangle to the lower one.
  mutating func mirrorUpperTriangle() {
    for column in 0..<columns {
      for row in 0..<column { self[column, row] = self[row, column] }
    }
  }
}
