import AlignModel
import AlignNumerics

extension ScenarioModel {
  /// The least and the most of each line under some of the limits, in minor units; `Int64.max` stands for no bound.
  func bounds(_ isOn: [Bool]) -> (lower: [Int64], upper: [Int64]) {
    // Nothing goes below zero but what is below zero today.
    let unset = Int64.min / 4
    var lower = base.map { $0 < 0 ? unset : 0 }
    var upper = Array(repeating: Int64.max, count: base.count)
    for (position, limit) in limits.enumerated() where isOn[position] && limit.sum == nil {
      for (index, line) in limit.lines.enumerated() {
        if let value = limit.lower?[index] { lower[Int(line)] = max(lower[Int(line)], value) }
        if let value = limit.upper?[index] { upper[Int(line)] = min(upper[Int(line)], value) }
      }
    }
    // A credit that no limit speaks of stays as it is.
    for line in base.indices where lower[line] == unset { lower[line] = base[line] }
    return (lower, upper)
  }

  /// The places of the limits that are rows of G, in their order; the envelope is the last.
  package var rowLimits: [Int] { limits.indices.filter { limits[$0].sum != nil } }

  /// The numeric problem under some of the limits.
  ///
  /// - Parameter fits: whether the plan's targets count; without them the answer is the nearest to today's budget, which
  ///   shows whether the limits can hold together at all.
  func problem(_ isOn: [Bool], fits: Bool = true) -> AllocationProblem {
    let bounds = bounds(isOn)
    let funding = today.funding
    let targets = targets
    let rows = rowLimits
    return AllocationProblem(
      base: base.map(Double.init), lower: bounds.lower.map(Double.init),
      upper: bounds.upper.map { $0 == .max ? .infinity : Double($0) },
      shares: fits
        ? SparseMatrix(
          rows: funding.count, columns: targets.count, start: funding.start,
          column: funding.indicator.map { Int32(truncatingIfNeeded: $0.index) }, value: funding.share)
        : SparseMatrix(
          rows: funding.count, columns: 0, start: Array(repeating: 0, count: funding.count + 1), column: [], value: []),
      weight: fits ? targets.map { $0 == nil ? 0 : 1 } : [],
      target: fits ? targets.map { $0 ?? 0 } : [],
      constraints: rowMatrix(rows),
      constraintLower: rows.map { isOn[$0] ? limits[$0].sum?.lower.map(Double.init) ?? -.infinity : -.infinity },
      constraintUpper: rows.map { isOn[$0] ? limits[$0].sum?.upper.map(Double.init) ?? .infinity : .infinity },
      inertia: scenario.inertia, scale: Double(envelope))
  }

  private func rowMatrix(_ rows: [Int]) -> SparseMatrix {
    var start = Array(repeating: 0, count: base.count + 1)
    for row in rows { for line in limits[row].lines { start[Int(line) + 1] += 1 } }
    for line in base.indices { start[line + 1] += start[line] }
    var next = start
    var column = Array(repeating: Int32(0), count: start[base.count])
    var value = Array(repeating: 1.0, count: start[base.count])
    for (position, row) in rows.enumerated() {
      let shares = limits[row].sum?.shares
      for (index, line) in limits[row].lines.enumerated() {
        let at = next[Int(line)]
        next[Int(line)] = at + 1
        column[at] = Int32(truncatingIfNeeded: position)
        if let shares { value[at] = shares[index] }
      }
    }
    return SparseMatrix(rows: base.count, columns: rows.count, start: start, column: column, value: value)
  }
}
