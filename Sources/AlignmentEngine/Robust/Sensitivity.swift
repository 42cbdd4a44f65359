import AlignNumerics
import Foundation

/// What moves a ranking: Sobol' indices of the weights, of what is not known and of the choices made on the way.
///
/// The output is how many places the ranks differ from those of the choices in force, on average over what is ranked
/// (OECD/JRC 2008); and for goals the rank of each of them.
package struct Sensitivity: Sendable {
  /// One thing that was varied.
  package struct Factor: Sendable, Hashable {
    /// `weight`, `gaps` or `choice`.
    package var kind: Kind
    /// The id of the goal or the name of the criterion or choice.
    package var name: String
    package enum Kind: String, Sendable { case weight, gaps, choice }
  }

  package let factors: [Factor]
  /// Of the mean shift in ranks, by factor.
  package let ofShift: [SobolIndices.Index]
  /// Of each ranked goal's own rank, by goal (see ``places``) and factor; empty for lines.
  package let ofRanks: [[SobolIndices.Index]]
  /// The goals whose ranks were looked at, by their places in the plan.
  package let positions: [Int]
  /// The mean number of places by which a rank differs, and the number of things ranked.
  package let meanShift: Double
  package let ranked: Int
  package let evaluations: Int
  package let base: Int

  init(factors: [Factor], indices: SobolIndices, positions: [Int], ranked: Int, base: Int) {
    self.factors = factors
    ofShift = indices.indices[0]
    ofRanks = Array(indices.indices.dropFirst())
    self.positions = positions
    meanShift = indices.means[0]
    self.ranked = ranked
    evaluations = indices.evaluations
    self.base = base
  }

  /// A base of draws for which the work stays within some seconds.
  static func base(asked: Int?, factors: Int, ranked: Int) -> Int {
    if let asked { return max(64, asked) }
    return min(1024, max(64, 300_000_000 / max(1, (factors + 2) * ranked)))
  }

  /// The ranks, from 1 for the greatest score, of scores in place; ties in order.
  static func rank(_ scores: UnsafeMutablePointer<Double>, count: Int, into ranks: UnsafeMutablePointer<Double>) {
    let order = Scores.descending((0..<count).map { scores[$0] }, within: Scores.rounding)
    for (rank, index) in order.enumerated() { ranks[index] = Double(rank + 1) }
  }
}
