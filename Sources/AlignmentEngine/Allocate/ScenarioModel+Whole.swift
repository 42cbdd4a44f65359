import AlignModel
import AlignNumerics

/// Lines that are whole or nothing.
extension ScenarioModel {
  /// By row of L that is indivisible the range of what it gets where it is in: what it asks for, or near it where the scenario
  /// says so. The envelope does not move it: a bridge costs what it costs.
  var wholeRanges: [Int: (low: Int64, high: Int64)] {
    let (budget, funding) = (today.workspace.budget, today.funding)
    var ranges: [Int: (low: Int64, high: Int64)] = [:]
    if scenario.readsIndivisible, let column = budget.indivisible {
      for k in 0..<funding.count where base[k] > 0 && column[funding.rows[k]] { ranges[k] = (base[k], base[k]) }
    }
    for part in scenario.indivisible {
      let selected = part.selection.rows(of: budget, in: funding, flagged: flagged(part.selection.allFlags))
      for k in selected where base[k] > 0 && base[k] > part.above {
        ranges[k] = (
          max(1, base[k].part(max(0, 1 - part.range), up: true)), base[k].part(1 + part.range, up: false)
        )
      }
    }
    return ranges
  }

  /// The limits of indivisible lines, and the least of those that may be left out.
  ///
  /// Mandates, services and floors of the file keep a line in.
  func wholeLimits(
    _ ranges: [Int: (low: Int64, high: Int64)], own: [NamedLimit], hasFloor: [Bool], hasCap: [Bool]
  ) -> (limits: [NamedLimit], low: [Int64?]) {
    guard !ranges.isEmpty else { return ([], []) }
    var low = Array(repeating: Int64?.none, count: base.count)
    var (floor, cap) = (base.map { _ in Int64(0) }, base.map { _ in Int64.max })
    for limit in own where limit.sum == nil {
      for (index, line) in limit.lines.enumerated() {
        if let value = limit.lower?[index] { floor[Int(line)] = max(floor[Int(line)], value) }
        if let value = limit.upper?[index] { cap[Int(line)] = min(cap[Int(line)], value) }
      }
    }
    var whole = NamedLimit(origin: .whole, upper: [])
    var kept = NamedLimit(origin: .wholeAndKept, lower: [], upper: [])
    let defaults = scenario.defaults
    for (k, range) in ranges.sorted(by: { $0.key < $1.key }) {
      let isKept =
        floor[k] > 0 || defaults.holdsMandatory && today.workspace.budget.mandatory[today.funding.rows[k]]
        || defaults.keepsRunning && runs(k)
      let line = Int32(truncatingIfNeeded: k)
      if isKept {
        kept.lines.append(line)
        kept.lower?.append(hasFloor[k] ? 0 : range.low)
        kept.upper?.append(hasCap[k] ? .max : max(range.high, floor[k]))
        continue
      }
      // Where the file allows less than the least of a whole line, it stays out.
      let fits = range.low <= cap[k]
      whole.lines.append(line)
      whole.upper?.append(fits ? range.high : 0)
      if fits { low[k] = range.low }
    }
    return ([whole, kept].filter { !$0.lines.isEmpty }, low)
  }

  /// Whether the lines that can be divided can take up what any whole line leaves, so that nothing need be left over.
  var canBeSpentWhole: Bool {
    let bounds = bounds(Array(repeating: true, count: limits.count))
    var room: Int128 = 0
    var largest: Int128 = 0
    for k in base.indices {
      if wholeLow[k] != nil {
        largest = max(largest, Int128(bounds.upper[k]))
      } else {
        room += max(0, Int128(bounds.upper[k]) - Int128(bounds.lower[k]))
      }
    }
    return room >= largest
  }

  /// The problem in which some lines are whole or nothing.
  func semicontinuous(_ isOn: [Bool]) -> SemicontinuousProblem {
    var allocation = problem(isOn)
    for k in base.indices {
      if let low = wholeLow[k] { allocation.lower[k] = max(allocation.lower[k], Double(low)) }
    }
    return SemicontinuousProblem(allocation, mayBeLeftOut: wholeLow.map { $0 != nil })
  }
}

/// What became of the lines that are whole or nothing.
package struct WholeAnswer: Sendable {
  /// The choices, the bound and its proof.
  package var solution: SemicontinuousSolution
  /// What no line gets, in minor units.
  package var leftOver: Int64
  /// By row of L that was left out the row that it lost against: the line that is in, and whose place it would take at the
  /// least cost to the objective; nil where no one line would make room for it.
  package var rivals: [Int: Int?]

  /// Lines that could have been left out and are in, and those that are out.
  package var countIn: Int
  package var countOut: Int
}
