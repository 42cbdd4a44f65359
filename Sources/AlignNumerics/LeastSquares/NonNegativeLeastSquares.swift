/// min ‖A x − b‖₂ subject to x ≥ 0.
///
/// - Complexity: O(mn²) once, then O(n²) per step.
/// - Source: Lawson & Hanson 1974; see ``BoundedLeastSquares``.
public struct NonNegativeLeastSquares: LeastSquaresMethod {
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// A method with automatic refinement, on one thread.
  package init(refinement: Refinement = .automatic, jobs: Int = 1) {
    self.refinement = refinement
    self.jobs = jobs
  }

  /// The minimiser of ‖Ax − b‖ over x ≥ 0.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n.
  ///   - rightHandSide: b, m numbers.
  /// - Throws: ``LeastSquaresError``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let n = matrix.columns
    return try BoundedLeastSquares(
      lower: Array(repeating: 0, count: n), upper: Array(repeating: .infinity, count: n), refinement: refinement,
      jobs: jobs
    ).solve(matrix, rightHandSide)
  }
}
