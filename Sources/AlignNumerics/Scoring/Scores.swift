/// How blank cells are treated.
public enum MissingRule: String, Sendable, CaseIterable, Codable {
  /// The alternative is scored on its other criteria, with their weights scaled to sum to 1. Its coverage is the sum of those
  /// weights before.
  case leaveOut = "leave-out"
  /// The score is a range: with every blank cell at the worst end of its scale, and at the best one.
  case interval
  /// A blank cell is an error.
  case refuse
}

/// The scores of alternatives by one method.
public struct Scores: Sendable {
  /// More is better; nil where no cell of an alternative is known.
  public var values: [Double?]
  /// The lower ends of the ranges, equal to the scores where no cell is blank. Empty unless the rule is
  /// ``MissingRule/interval``.
  public var low: [Double?] = []
  /// The upper ends of the ranges, likewise.
  public var high: [Double?] = []
  /// The weight of the criteria that are known, 0–1.
  public var coverage: [Double]

  /// The alternatives that have a score, best first, ties in their order of index.
  public var order: [Int] { Scores.descending(values, within: Self.rounding) }

  /// Scores are of the size of 1, and rounding moves them by less than this: what differs by less is a tie.
  package static let rounding = 1e-12

  /// Ranks from 1, the best. Equal scores share the better rank. Nil where there is no score.
  public var ranks: [Int?] {
    var ranks = [Int?](repeating: nil, count: values.count)
    var last: (score: Double, rank: Int)?
    for (position, alternative) in order.enumerated() {
      guard let score = values[alternative] else { continue }
      if let tied = last, abs(tied.score - score) <= Self.rounding {
        ranks[alternative] = tied.rank
        continue
      }
      ranks[alternative] = position + 1
      last = (score, position + 1)
    }
    return ranks
  }

  /// Scores every alternative.
  ///
  /// - Throws: ``ScoreError`` of the method, or for a blank cell where the rule is ``MissingRule/refuse``.
  public init(of matrix: DecisionMatrix, by method: any ScoringMethod, missing: MissingRule = .leaveOut)
    throws(ScoreError)
  {
    let weights = matrix.weights
    var coverage = [Double](repeating: 0, count: matrix.count)
    for (criterion, weight) in zip(matrix.criteria, weights) {
      for index in coverage.indices {
        if !criterion.values[index].isNaN {
          coverage[index] += weight
        } else if missing == .refuse {
          throw .blank(criterion: criterion.name, alternative: index)
        }
      }
    }
    self.coverage = coverage.map { min(1, $0) }
    values = Self.finite(try method.scores(of: matrix))
    guard missing == .interval else { return }
    var ends: [[Double?]] = []
    for atBest in [false, true] {
      let filled = try DecisionMatrix(matrix.criteria.map { $0.filled(atBest: atBest) })
      ends.append(Self.finite(try method.scores(of: filled)))
    }
    low = zip(ends[0], ends[1]).map { left, right in left.flatMap { l in right.map { min(l, $0) } } }
    high = zip(ends[0], ends[1]).map { left, right in left.flatMap { l in right.map { max(l, $0) } } }
  }

  private static func finite(_ scores: [Double]) -> [Double?] { scores.map { $0.isFinite ? $0 : nil } }

  /// The places of the known scores, best first; scores within a tolerance of the best of them are ties, in their order.
  package static func descending(_ scores: [Double?], within tolerance: Double) -> [Int] {
    var order = descending(scores)
    func score(_ position: Int) -> Double { scores[order[position]] ?? 0 }
    var first = 0
    while first < order.count {
      var end = first + 1
      var hasSlack = false
      while end < order.count, score(first) - score(end) <= tolerance {
        hasSlack = hasSlack || score(first) != score(end)
        end += 1
      }
      if hasSlack { order[first..<end].sort() }
      first = end
    }
    return order
  }

  /// The places of the known scores, best first, ties in their order: a radix sort, which is stable, on their bits.
  package static func descending(_ scores: [Double?]) -> [Int] {
    var keys: [(key: UInt64, index: Int)] = []
    keys.reserveCapacity(scores.count)
    for (index, score) in scores.enumerated() {
      guard let score else { continue }
      // −0 becomes 0. Then bit patterns are in the order of the numbers, after those of negative numbers are inverted.
      let bits = (score + 0).bitPattern
      keys.append((~(bits >> 63 == 1 ? ~bits : bits | 1 << 63), index))
    }
    // A few keys are sorted sooner than the tables of a radix sort are cleared.
    if keys.count < 4096 {
      return keys.sorted { $0.key != $1.key ? $0.key < $1.key : $0.index < $1.index }.map(\.index)
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
    return keys.map(\.index)
  }
}
