/// min ‖A x − b‖₂ subject to x ≥ 0 and Σ x = 1: a mix of the columns.
///
/// With Σ x = 1, A x − b = M x where M = A − b 1ᵀ, and the best mix is the non-negative solution u of
/// min ‖M u‖² + (1ᵀu − 1)², divided by its sum: for every mix the best length of u has the value s / (1 + s), s = ‖M x‖²,
/// which rises with s. So no penalty weight enters. The mix is then solved anew on its own columns and refined.
///
/// - Complexity: O(mn²) once, then O(n²) a step.
/// - Source: Lawson & Hanson 1974, chapter 23, whose least-distance programme this is; Wolfe 1976.
public struct SimplexLeastSquares: LeastSquaresMethod {
  /// Threads; the result is the same whatever their number.
  public var jobs = 1

  /// On one thread unless more are given.
  public init(jobs: Int = 1) { self.jobs = jobs }

  /// Solves for the mix: shares by column, 0–1, that sum to 1.
  ///
  /// - Throws: ``LeastSquaresError/needs(_:)`` where there is no column, ``LeastSquaresError/notConverged(method:)``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    if matrix.columns == 0 { throw .needs("a mix needs at least one column") }
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem)
  }

  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> LeastSquaresSolution {
    let n = problem.columns
    // The triangle of [A S, b] with its scaling taken back: M has the units of b, and a mix none.
    let factors = problem.scaling.factors
    let triangle = problem.triangle
    var distance = Matrix(rows: n + 2, columns: n)
    for column in 0..<n {
      for row in 0...n {
        let entry = factors[column] == 0 ? 0 : triangle[row, column] / factors[column]
        distance[row, column] = entry - triangle[row, n]
      }
    }
    // The nearest column bounds the distance that is left; measured by it, that distance weighs at most as the sum does.
    let size = (0..<n).map { ColumnScaling.length(distance.column($0)) }.min() ?? 0
    if size > 0 { for index in distance.entries.indices { distance.entries[index] /= size } }
    for column in 0..<n { distance[n + 1, column] = 1 }
    let target = Array(repeating: 0.0, count: n + 1) + [1]
    let mix = try NonNegativeLeastSquares(refinement: .always).solve(distance, target)
    let sum = mix.coefficients.reduce(0, +)
    var support = (0..<n).filter { mix.coefficients[$0] > 0 }
    if sum <= 0 || support.isEmpty { throw .notConverged(method: "simplex") }
    // Solved anew on its own columns; one that falls below 0 there was there by rounding.
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
      // Far below 0 it is no rounding: then the first answer stands.
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
    try problem.settle(&draft, at: x)
    let free = support.filter { x[$0].high != 0 }
    // On the support all gradients are alike: their mean, weighted by the mix, is the multiplier of the sum.
    let multiplier = free.reduce(0.0) { $0 - draft.gradient[$1] * x[$1].high }
    draft.equalityMultipliers = [multiplier]
    var worst = abs(x.reduce(0) { $0 + $1.high } - 1)
    let reach = problem.reach(of: draft.coefficients)
    let size = abs(multiplier) + reach * (reach - problem.rightHandLength)
    for column in 0..<problem.columns {
      let pull = -draft.gradient[column] - multiplier
      if x[column].high == 0 { draft.boundMultipliers[column] = pull }
      if x[column].high != 0 || pull < 0 {
        worst = max(worst, problem.share(pull, column: column, reach: reach, besides: size))
      }
    }
    draft.kktResidual = worst
    try markEstimable(&draft, problem, besides: size)
    return draft.solution
  }

  /// A share is settled unless some exchange among the columns that no multiplier holds leaves the fit as it is.
  private func markEstimable(
    _ draft: inout LeastSquaresDraft, _ problem: LeastSquaresProblem, besides size: Double
  ) throws(LeastSquaresError) {
    let reach = problem.reach(of: draft.coefficients)
    let loose = draft.states.indices.filter {
      draft.states[$0] == .free
        || problem.share(draft.boundMultipliers[$0], column: $0, reach: reach, besides: size) < 1e-12
    }
    let ones = Matrix(rows: 1, columns: loose.count, repeating: 1)
    let fit = try EqualityConstrainedLeastSquares(constraints: ones, values: [1])
      .solve(problem.matrix.columns(loose), problem.rightHandSide)
    for (index, column) in loose.enumerated() where !fit.isEstimable[index] { draft.isEstimable[column] = false }
    draft.confounded = fit.confounded.map { relation in
      Confounding(columns: relation.columns.map { loose[$0] }, factors: relation.factors)
    }
  }
}
