/// PROMETHEE II: the net flow of an alternative, which is the mean preference for it over the others less theirs over it, −1
/// to 1.
///
/// The flow on a criterion is computed from the sorted values, which takes a sort instead of all pairs.
///
/// - Source: Brans & Vincke 1985.
package struct Promethee: ScoringMethod {
  /// The preference function of the criteria that have none of their own.
  package var preference: Preference
  /// Preference functions by the index of the criterion.
  package var byCriterion: [Int: Preference]

  /// A method with these preference functions.
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
      let ascending = order.map { criterion.isDown ? -criterion.values[$0] : criterion.values[$0] }
      let others = Double(max(order.count - 1, 1))
      for (sum, index) in zip(function.netSums(ascending: ascending), order) {
        flow[index] += criterion.weight * sum / others
        known[index] += criterion.weight
      }
    }
    return flow.indices.map { known[$0] > 0 ? flow[$0] / known[$0] : .nan }
  }
}
