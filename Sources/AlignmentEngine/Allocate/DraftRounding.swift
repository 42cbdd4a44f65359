/// Whole amounts near the answer that keep to every bound and every limit on a sum, and add up exactly.
///
/// Lines that stand in the same limits form a class. The classes' totals are rounded first, by largest remainder, and
/// mended until every limit on a sum of whole lines holds; then the lines of each class, by largest remainder, to its total;
/// and last, where goals count lines by their shares, units change hands inside a class until those limits hold too. Where
/// that fails, ``WholeSearch`` repairs it, or proves that there is nothing to be found.
struct DraftRounding {
  let x: [Double]
  let lower: [Int64]
  let upper: [Int64]
  /// Limits on sums but the envelope.
  let rows: [(lines: [Int32], sum: NamedLimit.Sum)]
  let envelope: Int64

  /// Whole amounts, and the unit to which they were rounded.
  struct Rounded: Sendable {
    var amounts: [Int64]
    var unit: Int64
    /// Lines that are no multiple of the unit: held ones, and the one that carries what is left over.
    var offUnit: Int
  }

  /// What rounding comes to.
  enum Outcome: Sendable {
    case rounded(Rounded)
    /// No whole amounts satisfy all bounds and limits, which is proved; where one combination of the limits proves it, its
    /// multipliers by limit, the envelope last.
    case impossible(ray: [Double]?)
    case undecided
  }

  /// Rounds to a unit, or where the limits leave no room for that, to the smallest unit there is.
  func outcome(to unit: Int64) -> Outcome {
    let exact = ExactRow.all(rows + [envelopeRow])
    for tried in unit > 1 ? [unit, 1] : [1] {
      if let amounts = attempt(tried, exact) {
        return .rounded(Rounded(amounts: amounts, unit: tried, offUnit: amounts.count { $0 % tried != 0 }))
      }
    }
    switch WholeSearch(rows: exact, low: lower, high: upper, wanted: x).run() {
    case .found(let amounts):
      return .rounded(Rounded(amounts: amounts, unit: 1, offUnit: 0))
    case .impossible(let ray): return .impossible(ray: ray)
    case .undecided: return .undecided
    }
  }

  /// Rounds to a unit; nil where that cannot be done.
  func rounded(to unit: Int64) -> Rounded? {
    if case .rounded(let rounded) = outcome(to: unit) { return rounded }
    return nil
  }

  private var envelopeRow: (lines: [Int32], sum: NamedLimit.Sum) {
    (x.indices.map { Int32(truncatingIfNeeded: $0) }, .init(shares: nil, lower: envelope, upper: envelope))
  }

  private static func floorDivide(_ value: Int64, _ unit: Int64) -> Int64 {
    let quotient = value / unit
    return value % unit < 0 ? quotient - 1 : quotient
  }

  private func attempt(_ unit: Int64, _ exact: [ExactRow]) -> [Int64]? {
    var amounts = Array(repeating: Int64(0), count: x.count)
    var low = amounts
    var high = amounts
    var isFree = Array(repeating: false, count: x.count)
    var fixed: Int64 = 0
    for line in x.indices {
      let least = -Self.floorDivide(-lower[line], unit)
      let most = upper[line] == .max ? Int64.max / unit / 2 : Self.floorDivide(upper[line], unit)
      if least < most {
        isFree[line] = true
        (low[line], high[line]) = (least, most)
      } else {
        // What cannot move by a unit keeps its amount to the smallest one.
        amounts[line] = min(max(wholeAmount(x[line]), lower[line]), upper[line])
        fixed += amounts[line]
      }
    }
    let rest = envelope - fixed
    let units = Self.floorDivide(rest, unit)
    let odd = rest - units * unit
    var carrier: Int?
    if odd > 0 {
      // One line carries what is no multiple of the unit: the largest that has room for it.
      carrier = x.indices.filter {
        isFree[$0] && upper[$0] - high[$0] * unit >= odd || isFree[$0] && high[$0] > low[$0]
      }
      .max { x[$0] < x[$1] }
      guard let carrier else { return nil }
      if upper[carrier] != .max, upper[carrier] - high[carrier] * unit < odd { high[carrier] -= 1 }
    }
    guard
      var classes = LineClasses(
        self, isFree: isFree, low: low, high: high, unit: unit, fixed: amounts, carrier: carrier, odd: odd),
      classes.settle(units)
    else { return nil }
    for line in x.indices where isFree[line] { amounts[line] = classes.amounts[line] * unit }
    if let carrier { amounts[carrier] += odd }
    guard mendShares(&amounts, classes, isFree, unit, exact) else { return nil }
    return keeps(amounts, exact) ? amounts : nil
  }

