/// The normal equations AᵀA x = Aᵀb of the scaled columns, which take half the work of a QR factorisation. Their condition
/// number is the square of that of A, so they are used only where the columns are far from dependent, to find the active
/// bounds; the solution is then computed and checked on the data.
struct GramEquations {
  let gram: Matrix
  let moment: [Double]
  /// R with RᵀR = AᵀA.
  let r: Matrix
  /// R⁻ᵀ Aᵀb.
  let reducedRightHandSide: [Double]

  /// AᵀA is not used below this reciprocal condition number, at which the condition number of A is 10⁴ and half the digits
  /// are left.
  private static let leastReciprocal = 1e-8

  /// Nil where the columns are nearly dependent, or their squares overflow or underflow.
  ///
  /// - Complexity: mn² + n³/3 multiplications.
  init?(_ matrix: Matrix, _ b: [Double], scaling: ColumnScaling) throws(LeastSquaresError) {
    guard matrix.rows >= matrix.columns, matrix.columns > 0, !scaling.factors.contains(0) else { return nil }
    var (gram, moment) = try algebra { () throws(AlgebraError) in
      var gram = Matrix(rows: matrix.columns, columns: matrix.columns)
      try gram.addGram(of: matrix)
      return (gram, try matrix.times(b, transposed: true))
    }
    // Scaling by powers of two is exact for the products as it is for the columns.
    let factors = scaling.factors
    for column in factors.indices {
      moment[column] *= factors[column]
      for row in 0...column {
        let value = gram[row, column] * factors[row] * factors[column]
        gram[row, column] = value
        gram[column, row] = value
      }
    }
    guard gram.entries.allSatisfy(\.isFinite), moment.allSatisfy(\.isFinite),
      let factor = try? Cholesky(gram), (factor.reciprocalCondition() ?? 0) > Self.leastReciprocal
    else { return nil }
    r = Self.upper(factor)
    let (upper, right) = (UpperTriangle(r), moment)
    reducedRightHandSide = try algebra { () throws(AlgebraError) in try upper.solve(right, transposed: true) }
    self.gram = gram
    self.moment = moment
  }

  /// R of some of the columns; nil where they are not positive definite to working precision.
  func triangle(of columns: [Int]) -> Matrix? {
    factor(of: columns).map { Self.upper($0) }
  }

  /// R = Lᵀ, with zeros below its diagonal.
  private static func upper(_ factor: Cholesky) -> Matrix {
    let (n, lower) = (factor.order, factor.takeStorage())
    return Matrix(rows: n, columns: n) { row, column in row <= column ? lower[row * n + column] : 0 }
  }

  func factor(of columns: [Int]) -> Cholesky? {
    try? Cholesky(
      Matrix(rows: columns.count, columns: columns.count) { gram[columns[$0], columns[$1]] }, keepingNorm: false)
  }
}
