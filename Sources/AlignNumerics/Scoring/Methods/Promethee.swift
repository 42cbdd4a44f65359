/// PROMETHEE II: the net flow, by how much an alternative is preferred to the others more than they to it, −1 to 1.
///
/// Each criterion's flow is a sum over the differences to all others, found from its sorted values, so that many lines
/// cost a sort and not every pair.
///
/// - Source: Brans & Vincke 1985.
package struct Promethee: ScoringMethod {
  /// The preference function of every criterion that has none of its own.
  package var preference: Preference
  /// Preference functions by the criterion's place.
  package var byCriterion: [Int: Preference]

  /// The usual function unless others are asked for.
  package init(preference: Preference = .usual, byCriterion: [Int: Preference] = [:]) {
    self.preference = preference
    self.byCriterion = byCriterion
  }

  /// - Complexity: O(criteria · n log n); with a Gaussian function O(n · neighbours within 9 widths).
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    var flow = [Double](repeating: 0, count: matrix.count)
    var known = flow
    for (position, criterion) in matrix.criteria.enumerated() where criterion.weight > 0 {
      let function = byCriterion[position] ?? preference
      guard function.isValid else { throw .thresholds(criterion: criterion.name) }
      let order = Scores.descending(criterion.values.map { $0.isNaN ? nil : criterion.isDown ? $0 : -$0 })
      let rising = order.map { criterion.isDown ? -criterion.values[$0] : criterion.values[$0] }
      let others = Double(max(order.count - 1, 1))
      for (sum, index) in zip(function.netSums(rising: rising), order) {
        flow[index] += criterion.weight * sum / others
        known[index] += criterion.weight
      }
    }
    return flow.indices.map { known[$0] > 0 ? flow[$0] / known[$0] : .nan }
  }
}
