import Foundation

/// The judgement whose revision improves the consistency of a matrix most.
package struct Mending: Sendable, Hashable {
  /// The pair, by index.
  package var left: Int
  package var right: Int
  /// The judgement as it is.
  package var ratio: Double
  /// The judgement that the others imply, rounded to Saaty's scale.
  package var suggested: Double
  /// CR with the suggested judgement.
  package var ratioAfter: Double

  /// The largest number of judgements that are tried.
  private static let maximalTrials = 120

  /// Tries every judgement: removes it, finds the ratio that the others imply, and replaces the judgement by the nearest
  /// value of Saaty's scale. The revision that leaves the lowest CR is returned.
  ///
  /// - Returns: nil where the judgements are consistent, no revision helps, or CR is not known (more than 15 items).
  /// - Complexity: O(pairs · n³); of more than 120 pairs only the 120 that differ most from the weights are tried.
  package static func best(in matrix: PairwiseMatrix) throws(WeighingFault) -> Mending? {
    let (weights, consistency) = try matrix.principal()
    guard let current = consistency.ratio, current > 1e-9 else { return nil }
    var pairs = matrix.judged
    if pairs.count > maximalTrials {
      func deviation(_ pair: (left: Int, right: Int)) -> Double {
        abs(log((matrix[pair.left, pair.right] ?? 1) * weights[pair.right] / weights[pair.left]))
      }
      pairs = Array(pairs.sorted { deviation($0) > deviation($1) }.prefix(maximalTrials))
    }
    var best: Mending?
    for (left, right) in pairs {
      guard let ratio = matrix[left, right] else { continue }
      var without = matrix
      without.judge(left, over: right, ratio: 0)
      guard without.firstUnconnected == nil else { continue }
      let implied = try without.principal().weights
      let suggested = onScale(implied[left] / implied[right])
      if abs(suggested / ratio - 1) < 1e-9 { continue }
      var changed = matrix
      changed.judge(left, over: right, ratio: suggested)
      guard let after = try changed.principal().consistency.ratio, after < min(best?.ratioAfter ?? current, current)
      else { continue }
      best = Mending(left: left, right: right, ratio: ratio, suggested: suggested, ratioAfter: after)
    }
    return best
  }

  /// The nearest of 1/9, 1/8, … 1/2, 1, 2, … 9, on a logarithmic scale.
  static func onScale(_ ratio: Double) -> Double {
    guard ratio > 0, ratio.isFinite else { return 1 }
    let above = max(ratio, 1 / ratio)
    let scale = (1...9).map(Double.init)
    let nearest = scale.min { abs(log($0 / above)) < abs(log($1 / above)) } ?? 1
    return ratio >= 1 ? nearest : 1 / nearest
  }
}
