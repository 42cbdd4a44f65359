import Foundation

/// What one expert said of the best and of the worst.
package struct BestWorst: Sendable, Hashable {
  /// The places of the best and of the worst.
  package var best: Int
  package var worst: Int
  /// How many times the best matters as much as each, and each as much as the worst.
  package var bestToOthers: [Double]
  package var othersToWorst: [Double]

  /// Two vectors as a questionnaire has them.
  package init(best: Int, worst: Int, bestToOthers: [Double], othersToWorst: [Double]) {
    self.best = best
    self.worst = worst
    self.bestToOthers = bestToOthers
    self.othersToWorst = othersToWorst
  }

  /// The best and worst among the things that were compared with all others; nil where there are not two.
  package init?(of matrix: PairwiseMatrix) {
    let all = 0..<matrix.count
    let whole = all.filter { index in all.allSatisfy { matrix[index, $0] != nil } }
    let height = whole.map { index in all.reduce(0.0) { $0 + log(matrix[index, $1] ?? 1) } }
    guard let top = height.indices.max(by: { height[$0] < height[$1] }),
      let bottom = height.indices.min(by: { height[$0] < height[$1] }), top != bottom
    else { return nil }
    (best, worst) = (whole[top], whole[bottom])
    bestToOthers = all.map { matrix[whole[top], $0] ?? 1 }
    othersToWorst = all.map { matrix[$0, whole[bottom]] ?? 1 }
  }

  /// What the linear model answers.
  package struct Solution: Sendable, Hashable {
    /// By thing, ≥ 0; they sum to 1.
    package var weights: [Double]
    /// ξ, the largest |w_B − a_Bj w_j| or |w_j − a_jW w_W|: 0 where nothing contradicts.
    package var deviation: Double
    /// max_j |a_Bj a_jW − a_BW| / (a_BW² − a_BW), seen from the judgements alone; 0 where a_BW is 1.
    ///
    /// - Source: Liang, Brunelli & Rezaei 2020.
    package var inputRatio: Double
  }

  /// min ξ subject to |w_B − a_Bj w_j| ≤ ξ, |w_j − a_jW w_W| ≤ ξ, Σ w = 1, w ≥ 0, exactly, by the simplex method.
  ///
  /// - Throws: ``WeighingFault/numerics(_:)`` where the programme cannot be solved, which finite judgements never cause.
  /// - Complexity: 4n − 6 constraints of n + 1 unknowns.
  package func solved() throws(WeighingFault) -> Solution {
    let count = bestToOthers.count
    var rows: [[Double]] = []
    func keep(_ left: Int, _ right: Int, _ ratio: Double) {
      for sign in [1.0, -1.0] {
        var row = [Double](repeating: 0, count: count + 1)
        row[left] += sign
        row[right] -= sign * ratio
        row[count] = -1
        rows.append(row)
      }
    }
    for index in 0..<count where index != best { keep(best, index, bestToOthers[index]) }
    for index in 0..<count where index != worst && index != best { keep(index, worst, othersToWorst[index]) }
    let programme = LinearProgramme(
      cost: [Double](repeating: 0, count: count) + [1], atMost: rows,
      limits: [Double](repeating: 0, count: rows.count), equal: [[Double](repeating: 1, count: count) + [0]],
      values: [1])
    guard let x = programme.minimiser() else { throw .numerics("best–worst: the linear programme has no solution") }
    let whole = bestToOthers[worst]
    let input = (0..<count).map { index in
      whole > 1 ? abs(bestToOthers[index] * othersToWorst[index] - whole) / (whole * whole - whole) : 0
    }
    return Solution(
      weights: try normalised(Array(x[..<count]).map { max(0, $0) }), deviation: max(0, x[count]),
      inputRatio: input.max() ?? 0)
  }
}
