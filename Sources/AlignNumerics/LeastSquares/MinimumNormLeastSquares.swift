/// Of all minimisers of ‖A x − b‖₂, the one of minimum norm ‖x‖₂.
///
/// The rank is found from the singular values of the columns scaled to equal length, so that it does not depend on units.
///
/// - Complexity: O(mn² + n³).
/// - Source: Golub & Kahan 1965.
public struct MinimumNormLeastSquares: LeastSquaresMethod {
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Singular values up to this share of the largest count as zero; if nil, 4 · max(n, 10) · ε.
  public var rankTolerance: Double?
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// The defaults are automatic refinement, and a tolerance that only rounding errors fall below.
  package init(refinement: Refinement = .automatic, rankTolerance: Double? = nil, jobs: Int = 1) {
    self.refinement = refinement
    self.rankTolerance = rankTolerance
    self.jobs = jobs
  }

  /// The minimiser of ‖Ax − b‖ of minimum norm.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n.
  ///   - rightHandSide: b, m numbers.
  /// - Throws: ``LeastSquaresError``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem)
  }

  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> LeastSquaresSolution {
    let tolerance = rankTolerance ?? LeastSquaresProblem.rankTolerance(columns: problem.columns)
    let values = try algebra { () throws(AlgebraError) in try SVD(problem.r).values }
    let largest = values.first ?? 0
    let count = values.firstIndex { $0 <= tolerance * largest } ?? values.count
    // Pivots differ from singular values by a small factor, so they get the tolerance that leaves the same rank.
    let limit = count < values.count && largest > 0 ? max(tolerance, 2 * values[count] / largest) : tolerance
    let rank = try Rank(of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling, tolerance: limit)
    var (solution, exact) = try problem.solution(of: rank, refinement: refinement)
    solution.condition = values.last.flatMap { rank.isFull && $0 > 0 ? largest / $0 : nil }
    guard !rank.isFull else { return solution }
    let shortest = try rank.minimumNorm(exact.map(\.rounded))
    var draft = problem.blank
    draft.solution = solution
    try problem.setCoefficients(of: &draft, to: shortest.map(DoubleDouble.init))
    draft.kktResidual = problem.stationarity(draft.gradient, at: shortest)
    return draft.solution
  }
}