  /// Whether amounts keep to everything, to the last unit.
  func keeps(_ amounts: [Int64]) -> Bool { keeps(amounts, ExactRow.all(rows + [envelopeRow])) }

  private func keeps(_ amounts: [Int64], _ exact: [ExactRow]) -> Bool {
    amounts.indices.allSatisfy { amounts[$0] >= lower[$0] && amounts[$0] <= upper[$0] }
      && exact.allSatisfy { $0.miss($0.sum(amounts)) == 0 }
  }

  /// Exchanges units inside classes until the limits that count lines by their shares hold.
  private func mendShares(
    _ amounts: inout [Int64], _ classes: LineClasses, _ isFree: [Bool], _ unit: Int64, _ exact: [ExactRow]
  ) -> Bool {
    let weighted = exact.filter { $0.parts != nil }
    guard !weighted.isEmpty else { return true }
    let shares = weighted.map { row in
      var all = Array(repeating: Int128(0), count: x.count)
      for (line, share) in zip(row.lines, row.parts ?? []) { all[Int(line)] = share }
      return all
    }
    var now = weighted.map { $0.sum(amounts) }
    let order = x.indices.filter { isFree[$0] }
    func missed(_ change: (Int) -> Int128) -> Int128 {
      weighted.indices.reduce(Int128(0)) { $0 + abs(weighted[$1].miss(now[$1] + change($1))) }
    }
    for _ in 0..<20_000 {
      guard let row = weighted.indices.first(where: { weighted[$0].miss(now[$0]) != 0 }) else { return true }
      let needsMore = weighted[row].miss(now[row]) < 0
      // The pair of a class that moves this row most and pushes no other row over its limit.
      var up: [Int: Int] = [:]
      var down: [Int: Int] = [:]
      for line in order {
        let kind = classes.classOf[line]
        if amounts[line] <= upper[line] - unit {
          let best = up[kind].map { shares[row][$0] }
          if best.map({ needsMore ? shares[row][line] > $0 : shares[row][line] < $0 }) ?? true { up[kind] = line }
        }
        if amounts[line] - unit >= lower[line] {
          let best = down[kind].map { shares[row][$0] }
          if best.map({ needsMore ? shares[row][line] < $0 : shares[row][line] > $0 }) ?? true { down[kind] = line }
        }
      }
      let pairs = up.compactMap { kind, line in down[kind].map { (line, $0) } }.sorted {
        let left = abs(shares[row][$0.0] - shares[row][$0.1])
        let right = abs(shares[row][$1.0] - shares[row][$1.1])
        return (left, $1.0) > (right, $0.0)
      }
      let before = missed { _ in 0 }
      func isBetter(_ pair: (Int, Int), _ amount: Int64) -> Bool {
        missed { Int128(amount) * (shares[$0][pair.0] - shares[$0][pair.1]) } < before
      }
      guard let pair = pairs.first(where: { isBetter($0, unit) }) else { return false }
      var amount = unit
      // Many units at once where the solver's precision is coarser than a unit.
      let way =
        abs(weighted[row].miss(now[row])) / max(1, abs(shares[row][pair.0] - shares[row][pair.1])) / Int128(unit)
      let most = min(upper[pair.0] - amounts[pair.0], amounts[pair.1] - lower[pair.1]) / unit
      let many = min(Int64(clamping: way), most) / 2 * unit
      if many > 500 * unit, isBetter(pair, many) { amount = many }
      amounts[pair.0] += amount
      amounts[pair.1] -= amount
      for index in weighted.indices {
        now[index] += Int128(amount) * (shares[index][pair.0] - shares[index][pair.1])
      }
    }
    return false
  }
}
