/// Simple additive weighting: Σ w x / Σ w over the known criteria.
///
/// - Source: Fishburn 1967; Hwang & Yoon 1981.
package struct WeightedSum: ScoringMethod {
  /// The scale on which criteria are added.
  package var normalisation: any Normalisation

  /// A method with this normalisation.
  package init(normalisation: any Normalisation = MinMax()) { self.normalisation = normalisation }

  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    var sum = [Double](repeating: 0, count: matrix.count)
    var weight = sum
    for criterion in matrix.criteria where criterion.weight > 0 {
      // A criterion that is the same for all alternatives carries no information.
      guard let scaled = try normalisation.scaled(criterion) else { continue }
      for index in sum.indices where !scaled[index].isNaN {
        sum[index] += criterion.weight * scaled[index]
        weight[index] += criterion.weight
      }
    }
    return sum.indices.map { weight[$0] > 0 ? sum[$0] / weight[$0] : .nan }
  }
}
