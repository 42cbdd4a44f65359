/// Rows of the original problem that are one sum of the free lines, but for a factor: solved as one row with the tightest of
/// their bounds. Two multipliers of one sum would have no value of their own, and the Schur complement would be singular.
struct TwinRows {
  /// An original row, and what it is of the sum that stands for all.
  struct Member {
    var row: Int
    var factor: Double
  }

  /// The members whose bounds are in force; the first member stands for all.
  var lower: Member
  var upper: Member
  var members: [Member]
}

extension PresolvedProblem {
  /// Joins rows in use that are one sum, with the tightest bounds.
  ///
  /// - Throws: ``Infeasible`` where the bounds of two of them exclude each other.
  mutating func mergeTwins(_ problem: AllocationProblem) throws(Infeasible) {
    guard rows.count > 1 else { return }
    let groups = twinGroups()
    guard groups.count < rows.count else {
      twins = rows.map { row in
        let member = TwinRows.Member(row: row, factor: 1)
        return TwinRows(lower: member, upper: member, members: [member])
      }
      return
    }
    var (lowers, uppers): ([Double], [Double]) = ([], [])
    var position = Array(repeating: Int32(-1), count: rows.count)
    for group in groups {
      let all = group.map { TwinRows.Member(row: rows[$0.index], factor: $0.factor) }
      var twin = TwinRows(lower: all[0], upper: all[0], members: all)
      var (low, high) = (-Double.infinity, Double.infinity)
      for (member, (index, factor)) in zip(all, group) {
        if rowLower[index] / factor > low { (low, twin.lower) = (rowLower[index] / factor, member) }
        if rowUpper[index] / factor < high { (high, twin.upper) = (rowUpper[index] / factor, member) }
      }
      if low > high {
        if low - high > Self.feasibility {
          var ray = Array(repeating: 0.0, count: problem.constraints.columns)
          ray[twin.upper.row] += 1 / twin.upper.factor
          ray[twin.lower.row] -= 1 / twin.lower.factor
          throw Infeasible(ray: withForcingRows(ray, problem), line: nil)
        }
        (low, high) = (0.5 * (low + high), 0.5 * (low + high))
      }
      position[group[0].index] = Int32(truncatingIfNeeded: twins.count)
      twins.append(twin)
      lowers.append(low)
      uppers.append(high)
    }
    rows = twins.map { $0.members[0].row }
    (rowLower, rowUpper) = (lowers, uppers)
    renumber(position)
  }

  /// Rows in use by the sum that they are, each with its factor; the first of a group has the factor 1.
  private func twinGroups() -> [[(index: Int, factor: Double)]] {
    let offset = indicators.count
    var entries = Array(repeating: [(line: Int, value: Double)](), count: rows.count)
    var sizes = Array(repeating: 0, count: rows.count)
    for entry in column.indices where Int(column[entry]) >= offset { sizes[Int(column[entry]) - offset] += 1 }
    // Only rows of as many lines can be one sum.
    let counts = sizes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    guard counts.contains(where: { $0.value > 1 && $0.key > 0 }) else { return rows.indices.map { [($0, 1)] } }
    for line in 0..<count {
      for entry in start[line]..<start[line + 1] where Int(column[entry]) >= offset {
        let row = Int(column[entry]) - offset
        if counts[sizes[row]] ?? 0 > 1 { entries[row].append((line, value[entry])) }
      }
    }
    var groups: [[(index: Int, factor: Double)]] = []
    for row in rows.indices {
      let own = entries[row]
      let twin = groups.firstIndex { group in
        let other = entries[group[0].index]
        guard let first = own.first, let like = other.first, own.count == other.count else { return false }
        let factor = first.value / like.value
        guard factor > 0 else { return false }
        return zip(own, other).allSatisfy {
          $0.line == $1.line && abs($0.value - factor * $1.value) <= 1e-12 * abs($0.value)
        }
      }
      if let twin, let first = own.first, let like = entries[groups[twin][0].index].first {
        groups[twin].append((row, first.value / like.value))
      } else {
        groups.append([(row, 1)])
      }
    }
    return groups
  }

  /// Leaves out the columns of rows that another stands for.
  private mutating func renumber(_ position: [Int32]) {
    let offset = indicators.count
    var (starts, columns, values): ([Int], [Int32], [Double]) = ([0], [], [])
    for line in 0..<count {
      for entry in start[line]..<start[line + 1] {
        let row = Int(column[entry]) - offset
        if row >= 0, position[row] < 0 { continue }
        columns.append(row < 0 ? column[entry] : position[row] + Int32(truncatingIfNeeded: offset))
        values.append(value[entry])
      }
      starts.append(columns.count)
    }
    (start, column, value) = (starts, columns, values)
  }

  /// Multipliers by original row from those by row in use: a multiplier belongs to the row whose bound is in force.
  func originalMultipliers(_ multipliers: ArraySlice<Double>, count: Int) -> [Double] {
    var all = Array(repeating: 0.0, count: count)
    for (index, value) in multipliers.enumerated() where value != 0 {
      let owner = twins.isEmpty ? nil : value > 0 ? twins[index].upper : twins[index].lower
      all[owner?.row ?? rows[index]] += value / (owner?.factor ?? 1)
    }
    return all
  }

  /// Multipliers by row in use from those by original row.
  func multipliersInUse(_ all: [Double]) -> [Double] {
    rows.indices.map { index in
      twins.isEmpty ? all[rows[index]] : twins[index].members.reduce(0) { $0 + all[$1.row] * $1.factor }
    }
  }
}
