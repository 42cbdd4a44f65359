/// min ‖A x − b‖₂ by QR, whatever the rank: where it is short, columns that depend on others get 0, and the solution says
/// which could not be told apart.
///
/// - Complexity: O(mn²).
/// - Source: Golub 1965 (QR); Businger & Golub 1965 (pivoting where the rank is short); see ``Refinement``.
public struct OrdinaryLeastSquares: LeastSquaresMethod {
  /// Corrections by double-double residuals.
  package var refinement = Refinement.automatic
  /// Pivots up to this share of the first count as zero; if nil 4 · max(n, 10) units of rounding.
  public var rankTolerance: Double?
  /// Threads; the result is the same whatever their number.
  public var jobs = 1

  /// The defaults of a careful analyst: automatic refinement, a rank that only rounding could shorten.
  package init(refinement: Refinement = .automatic, rankTolerance: Double? = nil, jobs: Int = 1) {
    self.refinement = refinement
    self.rankTolerance = rankTolerance
    self.jobs = jobs
  }

  /// The minimiser of ‖Ax − b‖.
  ///
  /// - Parameters:
  ///   - a: m × n.
  ///   - b: m numbers.
  /// - Throws: ``LeastSquaresError``.
  public func solve(_ matrix: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) -> LeastSquaresSolution {
    let problem = try LeastSquaresProblem(matrix, rightHandSide, jobs: jobs)
    return try solve(problem).solution
  }

  /// Solves a problem that was made ready, and keeps what diagnostics ask for.
  func solve(_ problem: LeastSquaresProblem) throws(LeastSquaresError) -> (solution: LeastSquaresSolution, rank: Rank) {
    let rank = try Rank(
      of: problem.r, problem.reducedRightHandSide, scaling: problem.scaling, tolerance: rankTolerance)
    return (try problem.solution(of: rank, refinement: refinement).solution, rank)
  }
}

extension LeastSquaresProblem {
  /// The solution over the basis of a rank, refined, with its residuals and conditions.
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
    try settle(&solution, at: x)
    solution.kktResidual = stationarity(solution.gradient, at: solution.coefficients)
    return (solution.solution, x)
  }

  /// A solution with nothing found yet.
  var blank: LeastSquaresDraft {
    LeastSquaresDraft(
      solution: LeastSquaresSolution(
        coefficients: [], residuals: [], sumOfSquares: 0, rank: 0, condition: nil,
        isEstimable: Array(repeating: true, count: columns), states: Array(repeating: .free, count: columns),
        boundMultipliers: Array(repeating: 0, count: columns), kktResidual: 0))
  }

  /// Rounds x and works out residuals, their squares and the gradient Aᵀ W r that they leave.
  func settle(
    _ draft: inout LeastSquaresDraft, at x: [DoubleDouble], exactly: Bool = true
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

  /// ‖b‖ + Σ ‖column‖ |x|: what a residual is made of, whose rounding no answer can be better than.
  func reach(of x: [Double]) -> Double {
    zip(scaling.lengths, x).reduce(rightHandLength) { $0 + $1.0 * abs($1.1) }
  }

  /// The largest |gradient|, each against ‖column‖ times the reach of x.
  func stationarity(_ gradient: [Double], at x: [Double]) -> Double {
    let reach = reach(of: x)
    return gradient.indices.reduce(0) { max($0, share(gradient[$1], column: $1, reach: reach)) }
  }

  /// |g| against ‖column‖ · reach, and what else it is a difference of; 0 where both are 0.
  func share(_ gradient: Double, column: Int, reach: Double, besides pull: Double = 0) -> Double {
    let size = scaling.lengths[column] * reach + abs(pull)
    return size > 0 ? abs(gradient) / size : 0
  }
}

/// A solution while it is being made, with the gradient that its conditions are judged by.
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
