/// An allocation problem after presolve. Lines that cannot move are fixed and folded into the constants, rows that cannot
/// bind are left out, all money is divided by E, and L and G stand side by side in one sparse matrix C = [L, G].
///
/// A column of C is an indicator, whose target may be missed at the price ω, or a row of G.
struct PresolvedProblem {
  /// By free line: its index in the original problem.
  var original: [Int] = []
  /// l, by free line.
  var lower: [Double] = []
  /// w = u − l, by free line; b where there is no upper bound.
  var width: [Double] = []
  /// b, by free line.
  var base: [Double] = []
  /// λ / b, by free line: the diagonal of the Hessian of the penalty.
  var curvature: [Double] = []
  /// Whether a free line has an upper bound.
  var isBounded: [Bool] = []
  /// C by free line: the entries of line ℓ stand at `start[ℓ]..<start[ℓ + 1]`.
  var start: [Int] = [0]
  var column: [Int32] = []
  var value: [Double] = []
  /// The original index of each indicator in use.
  var indicators: [Int] = []
  /// The original index of each row in use.
  var rows: [Int] = []
  /// By row in use the original rows for which it stands; empty where there is at most one row.
  var twins: [TwinRows] = []
  /// 1 / ω, by indicator in use.
  var inverseWeight: [Double] = []
  /// τ less what the fixed lines give, by indicator in use.
  var target: [Double] = []
  /// g and h less what the fixed lines give, by row in use.
  var rowLower: [Double] = []
  var rowUpper: [Double] = []
  /// By original line: the value it is fixed at, over E; 0 where it is free.
  var fixedValue: [Double] = []
  /// By original line.
  var isFree: [Bool] = []
  /// Forcing rows, in the order in which they were found.
  var forcingRows: [ForcingRow] = []
  let scale: Double

  /// The number of free lines.
  var count: Int { original.count }
  /// The number of columns of C.
  var columns: Int { indicators.count + rows.count }

  /// A row that can only be satisfied with each of its lines at one of its bounds.
  ///
  /// - Source: Andersen & Andersen 1995.
  struct ForcingRow {
    var row: Int
    /// Whether the row's upper bound forces the lines.
    var isUpper: Bool
    var lines: [Int]
  }

  /// A proof that no x satisfies all bounds and rows.
  struct Infeasible: Error {
    /// Multipliers by original row (Farkas).
    var ray: [Double]
    /// A line whose own bounds cross, where that is the reason.
    var line: Int?
  }

  /// A line is fixed where its width is below this share of its own size.
  static let fixedWidth = 1e-10
  /// A row may be violated by this share of E before it counts as infeasible.
  static let feasibility = 1e-10

  init(_ problem: AllocationProblem) throws(Infeasible) {
    scale = problem.scale
    isFree = Array(repeating: true, count: problem.count)
    fixedValue = Array(repeating: 0, count: problem.count)
    var upper = problem.upper
    try fixLines(problem, &upper)
    let bounds = LineBounds(lower: problem.lower, upper: upper)
    let kept = try presolveRows(problem, bounds)
    assemble(problem, rows: kept, bounds)
    try mergeTwins(problem)
  }

  /// l and u by original line, after crossed bounds were mended.
  struct LineBounds {
    var lower: [Double]
    var upper: [Double]
  }

  mutating func fix(_ line: Int, at value: Double) {
    isFree[line] = false
    fixedValue[line] = value / scale
  }

  /// Fixes lines whose bounds are equal. Bounds that cross by no more than rounding become equal.
  private mutating func fixLines(_ problem: AllocationProblem, _ upper: inout [Double]) throws(Infeasible) {
    let lower = problem.lower
    for line in 0..<problem.count {
      let size = max(abs(lower[line]), abs(problem.base[line]))
      if lower[line] > upper[line] {
        if lower[line] - upper[line] > Self.feasibility * scale {
          throw Infeasible(ray: Array(repeating: 0, count: problem.constraints.columns), line: line)
        }
        upper[line] = lower[line]
      }
      let isWithoutMoney = problem.ownCurvature == nil && problem.base[line] <= 0
      if upper[line] - lower[line] <= Self.fixedWidth * size || isWithoutMoney {
        fix(line, at: isWithoutMoney ? lower[line] : 0.5 * (lower[line] + upper[line]))
      }
    }
  }
}
