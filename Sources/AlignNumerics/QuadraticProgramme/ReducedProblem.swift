/// An allocation problem after presolve: lines that cannot move are folded into constants, rows that cannot bind are left
/// out, all money is divided by E, and the links and the rows of G stand side by side in one sparse matrix C.
///
/// A column of C is an indicator (free to miss its target, at the price 1/ω) or a row of G.
struct ReducedProblem {
  /// By free line: its place in the whole problem, l, u − l (its own size where there is no cap), b and λ/b.
  var line: [Int] = []
  var lower: [Double] = []
  var width: [Double] = []
  var base: [Double] = []
  var pull: [Double] = []
  /// Whether it has a cap.
  var isBounded: [Bool] = []
  /// C by line.
  var start: [Int] = [0]
  var column: [Int32] = []
  var value: [Double] = []
  /// By column: the indicators come first, then the rows of G in their order.
  var indicators: [Int] = []
  var rows: [Int] = []
  /// 1/ω, by indicator in use.
  var softness: [Double] = []
  /// τ less what the fixed lines give, by indicator in use.
  var target: [Double] = []
  /// Bounds less what the fixed lines give, by row in use.
  var rowLower: [Double] = []
  var rowUpper: [Double] = []
  /// By line of the whole problem the value it is fixed at, over E; free lines have 0.
  var fixed: [Double] = []
  /// By line of the whole problem: free, or why it is fixed.
  var isFree: [Bool] = []
  /// Rows that press all their lines against their bounds, in the order in which that was found.
  var forcing: [Forcing] = []
  let scale: Double

  var count: Int { line.count }
  var columns: Int { indicators.count + rows.count }

  /// A row that can only be met with every line of its at the bound nearest to it.
  struct Forcing {
    var row: Int
    /// Whether it is the row's upper bound that presses.
    var isUpper: Bool
    var lines: [Int]
  }

  /// A proof that no x meets all bounds and rows: multipliers of the rows.
  struct Contradiction: Error {
    /// By row of the whole problem.
    var ray: [Double]
    /// A line whose own bounds cross, if that is the whole of it.
    var line: Int?
  }

  /// Widths below this part of a line's own size are taken for nothing.
  static let fixedWidth = 1e-10
  /// What rows may be off by, as a part of E, before they are held to contradict.
  static let feasibility = 1e-10

  init(_ problem: AllocationProblem) throws(Contradiction) {
    scale = problem.scale
    let lines = problem.count
    let rowCount = problem.limits.columns
    isFree = Array(repeating: true, count: lines)
    fixed = Array(repeating: 0, count: lines)
    let low = problem.lower
    var high = problem.upper
    for line in 0..<lines {
      let size = max(abs(low[line]), abs(problem.base[line]))
      if low[line] > high[line] {
        if low[line] - high[line] > Self.feasibility * scale {
          throw Contradiction(ray: Array(repeating: 0, count: rowCount), line: line)
        }
        high[line] = low[line]
      }
      if high[line] - low[line] <= Self.fixedWidth * size || problem.base[line] <= 0 {
        fix(line, at: problem.base[line] <= 0 ? low[line] : 0.5 * (low[line] + high[line]))
      }
    }
    let kept = try settleRows(problem, low: low, high: high)
    gather(problem, kept: kept, low: low, high: high)
  }

  private mutating func fix(_ line: Int, at value: Double) {
    isFree[line] = false
    fixed[line] = value / scale
  }

  /// The least and the most that each row can come to, over E.
  private func reach(_ problem: AllocationProblem, low: [Double], high: [Double]) -> [(least: Double, most: Double)] {
    var reach = Array(repeating: (least: 0.0, most: 0.0), count: problem.limits.columns)
    let limits = problem.limits
    for line in 0..<problem.count {
      let (bottom, top) = isFree[line] ? (low[line] / scale, high[line] / scale) : (fixed[line], fixed[line])
      for entry in limits.start[line]..<limits.start[line + 1] {
        let row = Int(limits.column[entry])
        let value = limits.value[entry]
        reach[row].least += value > 0 ? value * bottom : value * top
        reach[row].most += value > 0 ? value * top : value * bottom
      }
    }
    return reach
  }

