/// CRITIC: criteria that vary more, and that are less correlated with the others, have larger weights.
///
/// - Source: Diakoulaki, Mavrotas & Papayannakis 1995.
package struct CriticWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try Self.weights(of: siblings.periods())
  }

  /// w_j ∝ σ_j Σ_k (1 − r_jk), after min–max scaling.
  ///
  /// - Parameters:
  ///   - columns: one per criterion, with m ≥ 2 rows each.
  ///   - isDown: the criteria of which less is better, whose scales are reversed.
  /// - Throws: ``WeighingFault/noVariation``.
  package static func weights(of columns: [[Double]], isDown: [Bool]? = nil) throws(WeighingFault) -> [Double] {
    let scaled = columns.enumerated().map { index, column -> [Double] in
      guard let low = column.min(), let high = column.max(), high > low else { return column.map { _ in 0 } }
      let isDown = isDown?[index] ?? false
      return column.map { isDown ? (high - $0) / (high - low) : ($0 - low) / (high - low) }
    }
    let moments = Moments(of: scaled)
    let varying = moments.varying
    var information = [Double](repeating: 0, count: columns.count)
    for index in varying {
      let conflict = varying.reduce(0.0) { $0 + 1 - moments.correlation(index, $1) }
      information[index] = moments.deviations[index] * conflict
    }
    // A column that alone varies has no others to conflict with, and gets the whole weight.
    if varying.count == 1 { information[varying[0]] = 1 }
    guard information.contains(where: { $0 > 1e-12 }) else { throw .noVariation }
    return try normalised(information)
  }
}
