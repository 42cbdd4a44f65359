/// AᵀA and Aᵀb of the scaled columns, half the work of a QR factorisation. Their condition is the square of A's, so what they
/// tell of which bounds hold is a guess, taken only where the columns are far from dependent, and proved on the data.
struct GramEquations {
  let gram: Matrix
  let moment: [Double]
  /// R with RᵀR = AᵀA.
  let r: Matrix
  /// R⁻ᵀ Aᵀb.
  let reducedRightHandSide: [Double]

  /// The reciprocal condition of AᵀA below which it is not asked: A's own is then up to 10⁴, and half the digits are left.
  private static let leastReciprocal = 1e-8

  /// Nil where the columns are near dependent, or too large or small to be squared.
  ///
  /// - Complexity: mn² + n³/3 multiplications.
  init?(_ matrix: Matrix, _ b: [Double], scaling: ColumnScaling) throws(LeastSquaresError) {
    guard matrix.rows >= matrix.columns, matrix.columns > 0, !scaling.factors.contains(0) else { return nil }
    var (gram, moment) = try algebra { () throws(AlgebraError) in
      var gram = Matrix(rows: matrix.columns, columns: matrix.columns)
      try gram.addGram(of: matrix)
      return (gram, try matrix.times(b, transposed: true))
    }
    // Powers of two scale the products as exactly as the columns.
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

  /// R of some of the columns, or nil where rounding left it none.
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
