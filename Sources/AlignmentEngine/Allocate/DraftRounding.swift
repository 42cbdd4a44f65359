/// Whole amounts near the answer that keep to every bound and every limit on a sum, and add up exactly.
///
/// Lines that stand in the same limits form a class. The classes' totals are rounded first, by largest remainder, and
/// mended until every limit on a sum of whole lines holds; then the lines of each class, by largest remainder, to its total;
/// and last, where goals count lines by their shares, units change hands inside a class until those limits hold too.
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

  /// Rounds to a unit, or where the limits leave no room for that, to the smallest unit there is; nil where even that cannot
  /// be done.
  func rounded(to unit: Int64) -> Rounded? {
    for tried in unit > 1 ? [unit, 1] : [1] {
      if let amounts = attempt(tried) {
        return Rounded(amounts: amounts, unit: tried, offUnit: amounts.count { $0 % tried != 0 })
      }
    }
    return nil
  }

  private static func floorDivide(_ value: Int64, _ unit: Int64) -> Int64 {
    let quotient = value / unit
    return value % unit < 0 ? quotient - 1 : quotient
  }

  private func attempt(_ unit: Int64) -> [Int64]? {
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
    guard mendShares(&amounts, classes, isFree, unit) else { return nil }
    return keeps(amounts) ? amounts : nil
  }

  /// Whether amounts keep to everything, to the last unit.
  func keeps(_ amounts: [Int64]) -> Bool {
    var total: Int64 = 0
    for line in amounts.indices {
      if amounts[line] < lower[line] || amounts[line] > upper[line] { return false }
      total += amounts[line]
    }
    return total == envelope && rows.allSatisfy { violation($0, amounts) == 0 }
  }

  /// How far a limit is missed: below its least negative, above its most positive, else 0.
  private func violation(_ row: (lines: [Int32], sum: NamedLimit.Sum), _ amounts: [Int64]) -> Double {
    if let shares = row.sum.shares {
      var sum = 0.0
      for (line, share) in zip(row.lines, shares) { sum += share * Double(amounts[Int(line)]) }
      return miss(sum, row.sum)
    }
    var sum: Int64 = 0
    for line in row.lines { sum += amounts[Int(line)] }
    if let least = row.sum.lower, sum < least { return Double(sum - least) }
    if let most = row.sum.upper, sum > most { return Double(sum - most) }
    return 0
  }

  /// Shares are no whole numbers: what the sum of many can be off by is no violation.
  private func miss(_ sum: Double, _ limit: NamedLimit.Sum) -> Double {
    let noise = 1e-12 * abs(sum)
    if let least = limit.lower, sum < Double(least) - noise { return sum - Double(least) }
    if let most = limit.upper, sum > Double(most) + noise { return sum - Double(most) }
    return 0
  }

  /// Exchanges units inside classes until the limits that count lines by their shares hold.
  private func mendShares(_ amounts: inout [Int64], _ classes: LineClasses, _ isFree: [Bool], _ unit: Int64) -> Bool {
    let weighted = rows.filter { $0.sum.shares != nil }
    guard !weighted.isEmpty else { return true }
    var shares = weighted.map { row in
      var all = Array(repeating: 0.0, count: x.count)
      for (line, share) in zip(row.lines, row.sum.shares ?? []) { all[Int(line)] = share }
      return all
    }
    shares = shares.map { $0 }
    func sums() -> [Double] {
      shares.map { own in amounts.indices.reduce(0.0) { $0 + own[$1] * Double(amounts[$1]) } }
    }
    var now = sums()
    let order = x.indices.filter { isFree[$0] }
    for _ in 0..<20_000 {
      guard let row = weighted.indices.first(where: { miss(now[$0], weighted[$0].sum) != 0 }) else { return true }
      let needsMore = miss(now[row], weighted[row].sum) < 0
      // The pair of a class that moves this row most and pushes no other row over its limit.
      var up: [Int: Int] = [:]
      var down: [Int: Int] = [:]
      for line in order {
        let kind = classes.classOf[line]
        if amounts[line] + unit <= upper[line] {
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
      let before = weighted.indices.reduce(0) { $0 + abs(miss(now[$1], weighted[$1].sum)) }
      let step = Double(unit)
      guard
        let pair = pairs.first(where: { pair in
          weighted.indices.reduce(0) {
            $0 + abs(miss(now[$1] + step * (shares[$1][pair.0] - shares[$1][pair.1]), weighted[$1].sum))
          } < before
        })
      else { return false }
      amounts[pair.0] += unit
      amounts[pair.1] -= unit
      for index in weighted.indices { now[index] += step * (shares[index][pair.0] - shares[index][pair.1]) }
    }
    return false
  }
}
