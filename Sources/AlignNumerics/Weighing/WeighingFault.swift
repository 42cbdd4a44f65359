/// Why a group of siblings cannot be weighed.
package enum WeighingFault: Error, Sendable, Hashable {
  case blank(index: Int)
  case negative(index: Int)
  case allZero
  /// No expert judged the pairs.
  case noJudgements
  /// No chain of judgements ties a sibling to the first one.
  case unconnected(index: Int)
  /// An expert compared nothing with all others, so that there is neither a best nor a worst.
  case noBestAndWorst(expert: String)
  /// Periods in which every sibling has an attainment.
  case tooFewPeriods(Int)
  /// All siblings fared the same in every period.
  case noVariation
  case numerics(String)
}

/// Numbers ≥ 0 divided by their sum.
package func normalised(_ numbers: [Double]) throws(WeighingFault) -> [Double] {
  // Scaled by the largest first, so that no sum of large weights overflows.
  guard let largest = numbers.max() else { return [] }
  guard largest > 0 else { throw .allZero }
  let scaled = numbers.map { $0 / largest }
  let sum = scaled.reduce(0, +)
  return scaled.map { $0 / sum }
}
