/// Of all x that make ‖A x − b‖₂ least, the one of least ‖x‖₂.
///
/// The rank is found by the singular values of the columns scaled to equal length, so that units do not decide it.
///
/// - Complexity: O(mn² + n³).
/// - Source: Golub & Kahan 1965.
public struct MinimumNormLeastSquares: LeastSquaresMethod {
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Singular values up to this share of the largest count as zero; if nil 4 · max(n, 10) units of rounding.
  public var rankTolerance: Double?
  /// Threads; the result is the same whatever their number.
  public var jobs = 1

  /// Automatic refinement, and a rank that only rounding could shorten.
  package init(refinement: Refinement = .automatic, rankTolerance: Double? = nil, jobs: Int = 1) {
    self.refinement = refinement
    self.rankTolerance = rankTolerance
    self.jobs = jobs
  }

  /// The solution of least norm among all that minimise ‖Ax − b‖.
  ///
  /// - Parameters:
  ///   - a: m × n.
  ///   - b: m numbers.
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
    // Pivots follow singular values within a small factor; theirs is the tolerance that leaves the same rank.
    let limit = count < values.count && largest > 0 ? max(tolerance, 2 * values[count] / largest) : tolerance
    let rank = try Rank(of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling, tolerance: limit)
    var (solution, exact) = try problem.solution(of: rank, refinement: refinement)
    solution.condition = values.last.flatMap { rank.isFull && $0 > 0 ? largest / $0 : nil }
    guard !rank.isFull else { return solution }
    let least = try rank.leastNorm(exact.map(\.rounded))
    var draft = problem.blank
    draft.solution = solution
    try problem.settle(&draft, at: least.map(DoubleDouble.init))
    draft.kktResidual = problem.stationarity(draft.gradient, at: least)
    return draft.solution
  }
}
