/// Why a group of siblings cannot be weighed.
package enum WeighingFault: Error, Sendable, Hashable {
  case blank(index: Int)
  case negative(index: Int)
  case allZero
  /// No expert judged the pairs.
  case noJudgements
  /// No chain of judgements connects this sibling to the first one.
  case unconnected(index: Int)
  /// An expert compared no item with all others, so there is neither a best nor a worst.
  case noBestAndWorst(expert: String)
  /// Too few periods in which every sibling has an attainment.
  case tooFewPeriods(Int)
  /// The attainment of every sibling is the same in all periods.
  case noVariation
  case numerics(String)
}

/// Non-negative numbers divided by their sum.
package func normalised(_ numbers: [Double]) throws(WeighingFault) -> [Double] {
  // Divided by the largest first, so that the sum does not overflow.
  guard let largest = numbers.max() else { return [] }
  guard largest > 0 else { throw .allZero }
  let scaled = numbers.map { $0 / largest }
  let sum = scaled.reduce(0, +)
  return scaled.map { $0 / sum }
}
