import CLapack

extension Lapack {
  /// min ‖y‖₂ subject to d = A x + B y: the general Gauss–Markov model, by the generalised QR factorisation.
  ///
  /// - Parameters:
  ///   - a: n × m, m ≤ n ≤ m + p, of full column rank.
  ///   - b: n × p; B Bᵀ is the covariance of the errors.
  ///   - d: length n.
  /// - Returns: x (length m) and y (length p).
  /// - Throws: ``AlgebraError/singular(routine:column:)`` where A, or A beside B, lacks rank.
  package static func ggglm(_ a: Matrix, _ b: Matrix, _ d: [Double]) throws(AlgebraError) -> (x: [Double], y: [Double])
  {
    try requireFinite(a, "matrix")
    try requireFinite(b, "covariance factor")
    try requireFinite(d, "right-hand side")
    try require(b.rows, is: a.rows, "rows")
    try require(d.count, is: a.rows, "entries")
    if a.columns > a.rows || a.rows > a.columns + b.columns {
      throw .shape(
        expected: "unknowns ≤ rows ≤ unknowns + columns of the factor",
        found: "\(a.columns), \(a.rows), \(a.columns + b.columns)")
    }
    var (left, right, goal) = (a, b, d)
    var x = [Double](repeating: 0, count: a.columns)
    var y = [Double](repeating: 0, count: b.columns)
    var (n, m, p) = (try size(a.rows, of: a), try size(a.columns, of: a), try size(b.columns, of: b))
    var (lda, ldb) = (max(1, n), max(1, n))
    let info = try withWorkspace("dggglm") { work, length, info in
      dggglm_(&n, &m, &p, &left.entries, &lda, &right.entries, &ldb, &goal, &x, &y, work, length, info)
    }
    if info > 0 { throw .singular(routine: "dggglm", column: Int(info) - 1) }
    return (x, y)
  }
}
