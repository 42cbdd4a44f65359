/// The weighted score of each line and its quartile by money.
public struct LineScores: Sendable {
  /// The criteria that could be measured on the lines, in order, with their normalised weights.
  public var criteria: [(name: String, weight: Double)] = []
  /// By row of L; nil for lines without money or where no criterion is known.
  public var score: [Double?] = []
  /// 1 (the best quarter of the money) to 4; nil where there is no score.
  public var quartile: [Int?] = []

  /// Scores every line of the year that has money, by the weighted sum of its scaled criteria.
  ///
  /// Each criterion is min–max scaled over those lines; one that is the same for all tells nothing and is left
  /// out. A line
  /// whose cell is blank is scored on the others.
  ///
  /// - Complexity: O(criteria · lines); the order by score is a radix sort.
  public init(budget: Budget, funding: FundingMatrix, attainment: Attainment, settings: LineScoreSettings) {
    let count = funding.count
    var sum = Array(repeating: 0.0, count: count)
    var weight = Array(repeating: 0.0, count: count)
    for criterion in LineCriterion.all(budget: budget, funding: funding, attainment: attainment) {
      let asked = settings.weights[criterion.name] ?? 1
      guard asked > 0, asked.isFinite, let range = Self.range(criterion.values, funding.approved) else { continue }
      criteria.append((criterion.name, asked))
      let isDown = settings.down.contains(criterion.name)
      for k in 0..<count where !criterion.values[k].isNaN {
        let scaled = (criterion.values[k] / 2 - range.low / 2) / (range.high / 2 - range.low / 2)
        sum[k] += asked * (isDown ? 1 - scaled : scaled)
        weight[k] += asked
      }
    }
    let total = criteria.reduce(0) { $0 + $1.weight }
    criteria = criteria.map { ($0.name, $0.weight / total) }
    score = (0..<count).map { funding.approved[$0] > 0 && weight[$0] > 0 ? sum[$0] / weight[$0] : nil }
    quartile = Self.quartiles(score, approved: funding.approved)
  }

  /// The least and greatest value over the lines with money, or nil where there are not two.
  private static func range(_ values: [Double], _ approved: [Int64]) -> (low: Double, high: Double)? {
    var low = Double.infinity
    var high = -Double.infinity
    for k in values.indices where approved[k] > 0 && !values[k].isNaN {
      low = min(low, values[k])
      high = max(high, values[k])
    }
    return low < high && high / 2 - low / 2 > 0 ? (low, high) : nil
  }

  /// The quarter of the money in which the middle of each line's own money falls, best scores first.
  private static func quartiles(_ score: [Double?], approved: [Int64]) -> [Int?] {
    let order = descending(score)
    let total = order.reduce(0.0) { $0 + Double(approved[Int($1)]) }
    var quartile = [Int?](repeating: nil, count: score.count)
    var before = 0.0
    for k in order {
      let own = Double(approved[Int(k)])
      quartile[Int(k)] = min(4, Int((before + own / 2) / total * 4) + 1)
      before += own
    }
    return quartile
  }

  /// Rows with a score, best first, ties in table order: a radix sort, which is stable, on the bits of 1 − score.
  private static func descending(_ score: [Double?]) -> [Int32] {
    var keys: [(key: UInt64, row: Int32)] = []
    keys.reserveCapacity(score.count)
    for (row, score) in score.enumerated() {
      // Scores lie in [0, 1], where the bits of a number order as the number does.
      if let score { keys.append((~max(score, 0).bitPattern, Int32(truncatingIfNeeded: row))) }
    }
    var sorted = keys
    for shift in stride(from: UInt64(0), to: 64, by: 16) {
      var start = [Int](repeating: 0, count: (1 << 16) + 1)
      for entry in keys { start[Int((entry.key >> shift) & 0xFFFF) + 1] += 1 }
      if start.contains(keys.count) { continue }
      for digit in 1..<start.count { start[digit] += start[digit - 1] }
      for entry in keys {
        let digit = Int((entry.key >> shift) & 0xFFFF)
        sorted[start[digit]] = entry
        start[digit] += 1
      }
      swap(&keys, &sorted)
    }
    return keys.map(\.row)
  }
}
