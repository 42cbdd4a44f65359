/// TOPSIS: the relative closeness of an alternative to the ideal point against the anti-ideal point, 0–1.
///
/// - Source: Hwang & Yoon 1981.
package struct Topsis: ScoringMethod {
  /// The scale on which weighted distances are measured.
  package var normalisation: any Normalisation

  /// A method with this normalisation; the book uses the vector one.
  package init(normalisation: any Normalisation = VectorScale()) { self.normalisation = normalisation }

  /// Closeness to the ideal by alternative, 0–1; 0.5 where all alternatives are the same.
  package func scores(of matrix: DecisionMatrix) throws(ScoreError) -> [Double] {
    let weights = matrix.weights
    var toIdeal = [Double](repeating: 0, count: matrix.count)
    var toAntiIdeal = toIdeal
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
        toAntiIdeal[index] += down * down
        known[index] += weight
      }
    }
    // Scaling the weights of the known criteria would multiply both distances alike, so it is not needed.
    return toIdeal.indices.map { index in
      guard known[index] > 0 else { return .nan }
      let (ideal, antiIdeal) = (toIdeal[index].squareRoot(), toAntiIdeal[index].squareRoot())
      // 0.5 where all alternatives are the same: they are as near to one point as to the other.
      return ideal + antiIdeal > 0 ? antiIdeal / (ideal + antiIdeal) : 0.5
    }
  }
}
