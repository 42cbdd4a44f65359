import CLapack

extension Lapack {
  /// min ‖A x − c‖₂ subject to B x = d, by the generalised RQ factorisation.
  ///
  /// - Parameters:
  ///   - a: m × n.
  ///   - c: length m.
  ///   - b: p × n, p ≤ n ≤ m + p, of full row rank.
  ///   - d: length p.
  /// - Throws: ``AlgebraError/singular(routine:column:)`` where B or A over B lacks rank.
  package static func gglse(_ a: Matrix, _ c: [Double], subjectTo b: Matrix, _ d: [Double]) throws(AlgebraError)
    -> [Double]
  {
    try requireFinite(a, "matrix")
    try requireFinite(b, "constraints")
    try requireFinite(c, "right-hand side")
    try requireFinite(d, "right-hand side of the constraints")
    try require(b.columns, is: a.columns, "columns")
    try require(c.count, is: a.rows, "entries")
    try require(d.count, is: b.rows, "entries")
    if b.rows > a.columns || a.columns > a.rows + b.rows {
      throw .shape(
        expected: "constraints ≤ unknowns ≤ rows + constraints", found: "\(b.rows), \(a.columns), \(a.rows + b.rows)")
    }
    var (left, right, first, second) = (a, b, c, d)
    var x = [Double](repeating: 0, count: a.columns)
    var (m, n, p) = (try size(a.rows, of: a), try size(a.columns, of: a), try size(b.rows, of: b))
    var (lda, ldb) = (max(1, m), max(1, p))
    let info = try withWorkspace("dgglse") { work, length, info in
      dgglse_(&m, &n, &p, &left.entries, &lda, &right.entries, &ldb, &first, &second, &x, work, length, info)
    }
    if info > 0 { throw .singular(routine: "dgglse", column: Int(info) - 1) }
    return x
  }
}
