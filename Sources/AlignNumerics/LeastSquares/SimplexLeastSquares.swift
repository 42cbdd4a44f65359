/// min ‖A x − b‖₂ subject to x ≥ 0 and Σ x = 1: the best convex combination of the columns.
///
/// With Σ x = 1, A x − b = M x where M = A − b 1ᵀ. Let u ≥ 0 minimise
///
///     ‖M u‖² + (1ᵀu − 1)²
///
/// Along u = t x the minimum over t is s / (1 + s) with s = ‖M x‖², which rises with s. So u over its sum is the solution, and
/// no penalty weight is needed. The combination is then solved again on its own columns and refined.
///
/// - Complexity: O(mn²) once, then O(n²) per step.
/// - Source: Lawson & Hanson 1974, chapter 23, whose least-distance programme this is; Wolfe 1976.
public struct SimplexLeastSquares: LeastSquaresMethod {
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// A method on at most `jobs` threads.
  public init(jobs: Int = 1) { self.jobs = jobs }

  /// Solves for the shares of the columns: 0–1, with the sum 1.
  ///
  /// - Throws: ``LeastSquaresError/needs(_:)`` where there is no column, ``LeastSquaresError/notConverged(method:)``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    if matrix.columns == 0 { throw .needs("a convex combination needs at least one column") }
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem)
  }

  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> LeastSquaresSolution {
    let n = problem.columns
    // R of [A S, b] without the scaling: M has the unit of b, and shares have none.
    let factors = problem.scaling.factors
    let triangle = problem.triangle
    var distance = Matrix(rows: n + 2, columns: n)
    for column in 0..<n {
      for row in 0...n {
        let entry = factors[column] == 0 ? 0 : triangle[row, column] / factors[column]
        distance[row, column] = entry - triangle[row, n]
      }
    }
    // In units of the distance of the nearest column, the distance of the solution is at most 1, as the sum is.
    let size = (0..<n).map { ColumnScaling.length(distance.column($0)) }.min() ?? 0
    if size > 0 { for index in distance.entries.indices { distance.entries[index] /= size } }
    for column in 0..<n { distance[n + 1, column] = 1 }
    let target = Array(repeating: 0.0, count: n + 1) + [1]
    let mix = try NonNegativeLeastSquares(refinement: .always).solve(distance, target)
    let sum = mix.coefficients.reduce(0, +)
    var support = (0..<n).filter { mix.coefficients[$0] > 0 }
    if sum <= 0 || support.isEmpty { throw .notConverged(method: "simplex") }
    // Solved again on its own columns. A column that becomes negative was positive by rounding only.
    while true {
      let chosen = problem.matrix.columns(support)
      let ones = Matrix(rows: 1, columns: support.count, repeating: 1)
      let fit = try EqualityConstrainedLeastSquares(constraints: ones, values: [1])
        .solve(chosen, problem.rightHandSide)
      guard let least = fit.coefficients.indices.min(by: { fit.coefficients[$0] < fit.coefficients[$1] }) else {
        throw .notConverged(method: "simplex")
      }
      if fit.coefficients[least] >= 0 || support.count == 1 {
        return try finished(problem, support, fit)
      }
      // A value far below 0 is not rounding: then the first solution is kept.
      if fit.coefficients[least] < -1e-8 {
        var kept = fit
        kept.coefficients = support.map { mix.coefficients[$0] / sum }
        return try finished(problem, support, kept)
      }
      support.remove(at: least)
    }
  }

  private func finished(
    _ problem: LeastSquaresProblem, _ support: [Int], _ fit: LeastSquaresSolution
  ) throws(LeastSquaresError) -> LeastSquaresSolution {
    var draft = problem.blank
    var x = Array(repeating: DoubleDouble(0), count: problem.columns)
    for (index, column) in support.enumerated() { x[column] = DoubleDouble(fit.coefficients[index]) }
    draft.refinementSteps = fit.refinementSteps
    draft.lastCorrection = fit.lastCorrection
    draft.rank = fit.rank
    draft.condition = fit.condition
    draft.states = x.map { $0.high == 0 ? .atLower : .free }
    try problem.setCoefficients(of: &draft, to: x)
    let free = support.filter { x[$0].high != 0 }
    // All gradients on the support are equal. Their mean, weighted by the shares, is the multiplier of the sum.
    let multiplier = free.reduce(0.0) { $0 - draft.gradient[$1] * x[$1].high }
    draft.equalityMultipliers = [multiplier]
    var worst = abs(x.reduce(0) { $0 + $1.high } - 1)
    let scale = problem.residualScale(draft.coefficients)
    let size = abs(multiplier) + scale * (scale - problem.rightHandNorm)
    for column in 0..<problem.columns {
      let reduced = -draft.gradient[column] - multiplier
      if x[column].high == 0 { draft.boundMultipliers[column] = reduced }
      if x[column].high != 0 || reduced < 0 {
        worst = max(worst, problem.relative(reduced, column: column, scale: scale, otherTerms: size))
      }
    }
    draft.kktResidual = worst
    try markEstimable(&draft, problem, otherTerms: size)
    return draft.solution
  }

  /// A share is determined unless it can change without changing the fit, together with other columns whose multiplier is 0.
  private func markEstimable(
    _ draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem, otherTerms size: Double
  ) throws(LeastSquaresError) {
    let scale = problem.residualScale(draft.coefficients)
    let unheld = draft.states.indices.filter {
      draft.states[$0] == .free
        || problem.relative(draft.boundMultipliers[$0], column: $0, scale: scale, otherTerms: size) < 1e-12
    }
    let ones = Matrix(rows: 1, columns: unheld.count, repeating: 1)
    let fit = try EqualityConstrainedLeastSquares(constraints: ones, values: [1])
      .solve(problem.matrix.columns(unheld), problem.rightHandSide)
    for (index, column) in unheld.enumerated() where !fit.isEstimable[index] { draft.isEstimable[column] = false }
    draft.confounded = fit.confounded.map { relation in
      Confounding(columns: relation.columns.map { unheld[$0] }, factors: relation.factors)
    }
  }
}