  /// Finds rows that contradict by themselves, that cannot bind, and that force their lines; returns those that are left.
  private mutating func settleRows(_ problem: AllocationProblem, low: [Double], high: [Double]) throws(Contradiction)
    -> [Int]
  {
    let limits = problem.limits
    var isSettled = Array(repeating: false, count: limits.columns)
    var rowsOf: SparseMatrix?
    while true {
      let reach = reach(problem, low: low, high: high)
      var forcing: Forcing?
      for row in 0..<limits.columns where !isSettled[row] {
        let (bottom, top) = (problem.limitLower[row] / scale, problem.limitUpper[row] / scale)
        if reach[row].least > top + Self.feasibility || reach[row].most < bottom - Self.feasibility || bottom > top {
          var ray = Array(repeating: 0.0, count: limits.columns)
          ray[row] = reach[row].least > top + Self.feasibility ? 1 : -1
          throw Contradiction(ray: ray, line: nil)
        }
        if reach[row].least >= bottom && reach[row].most <= top {
          // An equality stays, so that its multiplier is found, unless nothing moves in it.
          if bottom < top || reach[row].least == reach[row].most { isSettled[row] = true }
          continue
        }
        let slack = Self.feasibility / 100
        if reach[row].most <= bottom + slack || reach[row].least >= top - slack {
          forcing = Forcing(row: row, isUpper: reach[row].least >= top - slack, lines: [])
          break
        }
      }
      guard var found = forcing else { return (0..<limits.columns).filter { !isSettled[$0] } }
      isSettled[found.row] = true
      let columns = rowsOf ?? limits.transposed
      rowsOf = columns
      let (positions, values) = columns.row(found.row)
      for (line, value) in zip(positions, values) where isFree[Int(line)] && value != 0 {
        fix(Int(line), at: (value > 0) == found.isUpper ? low[Int(line)] : high[Int(line)])
        found.lines.append(Int(line))
      }
      self.forcing.append(found)
    }
  }

  private mutating func gather(_ problem: AllocationProblem, kept: [Int], low: [Double], high: [Double]) {
    let (shares, limits) = (problem.shares, problem.limits)
    line = (0..<problem.count).filter { isFree[$0] }
    var isReached = Array(repeating: false, count: shares.columns)
    for line in line {
      for entry in shares.start[line]..<shares.start[line + 1] { isReached[Int(shares.column[entry])] = true }
    }
    indicators = (0..<shares.columns).filter { isReached[$0] && problem.weight[$0] > 0 }
    rows = kept
    var index = Array(repeating: Int32(-1), count: shares.columns)
    for (column, indicator) in indicators.enumerated() { index[indicator] = Int32(truncatingIfNeeded: column) }
    var rowIndex = Array(repeating: Int32(-1), count: limits.columns)
    for (column, row) in rows.enumerated() {
      rowIndex[row] = Int32(truncatingIfNeeded: indicators.count + column)
    }
    softness = indicators.map { 1 / problem.weight[$0] }
    target = indicators.map { problem.target[$0] / scale }
    rowLower = rows.map { problem.limitLower[$0] / scale }
    rowUpper = rows.map { problem.limitUpper[$0] / scale }
    start.reserveCapacity(line.count + 1)
    for whole in 0..<problem.count {
      if isFree[whole] {
        append(whole, problem, index, rowIndex)
        let bottom = low[whole] / scale
        isBounded.append(high[whole] < .infinity)
        lower.append(bottom)
        width.append(high[whole] < .infinity ? high[whole] / scale - bottom : problem.base[whole] / scale)
        base.append(problem.base[whole] / scale)
        pull.append(problem.inertia * scale / problem.base[whole])
      } else if fixed[whole] != 0 {
        for entry in shares.start[whole]..<shares.start[whole + 1] {
          let column = Int(index[Int(shares.column[entry])])
          if column >= 0 { target[column] -= shares.value[entry] * fixed[whole] }
        }
        for entry in limits.start[whole]..<limits.start[whole + 1] {
          let column = Int(rowIndex[Int(limits.column[entry])]) - indicators.count
          if column >= 0 {
            rowLower[column] -= limits.value[entry] * fixed[whole]
            rowUpper[column] -= limits.value[entry] * fixed[whole]
          }
        }
      }
    }
  }

  private mutating func append(_ whole: Int, _ problem: AllocationProblem, _ index: [Int32], _ rowIndex: [Int32]) {
    let (shares, limits) = (problem.shares, problem.limits)
    for entry in shares.start[whole]..<shares.start[whole + 1] {
      let at = index[Int(shares.column[entry])]
      if at >= 0 && shares.value[entry] != 0 {
        column.append(at)
        value.append(shares.value[entry])
      }
    }
    for entry in limits.start[whole]..<limits.start[whole + 1] {
      let at = rowIndex[Int(limits.column[entry])]
      if at >= 0 && limits.value[entry] != 0 {
        column.append(at)
        value.append(limits.value[entry])
      }
    }
    start.append(column.count)
  }
}
