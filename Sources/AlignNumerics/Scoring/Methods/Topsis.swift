/// TOPSIS: how much nearer an alternative is to the ideal than to its opposite, 0–1.
///
/// - Source: Hwang & Yoon 1981.
package struct Topsis: ScoringMethod {
  /// The scale on which distances are measured, each criterion times its weight.
  package var normalisation: any Normalisation

  /// Vector-normalised, as in the book.
  package init(normalisation: any Normalisation = VectorScale()) { self.normalisation = normalisation }

  /// Closeness to the ideal by alternative, 0–1; 0.5 where all alternatives are the same.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    let weights = matrix.weights
    var toIdeal = [Double](repeating: 0, count: matrix.count)
    var toOpposite = toIdeal
    var known = toIdeal
    for (criterion, weight) in zip(matrix.criteria, weights) where weight > 0 {
      guard let scaled = try normalisation.scaled(criterion) else { continue }
      var (low, high) = (Double.infinity, -Double.infinity)
      for value in scaled where !value.isNaN {
        low = min(low, value)
        high = max(high, value)
      }
      for index in scaled.indices where !scaled[index].isNaN {
        let (up, down) = (weight * (high - scaled[index]), weight * (scaled[index] - low))
        toIdeal[index] += up * up
        toOpposite[index] += down * down
        known[index] += weight
      }
    }
    // Raising the weights of the known criteria to 1 stretches both distances alike, so it needs no step of its own.
    return toIdeal.indices.map { index in
      guard known[index] > 0 else { return .nan }
      let (ideal, opposite) = (toIdeal[index].squareRoot(), toOpposite[index].squareRoot())
      // All alternatives are the same: as near to the one as to the other.
      return ideal + opposite > 0 ? opposite / (ideal + opposite) : 0.5
    }
  }
}
