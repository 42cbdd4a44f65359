/// min ‖y‖₂ subject to b = A x + B y: least squares whose errors have the covariance B Bᵀ, which may be singular.
///
/// - Complexity: O(m³) in the rows.
/// - Source: Paige 1979, by `dggglm`.
public struct GeneralisedLeastSquares: LeastSquaresMethod {
  /// B, m × p.
  public var covarianceFactor: Matrix

  /// Errors of covariance B Bᵀ.
  public init(covarianceFactor: Matrix) { self.covarianceFactor = covarianceFactor }

  /// Solves for x; the sum of squares of the solution is ‖y‖², that of the errors in units of their covariance.
  ///
  /// - Throws: ``LeastSquaresError/algebra(_:)`` where sizes do not fit, an entry is not finite, or A beside B lacks
  ///   rank.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide)
    let rank = try Rank(of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling)
    // Columns that depend on others are left out and named, as in the ordinary problem.
    let scaled = problem.scaling.scaled(matrix).columns(rank.basis)
    let (z, y) = try algebra { () throws(AlgebraError) in
      try Lapack.ggglm(scaled, covarianceFactor, rightHandSide)
    }
    var x = Array(repeating: DoubleDouble(0), count: matrix.columns)
    for (index, column) in rank.basis.enumerated() {
      x[column] = DoubleDouble(z[index] * problem.scaling.factors[column])
    }
    var draft = problem.blank
    draft.rank = rank.basis.count
    draft.condition = rank.isFull ? rank.condition : nil
    draft.isEstimable = rank.isEstimable
    draft.confounded = rank.confounded
    try problem.settle(&draft, at: x)
    draft.sumOfSquares = y.reduce(0) { $0 + $1 * $1 }
    draft.kktResidual = try conditions(problem, y, residuals: draft.residuals)
    return draft.solution
  }

  /// b − A x = B y, and a λ with Bᵀ λ = y and Aᵀ λ = 0.
  private func conditions(
    _ problem: LeastSquaresProblem, _ y: [Double], residuals: [Double]
  ) throws(LeastSquaresError) -> Double {
    let errors = try algebra { () throws(AlgebraError) in try covarianceFactor.times(y) }
    let size = max(problem.rightHandLength, .leastNormalMagnitude)
    let miss = ColumnScaling.length(zip(errors, residuals).map { $0 - $1 }) / size
    // [Bᵀ; Aᵀ] λ = [y; 0] is consistent at the optimum, and what it misses is the breach.
    let (m, p) = (problem.matrix.rows, y.count)
    let scaled = problem.scaling.scaled(problem.matrix)
    let stack = Matrix(rows: p + scaled.columns, columns: m) { row, column in
      row < p ? covarianceFactor[column, row] : scaled[column, row - p]
    }
    let wanted = y + Array(repeating: 0, count: scaled.columns)
    let fit = try MinimumNormLeastSquares().solve(stack, wanted)
    let length = ColumnScaling.length(y)
    return max(miss, length > 0 ? fit.sumOfSquares.squareRoot() / length : 0)
  }
}
