/// Standard deviation: criteria that vary more have larger weights.
///
/// - Source: Diakoulaki et al. 1995.
package struct StandardDeviationWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try Self.weights(of: siblings.periods())
  }

  /// w_j ∝ σ_j, of columns that are on one scale.
  ///
  /// - Throws: ``WeighingFault/noVariation``.
  package static func weights(of columns: [[Double]]) throws(WeighingFault) -> [Double] {
    let deviations = Moments(of: columns).deviations
    guard deviations.contains(where: { $0 > 0 }) else { throw .noVariation }
    return try normalised(deviations)
  }
}
