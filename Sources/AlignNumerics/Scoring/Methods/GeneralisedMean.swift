import Foundation

/// The weighted power mean (Σ w xᵖ)^(1/p): arithmetic at p = 1, geometric (the weighted product) at p = 0. The smaller p is,
/// the less a good criterion compensates for a bad one.
///
/// - Source: OECD/JRC 2008; UNDP's Human Development Index is p = 0.
package struct GeneralisedMean: ScoringMethod {
  /// p, at most 1.
  package var power: Double
  /// The scale on which criteria are averaged, which must not go below 0.
  package var normalisation: any Normalisation

  /// A mean of this power. A power above 1 would reward extremes and is replaced by 1.
  package init(power: Double = 1, normalisation: any Normalisation = MinMax()) {
    self.power = power.isFinite ? min(power, 1) : 1
    self.normalisation = normalisation
  }

  /// Means by alternative, on the scale of the normalisation.
  ///
  /// - Throws: ``ScoreError/notPositive(criterion:alternative:)`` where a criterion on its scale is below 0.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    var sum = [Double](repeating: 0, count: matrix.count)
    var weight = sum
    for criterion in matrix.criteria where criterion.weight > 0 {
      guard let scaled = try normalisation.scaled(criterion) else { continue }
      for index in sum.indices where !scaled[index].isNaN {
        if scaled[index] < 0 { throw .notPositive(criterion: criterion.name, alternative: index) }
        // log 0 is −∞, whose exponential is 0, as the product is.
        sum[index] += criterion.weight * (power == 0 ? log(scaled[index]) : pow(scaled[index], power))
        weight[index] += criterion.weight
      }
    }
    return sum.indices.map { index in
      guard weight[index] > 0 else { return .nan }
      let mean = sum[index] / weight[index]
      return power == 0 ? exp(mean) : pow(mean, 1 / power)
    }
  }
}

/// The weighted product of ratios to the best: Π (x / max)ʷ, and Π (min / x)ʷ where less is better.
///
/// - Source: Bridgman 1922; Miller & Starr 1969.
package struct WeightedProduct: ScoringMethod {
  package init() {}

  /// Products by alternative, 0–1.
  ///
  /// - Throws: ``ScoreError/notPositive(criterion:alternative:)`` where a cell is not above 0.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    try GeneralisedMean(power: 0, normalisation: RatioToBest()).scores(of: matrix)
  }
}
