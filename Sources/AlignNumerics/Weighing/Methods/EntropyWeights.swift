import Foundation

/// Entropy: criteria that differ more between periods carry more information and have larger weights.
///
/// - Source: Shannon's entropy as in Hwang & Yoon 1981.
package struct EntropyWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try Self.weights(of: siblings.periods())
  }

  /// w_j ∝ 1 − e_j with e_j = −Σ p ln p / ln m and p the shares of a column's sum.
  ///
  /// - Parameter columns: one per criterion, with m ≥ 2 rows each and entries ≥ 0.
  /// - Throws: ``WeighingFault/negative(index:)``, ``WeighingFault/noVariation``.
  package static func weights(of columns: [[Double]]) throws(WeighingFault) -> [Double] {
    var diversity: [Double] = []
    for (index, column) in columns.enumerated() {
      if column.contains(where: { !($0 >= 0) }) { throw .negative(index: index) }
      let sum = column.reduce(0, +)
      guard sum > 0, column.count > 1 else {
        diversity.append(0)
        continue
      }
      let entropy = column.reduce(0.0) { $0 - ($1 > 0 ? $1 / sum * log($1 / sum) : 0) } / log(Double(column.count))
      // The entropy of a column of equal entries may exceed 1 by rounding.
      diversity.append(max(0, 1 - entropy))
    }
    guard diversity.contains(where: { $0 > 1e-12 }) else { throw .noVariation }
    return try normalised(diversity)
  }
}
