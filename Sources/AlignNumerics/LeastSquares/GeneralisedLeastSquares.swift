/// min ‖y‖₂ subject to b = A x + B y: least squares whose errors have the covariance B Bᵀ, which may be singular.
///
/// - Complexity: O(m³) in the rows.
/// - Source: Paige 1979, by `dggglm`.
public struct GeneralisedLeastSquares: LeastSquaresMethod {
  /// B, m × p.
  public var covarianceFactor: Matrix

  /// A method for errors of covariance B Bᵀ.
  public init(covarianceFactor: Matrix) { self.covarianceFactor = covarianceFactor }

  /// Solves for x. The sum of squares of the solution is ‖y‖², that of the whitened errors.
  ///
  /// - Throws: ``LeastSquaresError/algebra(_:)`` where sizes do not fit, an entry is not finite, or [A, B] is rank
  ///   deficient.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide)
    let rank = try Rank(of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling)
    // Columns that depend on others are left out and named, as in ordinary least squares.
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
    try problem.setCoefficients(of: &draft, to: x)
    draft.sumOfSquares = y.reduce(0) { $0 + $1 * $1 }
    draft.kktResidual = try conditions(problem, y, residuals: draft.residuals)
    return draft.solution
  }

  /// The violation of the optimality conditions b − A x = B y, and Bᵀ λ = y, Aᵀ λ = 0 for some λ.
  private func conditions(
    _ problem: LeastSquaresProblem, _ y: [Double], residuals: [Double]
  ) throws(LeastSquaresError) -> Double {
    let errors = try algebra { () throws(AlgebraError) in try covarianceFactor.times(y) }
    let size = max(problem.rightHandNorm, .leastNormalMagnitude)
    let miss = ColumnScaling.length(zip(errors, residuals).map { $0 - $1 }) / size
    // [Bᵀ; Aᵀ] λ = [y; 0] is consistent at the optimum, so its residual is the violation.
    let (m, p) = (problem.matrix.rows, y.count)
    let scaled = problem.scaling.scaled(problem.matrix)
    let stack = Matrix(rows: p + scaled.columns, columns: m) { row, column in
      row < p ? covarianceFactor[column, row] : scaled[column, row - p]
    }
    let right = y + Array(repeating: 0, count: scaled.columns)
    let fit = try MinimumNormLeastSquares().solve(stack, right)
    let length = ColumnScaling.length(y)
    return max(miss, length > 0 ? fit.sumOfSquares.squareRoot() / length : 0)
  }
}
