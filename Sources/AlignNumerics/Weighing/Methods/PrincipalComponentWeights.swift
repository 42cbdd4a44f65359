/// Principal component: the squared loadings of the criteria on the first component.
///
/// - Source: Nicoletti et al. 2000 as in OECD/JRC 2008, with one component.
package struct PrincipalComponentWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try Self.weights(of: siblings.periods())
  }

  /// w_j = v_j², with v the unit eigenvector of the largest eigenvalue of the correlation matrix; 0 for a column that does
  /// not vary.
  ///
  /// - Throws: ``WeighingFault/noVariation``.
  package static func weights(of columns: [[Double]]) throws(WeighingFault) -> [Double] {
    let moments = Moments(of: columns)
    let varying = moments.varying
    guard !varying.isEmpty else { throw .noVariation }
    let correlations = Matrix(rows: varying.count, columns: varying.count) {
      moments.correlation(varying[$0], varying[$1])
    }
    var weights = [Double](repeating: 0, count: columns.count)
    do {
      let vectors = try SymmetricEigen(correlations).vectors
      for (index, loading) in zip(varying, vectors.column(varying.count - 1)) { weights[index] = loading * loading }
    } catch {
      throw .numerics(error.description)
    }
    return try normalised(weights)
  }
}
