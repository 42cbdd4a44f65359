/// min ‖A x − b‖₂ by QR, for a matrix of any rank. Columns that depend on others get 0, and the solution names the
/// dependencies.
///
/// - Complexity: O(mn²).
/// - Source: Golub 1965 (QR); Businger & Golub 1965 (pivoting where the rank is deficient); see ``Refinement``.
public struct OrdinaryLeastSquares: LeastSquaresMethod {
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Pivots up to this share of the first count as zero; if nil, 4 · max(n, 10) · ε.
  public var rankTolerance: Double?
  /// Threads; the result is the same for any number.
  public var jobs = 1

  /// The defaults suit a careful analyst: automatic refinement, and a tolerance that only rounding errors fall below.
  package init(refinement: Refinement = .automatic, rankTolerance: Double? = nil, jobs: Int = 1) {
    self.refinement = refinement
    self.rankTolerance = rankTolerance
    self.jobs = jobs
  }

  /// The minimiser of ‖Ax − b‖.
  ///
  /// - Parameters:
  ///   - matrix: A, m × n.
  ///   - rightHandSide: b, m numbers.
  /// - Throws: ``LeastSquaresError``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem).solution
  }

  /// Solves a prepared problem, and returns the rank for diagnostics too.
  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> (solution: LeastSquaresSolution, rank: Rank) {
    let rank = try Rank(
      of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling, tolerance: rankTolerance)
    return (try problem.solution(of: rank, refinement: refinement).solution, rank)
  }
}

extension LeastSquaresProblem {
  /// The solution over the basis, refined, with its residuals and optimality conditions.
  func solution(of rank: Rank, refinement: Refinement, precision: Double = 0x1p-55) throws(LeastSquaresError) -> (
    solution: LeastSquaresSolution, exact: [DoubleDouble]
  ) {
    let start = try algebra { () throws(AlgebraError) in try rank.triangle.solve(rank.reducedRightHandSide) }
    var x = Array(repeating: DoubleDouble(0), count: columns)
    for (index, column) in rank.basis.enumerated() {
      x[column] = DoubleDouble(start[index] * scaling.factors[column])
    }
    var solution = blank
    if refinement.applies(entries: matrix.entries.count, condition: rank.condition) {
      let corrected = try Refinement.refine(
        &x, columns: rank.basis, triangle: rank.triangle, condition: rank.condition, problem: self,
        precision: precision)
      (solution.refinementSteps, solution.lastCorrection) = (corrected.steps, corrected.lastCorrection)
    }
    solution.rank = rank.basis.count
    solution.condition = rank.isFull ? rank.condition : nil
    solution.isEstimable = rank.isEstimable
    solution.confounded = rank.confounded
    try setCoefficients(of: &solution, to: x)
    solution.kktResidual = stationarity(solution.gradient, at: solution.coefficients)
    return (solution.solution, x)
  }

  /// An empty solution, to be filled in.
  var blank: LeastSquaresDraft {
    LeastSquaresDraft(
      solution: LeastSquaresSolution(
        coefficients: [], residuals: [], sumOfSquares: 0, rank: 0, condition: nil,
        isEstimable: Array(repeating: true, count: columns), states: Array(repeating: .free, count: columns),
        boundMultipliers: Array(repeating: 0, count: columns), kktResidual: 0))
  }

  /// Rounds x, and computes the residuals, their sum of squares and their gradient Aᵀ W r.
  func setCoefficients(
    of draft: inout LeastSquaresDraft, to x: [DoubleDouble], exactly: Bool = true
  ) throws(LeastSquaresError) {
    draft.coefficients = x.map(\.rounded)
    if lowPart != nil || (exactly && (matrix.entries.count <= Refinement.smallProblem || draft.refinementSteps > 0)) {
      let exact = residual.residual(lowPart == nil ? draft.coefficients.map(DoubleDouble.init) : x)
      draft.gradient = residual.gradient(exact, columns: Array(0..<columns))
      draft.residuals = exact.high
    } else {
      let coefficients = draft.coefficients
      let found = try algebra { () throws(AlgebraError) in
        let fitted = try matrix.times(coefficients)
        let residuals = zip(rightHandSide, fitted).map { $0 - $1 }
        let weighted = weights.map { zip($0, residuals).map { $0 * $1 } } ?? residuals
        return (residuals, try matrix.times(weighted, transposed: true))
      }
      (draft.residuals, draft.gradient) = found
    }
    if let weights {
      draft.sumOfSquares = zip(weights, draft.residuals).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    } else {
      draft.sumOfSquares = draft.residuals.reduce(0) { $0 + $1 * $1 }
    }
  }

  /// ‖b‖ + Σ ‖column‖ |x|: the size of the terms of a residual, whose rounding limits the accuracy of any solution.
  func residualScale(_ x: [Double]) -> Double {
    zip(scaling.lengths, x).reduce(rightHandNorm) { $0 + $1.0 * abs($1.1) }
  }

  /// The largest |gradient|, each relative to ‖column‖ times the scale of the residual.
  func stationarity(_ gradient: [Double], at x: [Double]) -> Double {
    let scale = residualScale(x)
    return gradient.indices.reduce(0) { max($0, relative(gradient[$1], column: $1, scale: scale)) }
  }

  /// |gradient| relative to ‖column‖ · scale plus the size of the other terms that it is a difference of; 0 where it is 0.
  func relative(_ gradient: Double, column: Int, scale: Double, otherTerms: Double = 0) -> Double {
    let size = scaling.lengths[column] * scale + abs(otherTerms)
    return size > 0 ? abs(gradient) / size : 0
  }
}

/// A solution that is being computed, with the gradient by which its optimality is checked.
@dynamicMemberLookup
struct LeastSquaresDraft {
  var solution: LeastSquaresSolution
  /// Aᵀ W r.
  var gradient: [Double] = []

  subscript<Value>(dynamicMember path: WritableKeyPath<LeastSquaresSolution, Value>) -> Value {
    get { solution[keyPath: path] }
    set { solution[keyPath: path] = newValue }
  }
}
