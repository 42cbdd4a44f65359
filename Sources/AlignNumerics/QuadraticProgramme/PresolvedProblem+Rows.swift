extension PresolvedProblem {
  /// The least and the most that each row can come to within the lines' bounds, over E.
  private func activityBounds(_ problem: AllocationProblem, _ bounds: LineBounds) -> [(least: Double, most: Double)] {
    let constraints = problem.constraints
    var activity = Array(repeating: (least: 0.0, most: 0.0), count: constraints.columns)
    for line in 0..<problem.count {
      let (low, high) =
        isFree[line]
        ? (bounds.lower[line] / scale, bounds.upper[line] / scale) : (fixedValue[line], fixedValue[line])
      for entry in constraints.start[line]..<constraints.start[line + 1] {
        let row = Int(constraints.column[entry])
        let value = constraints.value[entry]
        activity[row].least += value > 0 ? value * low : value * high
        activity[row].most += value > 0 ? value * high : value * low
      }
    }
    return activity
  }

  /// Finds rows that are infeasible by themselves, removes redundant ones, and fixes the lines of forcing ones.
  ///
  /// - Returns: the rows that are left.
  mutating func presolveRows(_ problem: AllocationProblem, _ bounds: LineBounds) throws(Infeasible) -> [Int] {
    let constraints = problem.constraints
    var isRemoved = Array(repeating: false, count: constraints.columns)
    var byRow: SparseMatrix?
    while true {
      let activity = activityBounds(problem, bounds)
      var forcing: ForcingRow?
      for row in 0..<constraints.columns where !isRemoved[row] {
        let (low, high) = (problem.constraintLower[row] / scale, problem.constraintUpper[row] / scale)
        let isAbove = activity[row].least > high + Self.feasibility
        if isAbove || activity[row].most < low - Self.feasibility || low > high {
          var ray = Array(repeating: 0.0, count: constraints.columns)
          ray[row] = isAbove ? 1 : -1
          throw Infeasible(ray: withForcingRows(ray, problem), line: nil)
        }
        if activity[row].least >= low && activity[row].most <= high {
          // An equality is kept for the sake of its multiplier, unless none of its lines can move.
          if low < high || activity[row].least == activity[row].most { isRemoved[row] = true }
          continue
        }
        let tolerance = Self.feasibility / 100
        if activity[row].most <= low + tolerance || activity[row].least >= high - tolerance {
          forcing = ForcingRow(row: row, isUpper: activity[row].least >= high - tolerance, lines: [])
          break
        }
      }
      guard var forcing else { return (0..<constraints.columns).filter { !isRemoved[$0] } }
      isRemoved[forcing.row] = true
      let transposed = byRow ?? constraints.transposed
      byRow = transposed
      let (lines, values) = transposed.row(forcing.row)
      for (line, value) in zip(lines, values) where isFree[Int(line)] && value != 0 {
        fix(Int(line), at: (value > 0) == forcing.isUpper ? bounds.lower[Int(line)] : bounds.upper[Int(line)])
        forcing.lines.append(Int(line))
      }
      forcingRows.append(forcing)
    }
  }

  /// A proof that also names the rows that forced lines to their bounds: each gets the multiplier of least size at which its
  /// lines count at those bounds.
  func withForcingRows(_ ray: [Double], _ problem: AllocationProblem) -> [Double] {
    guard !forcingRows.isEmpty else { return ray }
    var ray = ray
    setForcingMultipliers(&ray, slopes: problem.constraints.times(ray), problem)
    return ray
  }

  /// Gives each forcing row the multiplier of least size at which all its lines stay at their bounds.
  ///
  /// - Parameter slopes: by original line, what presses on it beside the forcing rows.
  func setForcingMultipliers(_ rows: inout [Double], slopes: [Double], _ problem: AllocationProblem) {
    var slopes = slopes
    let byRow = problem.constraints.transposed
    for forcing in forcingRows.reversed() {
      let (lines, values) = byRow.row(forcing.row)
      let forced = Set(forcing.lines)
      var multiplier = 0.0
      for (line, value) in zip(lines, values) where forced.contains(Int(line)) {
        let needed = -slopes[Int(line)] / value
        multiplier = forcing.isUpper ? max(multiplier, needed) : min(multiplier, needed)
      }
      rows[forcing.row] = multiplier
      for (line, value) in zip(lines, values) { slopes[Int(line)] += value * multiplier }
    }
  }

  /// Writes the columns of the presolved problem: the free lines, the indicators that they reach, and the rows that are left.
  mutating func assemble(_ problem: AllocationProblem, rows kept: [Int], _ bounds: LineBounds) {
    let (shares, constraints) = (problem.shares, problem.constraints)
    original = (0..<problem.count).filter { isFree[$0] }
    var isReached = Array(repeating: false, count: shares.columns)
    for line in original {
      for entry in shares.start[line]..<shares.start[line + 1] { isReached[Int(shares.column[entry])] = true }
    }
    indicators = (0..<shares.columns).filter { isReached[$0] && problem.weight[$0] > 0 }
    rows = kept
    var indicatorColumn = Array(repeating: Int32(-1), count: shares.columns)
    for (column, indicator) in indicators.enumerated() {
      indicatorColumn[indicator] = Int32(truncatingIfNeeded: column)
    }
    var rowColumn = Array(repeating: Int32(-1), count: constraints.columns)
    for (column, row) in rows.enumerated() {
      rowColumn[row] = Int32(truncatingIfNeeded: indicators.count + column)
    }
    inverseWeight = indicators.map { 1 / problem.weight[$0] }
    target = indicators.map { problem.target[$0] / scale }
    rowLower = rows.map { problem.constraintLower[$0] / scale }
    rowUpper = rows.map { problem.constraintUpper[$0] / scale }
    start.reserveCapacity(original.count + 1)
    for line in 0..<problem.count {
      if isFree[line] {
        append(line, problem, bounds)
        appendEntries(of: line, shares, indicatorColumn)
        appendEntries(of: line, constraints, rowColumn)
        start.append(column.count)
      } else if fixedValue[line] != 0 {
        subtractFixed(line, problem, indicatorColumn, rowColumn)
      }
    }
  }

  private mutating func append(_ line: Int, _ problem: AllocationProblem, _ bounds: LineBounds) {
    let low = bounds.lower[line] / scale
    let hasUpper = bounds.upper[line] < .infinity
    isBounded.append(hasUpper)
    lower.append(low)
    width.append(hasUpper ? bounds.upper[line] / scale - low : problem.base[line] / scale)
    base.append(problem.base[line] / scale)
    curvature.append(problem.ownCurvature.map { $0[line] * scale } ?? problem.inertia * scale / problem.base[line])
  }

  private mutating func appendEntries(of line: Int, _ matrix: SparseMatrix, _ columnOf: [Int32]) {
    for entry in matrix.start[line]..<matrix.start[line + 1] {
      let index = columnOf[Int(matrix.column[entry])]
      if index >= 0 && matrix.value[entry] != 0 {
        column.append(index)
        value.append(matrix.value[entry])
      }
    }
  }

  /// Takes what a fixed line gives off the targets and the bounds of rows.
  private mutating func subtractFixed(
    _ line: Int, _ problem: AllocationProblem, _ indicatorColumn: [Int32], _ rowColumn: [Int32]
  ) {
    let (shares, constraints) = (problem.shares, problem.constraints)
    for entry in shares.start[line]..<shares.start[line + 1] {
      let column = Int(indicatorColumn[Int(shares.column[entry])])
      if column >= 0 { target[column] -= shares.value[entry] * fixedValue[line] }
    }
    for entry in constraints.start[line]..<constraints.start[line + 1] {
      let row = Int(rowColumn[Int(constraints.column[entry])]) - indicators.count
      if row >= 0 {
        rowLower[row] -= constraints.value[entry] * fixedValue[line]
        rowUpper[row] -= constraints.value[entry] * fixedValue[line]
      }
    }
  }
}
