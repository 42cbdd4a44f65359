/// min Σ w (A x − b)², w ≥ 0. Weights may differ by any power of ten.
///
/// - Complexity: O(mn²).
/// - Source: Cox & Higham 1998 for sorting rows by size, which keeps QR accurate row by row.
public struct WeightedLeastSquares: LeastSquaresMethod {
  /// By row; the inverse of the variance of its error.
  public var weights: [Double]
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Pivots up to this share of the first count as zero; if nil, 4 · max(n, 10) · ε.
  public var rankTolerance: Double?
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// A method with one weight per row.
  package init(weights: [Double], refinement: Refinement = .automatic, rankTolerance: Double? = nil, jobs: Int = 1) {
    self.weights = weights
    self.refinement = refinement
    self.rankTolerance = rankTolerance
    self.jobs = jobs
  }

  /// Solves min Σ w (A x − b)². Residuals are unweighted, in the order of the rows as given.
  ///
  /// - Throws: ``LeastSquaresError/weight(row:)`` where a weight is negative or not finite;
  ///   ``LeastSquaresError/algebra(_:)`` where sizes do not fit or an entry is not finite.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    try algebra { () throws(AlgebraError) in
      try Lapack.require(weights.count, is: matrix.rows, "weights")
      try Lapack.require(rightHandSide.count, is: matrix.rows, "entries")
    }
    // Before the rows are sorted, so that an error names the caller's row.
    try LeastSquaresProblem.require(weights)
    let method = OrdinaryLeastSquares(refinement: refinement, rankTolerance: rankTolerance, jobs: jobs)
    let order = Self.order(weights)
    if order == nil { return try method.solve(problem(matrix, rightHandSide, weights)).solution }
    let rows = order ?? []
    let sorted = Matrix(rows: matrix.rows, columns: matrix.columns) { matrix[rows[$0], $1] }
    var solution = try method.solve(problem(sorted, rows.map { rightHandSide[$0] }, rows.map { weights[$0] })).solution
    let residuals = solution.residuals
    for (index, row) in rows.enumerated() { solution.residuals[row] = residuals[index] }
    return solution
  }

  private func problem(_ a: Matrix, _ b: [Double], _ w: [Double]) throws(LeastSquaresError) -> LeastSquaresProblem {
    try LeastSquaresProblem(a, b, weights: w, jobs: jobs)
  }

  /// The rows by descending weight, where weights differ so much that the order matters; nil where they do not.
  private static func order(_ weights: [Double]) -> [Int]? {
    let positive = weights.filter { $0 > 0 }
    guard let low = positive.min(), let high = positive.max(), high / low > 1e4 else { return nil }
    return weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
  }
}
