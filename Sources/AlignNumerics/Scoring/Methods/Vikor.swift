/// VIKOR: a compromise between the good of most criteria and the regret at the worst of them.
///
/// - Source: Opricovic & Tzeng 2004.
package struct Vikor: ScoringMethod {
  /// v, the weight of the good of most; 1 − v is that of the regret.
  package var majority: Double

  /// Half and half unless asked otherwise.
  package init(majority: Double = 0.5) { self.majority = min(max(majority, 0), 1) }

  /// What VIKOR answers. S, R and Q are the less the better.
  package struct Solution: Sendable {
    /// Σ w (f* − f) / (f* − f⁻), and the largest of its terms.
    package var good: [Double]
    package var regret: [Double]
    /// v (S − S*) / (S⁻ − S*) + (1 − v) (R − R*) / (R⁻ − R*).
    package var compromise: [Double]
    /// Whether the best by Q leads by 1 / (n − 1) at least, and is best by S or by R too.
    package var hasAdvantage: Bool
    package var isStable: Bool
    /// The alternatives among which VIKOR does not choose, best first.
    package var set: [Int]
  }

  /// 1 − Q, so that more is better.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    solution(of: matrix).compromise.map { 1 - $0 }
  }

  /// S, R, Q and the compromise.
  package func solution(of matrix: DecisionMatrix) -> Solution {
    let weights = matrix.weights
    var good = [Double](repeating: 0, count: matrix.count)
    var regret = good
    var known = good
    for (criterion, weight) in zip(matrix.criteria, weights) where weight > 0 {
      let posts = criterion.goalposts.map { (low: $0.lowerBound, high: $0.upperBound) }
      guard let range = posts ?? (criterion.varies ? criterion.range : nil), range.low < range.high
      else { continue }
      let width = range.high / 2 - range.low / 2
      for index in good.indices where !criterion.values[index].isNaN {
        let value = min(max(criterion.values[index], range.low), range.high)
        let short = (criterion.isDown ? value / 2 - range.low / 2 : range.high / 2 - value / 2) / width
        good[index] += weight * short
        regret[index] = max(regret[index], weight * short)
        known[index] += weight
      }
    }
    for index in good.indices {
      good[index] = known[index] > 0 ? good[index] / known[index] : .nan
      regret[index] = known[index] > 0 ? regret[index] / known[index] : .nan
    }
    let (s, r) = (Self.scaled(good), Self.scaled(regret))
    let q = good.indices.map { good[$0].isNaN ? .nan : majority * s[$0] + (1 - majority) * r[$0] }
    return settled(good: good, regret: regret, compromise: q)
  }

  private static func scaled(_ values: [Double]) -> [Double] {
    let known = values.filter { !$0.isNaN }
    guard let low = known.min(), let high = known.max(), high - low > Scores.rounding else {
      return values.map { $0.isNaN ? .nan : 0 }
    }
    return values.map { ($0 - low) / (high - low) }
  }

  private func settled(good: [Double], regret: [Double], compromise: [Double]) -> Solution {
    let order = Scores.descending(compromise.map { $0.isNaN ? nil : -$0 }, within: Scores.rounding)
    var solution = Solution(
      good: good, regret: regret, compromise: compromise, hasAdvantage: true, isStable: true, set: order)
    guard let first = order.first, order.count > 1 else { return solution }
    let least = 1 / Double(order.count - 1)
    let q = compromise
    solution.hasAdvantage = q[order[1]] - q[first] >= least - Scores.rounding
    let bestGood = order.map { good[$0] }.min() ?? 0
    let bestRegret = order.map { regret[$0] }.min() ?? 0
    solution.isStable = good[first] <= bestGood + Scores.rounding || regret[first] <= bestRegret + Scores.rounding
    if !solution.hasAdvantage {
      solution.set = order.filter { q[$0] - q[first] < least - Scores.rounding }
    } else {
      solution.set = solution.isStable ? [first] : Array(order.prefix(2))
    }
    return solution
  }
}
