/// x / max, or min / x where less is better. Ratios are preserved.
package struct RatioToBest: Normalisation {
  package init() {}

  /// By alternative, above 0 and at most 1; nil where no value is known.
  ///
  /// - Throws: ``ScoreError/notPositive(criterion:alternative:)``.
  package func scaled(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) -> [Double]? {
    try requirePositive(criterion)
    guard let range = criterion.range else { return nil }
    return criterion.values.map { criterion.isDown ? range.low / $0 : $0 / range.high }
  }
}

/// x / Σx, or (1/x) / Σ(1/x) where less is better: shares of the total.
package struct ShareOfSum: Normalisation {
  package init() {}

  /// By alternative, shares that sum to 1; nil where the sum is not finite.
  ///
  /// - Throws: ``ScoreError/notPositive(criterion:alternative:)``.
  package func scaled(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) -> [Double]? {
    try requirePositive(criterion)
    let values = criterion.values.map { criterion.isDown ? 1 / $0 : $0 }
    let sum = values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    return sum > 0 && sum.isFinite ? values.map { $0 / sum } : nil
  }
}

private func requirePositive(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) {
  if let index = criterion.values.firstIndex(where: { $0 <= 0 }) {
    throw .notPositive(criterion: criterion.name, alternative: index)
  }
}
