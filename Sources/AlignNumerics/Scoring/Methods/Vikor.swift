/// VIKOR: a compromise between group utility, over all criteria, and individual regret, at the worst of them.
///
/// - Source: Opricovic & Tzeng 2004.
package struct Vikor: ScoringMethod {
  /// v, the weight of the group utility; 1 − v is that of the individual regret.
  package var majority: Double

  /// A method with the weight v.
  package init(majority: Double = 0.5) { self.majority = min(max(majority, 0), 1) }

  /// The solution of VIKOR. In S, R and Q less is better.
  package struct Solution: Sendable {
    /// S = Σ w (f* − f) / (f* − f⁻).
    package var groupUtility: [Double]
    /// R, the largest term of S.
    package var regret: [Double]
    /// Q = v (S − S*) / (S⁻ − S*) + (1 − v) (R − R*) / (R⁻ − R*).
    package var compromise: [Double]
    /// Acceptable advantage: the best by Q leads by at least 1 / (n − 1).
    package var hasAdvantage: Bool
    /// Acceptable stability: the best by Q is the best by S or by R too.
    package var isStable: Bool
    /// The compromise solutions, best first: more than one where the best has no advantage or is not stable.
    package var set: [Int]
  }

  /// 1 − Q, so that more is better.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    solution(of: matrix).compromise.map { 1 - $0 }
  }

  /// S, R, Q and the compromise.
  package func solution(of matrix: DecisionMatrix) -> Solution {
    let weights = matrix.weights
    var utility = [Double](repeating: 0, count: matrix.count)
    var regret = utility
    var known = utility
    for (criterion, weight) in zip(matrix.criteria, weights) where weight > 0 {
      let posts = criterion.goalposts.map { (low: $0.lowerBound, high: $0.upperBound) }
      guard let range = posts ?? (criterion.varies ? criterion.range : nil), range.low < range.high
      else { continue }
      let width = range.high / 2 - range.low / 2
      for index in utility.indices where !criterion.values[index].isNaN {
        let value = min(max(criterion.values[index], range.low), range.high)
        let short = (criterion.isDown ? value / 2 - range.low / 2 : range.high / 2 - value / 2) / width
        utility[index] += weight * short
        regret[index] = max(regret[index], weight * short)
        known[index] += weight
      }
    }
    for index in utility.indices {
      utility[index] = known[index] > 0 ? utility[index] / known[index] : .nan
      regret[index] = known[index] > 0 ? regret[index] / known[index] : .nan
    }
    let (s, r) = (Self.scaled(utility), Self.scaled(regret))
    let q = utility.indices.map { utility[$0].isNaN ? .nan : majority * s[$0] + (1 - majority) * r[$0] }
    return compromiseSolution(groupUtility: utility, regret: regret, compromise: q)
  }

  private static func scaled(_ values: [Double]) -> [Double] {
    let known = values.filter { !$0.isNaN }
    guard let low = known.min(), let high = known.max(), high - low > Scores.rounding else {
      return values.map { $0.isNaN ? .nan : 0 }
    }
    return values.map { ($0 - low) / (high - low) }
  }

  private func compromiseSolution(groupUtility utility: [Double], regret: [Double], compromise: [Double]) -> Solution {
    let order = Scores.descending(compromise.map { $0.isNaN ? nil : -$0 }, within: Scores.rounding)
    var solution = Solution(
      groupUtility: utility, regret: regret, compromise: compromise, hasAdvantage: true, isStable: true, set: order)
    guard let first = order.first, order.count > 1 else { return solution }
    let least = 1 / Double(order.count - 1)
    let q = compromise
    solution.hasAdvantage = q[order[1]] - q[first] >= least - Scores.rounding
    let leastUtility = order.map { utility[$0] }.min() ?? 0
    let leastRegret = order.map { regret[$0] }.min() ?? 0
    solution.isStable =
      utility[first] <= leastUtility + Scores.rounding || regret[first] <= leastRegret + Scores.rounding
    if !solution.hasAdvantage {
      solution.set = order.filter { q[$0] - q[first] < least - Scores.rounding }
    } else {
      solution.set = solution.isStable ? [first] : Array(order.prefix(2))
    }
    return solution
  }
}
