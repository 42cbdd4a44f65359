/// The consistency of pairwise judgements.
package struct Consistency: Sendable, Hashable {
  /// λ, the principal eigenvalue; n where the judgements are consistent.
  package var eigenvalue: Double
  /// The consistency index CI = (λ − n) / (n − 1); 0 for one or two items.
  package var index: Double
  /// The consistency ratio CR = CI / RI; nil beyond 15 items, or where there are too few judgements for any inconsistency.
  package var ratio: Double?

  /// The ratio above which Saaty recommends revising the judgements.
  package static let limit = 0.10

  /// The random index RI, the mean CI of random matrices, for n = 1 … 15.
  ///
  /// - Source: Saaty 1980, The Analytic Hierarchy Process, table of random indices.
  static let randomIndex = [
    0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
  ]

  /// The consistency of judgements whose principal eigenvalue is known.
  ///
  /// - Parameter missing: m, the number of pairs not judged. Incomplete random matrices are less inconsistent, so RI becomes
  ///   RI · (1 − 2m / ((n − 1)(n − 2))) (Ágoston & Csató 2022).
  init(eigenvalue: Double, count: Int, missing: Int) {
    self.eigenvalue = eigenvalue
    guard count > 2 else {
      index = 0
      ratio = 0
      return
    }
    index = max(0, (eigenvalue - Double(count)) / Double(count - 1))
    let pairs = Double((count - 1) * (count - 2))
    guard count <= Self.randomIndex.count else { return }
    let random = Self.randomIndex[count - 1] * (1 - 2 * Double(missing) / pairs)
    ratio = random > 1e-12 ? index / random : nil
  }
}

extension PairwiseMatrix {
  /// Weights by the principal eigenvector, and the consistency of the judgements.
  ///
  /// - Throws: ``WeighingFault/unconnected(index:)`` where no chain of judgements connects all items.
  /// - Complexity: O(n³).
  /// - Source: Saaty 1980; Harker 1987 where judgements are missing.
  package func principal() throws(WeighingFault) -> (weights: [Double], consistency: Consistency) {
    if let index = firstUnconnected { throw .unconnected(index: index) }
    guard count > 1 else { return ([1], Consistency(eigenvalue: 1, count: 1, missing: 0)) }
    do {
      let pair = try PrincipalEigenvector(completed)
      return (pair.vector, Consistency(eigenvalue: pair.value, count: count, missing: missing))
    } catch {
      throw .numerics(error.description)
    }
  }
}
