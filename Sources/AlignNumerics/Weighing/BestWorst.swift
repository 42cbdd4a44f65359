import Foundation

/// One expert's comparisons with the best and with the worst criterion.
package struct BestWorst: Sendable, Hashable {
  /// The index of the best.
  package var best: Int
  /// The index of the worst.
  package var worst: Int
  /// a_B: how many times as important the best is as each.
  package var bestToOthers: [Double]
  /// a_W: how many times as important each is as the worst.
  package var othersToWorst: [Double]

  /// The two vectors of a questionnaire.
  package init(best: Int, worst: Int, bestToOthers: [Double], othersToWorst: [Double]) {
    self.best = best
    self.worst = worst
    self.bestToOthers = bestToOthers
    self.othersToWorst = othersToWorst
  }

  /// The best and the worst among the items that were compared with all others; nil where there are not two such items.
  package init?(of matrix: PairwiseMatrix) {
    let all = 0..<matrix.count
    let compared = all.filter { index in all.allSatisfy { matrix[index, $0] != nil } }
    let importance = compared.map { index in all.reduce(0.0) { $0 + log(matrix[index, $1] ?? 1) } }
    guard let top = importance.indices.max(by: { importance[$0] < importance[$1] }),
      let bottom = importance.indices.min(by: { importance[$0] < importance[$1] }), top != bottom
    else { return nil }
    (best, worst) = (compared[top], compared[bottom])
    bestToOthers = all.map { matrix[compared[top], $0] ?? 1 }
    othersToWorst = all.map { matrix[$0, compared[bottom]] ?? 1 }
  }

  /// The solution of the linear model.
  package struct Solution: Sendable, Hashable {
    /// By item, ≥ 0; they sum to 1.
    package var weights: [Double]
    /// ξ, the largest |w_B − a_Bj w_j| or |w_j − a_jW w_W|: 0 where the judgements are consistent.
    package var deviation: Double
    /// The input-based consistency ratio max_j |a_Bj a_jW − a_BW| / (a_BW² − a_BW); 0 where a_BW is 1.
    ///
    /// - Source: Liang, Brunelli & Rezaei 2020.
    package var inputRatio: Double
  }

  /// min ξ subject to |w_B − a_Bj w_j| ≤ ξ, |w_j − a_jW w_W| ≤ ξ, Σ w = 1, w ≥ 0, by the simplex method.
  ///
  /// - Throws: ``WeighingFault/numerics(_:)`` where the programme has no solution, which finite judgements always have.
  /// - Complexity: 4n − 6 constraints of n + 1 unknowns.
  package func solved() throws(WeighingFault) -> Solution {
    let count = bestToOthers.count
    var rows: [[Double]] = []
    func limit(_ left: Int, _ right: Int, _ ratio: Double) {
      for sign in [1.0, -1.0] {
        var row = [Double](repeating: 0, count: count + 1)
        row[left] += sign
        row[right] -= sign * ratio
        row[count] = -1
        rows.append(row)
      }
    }
    for index in 0..<count where index != best { limit(best, index, bestToOthers[index]) }
    for index in 0..<count where index != worst && index != best { limit(index, worst, othersToWorst[index]) }
    let programme = LinearProgramme(
      cost: [Double](repeating: 0, count: count) + [1], atMost: rows,
      limits: [Double](repeating: 0, count: rows.count), equal: [[Double](repeating: 1, count: count) + [0]],
      values: [1])
    guard let x = programme.minimiser() else { throw .numerics("best–worst: the linear programme has no solution") }
    let bestToWorst = bestToOthers[worst]
    let input = (0..<count).map { index in
      bestToWorst > 1
        ? abs(bestToOthers[index] * othersToWorst[index] - bestToWorst) / (bestToWorst * bestToWorst - bestToWorst) : 0
    }
    return Solution(
      weights: try normalised(Array(x[..<count]).map { max(0, $0) }), deviation: max(0, x[count]),
      inputRatio: input.max() ?? 0)
  }
}
