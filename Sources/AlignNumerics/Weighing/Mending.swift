import Foundation

/// The one judgement whose change would mend a matrix most.
package struct Mending: Sendable, Hashable {
  /// The pair, by place.
  package var left: Int
  package var right: Int
  /// The judgement as it is, and as the others imply it, rounded to Saaty's scale.
  package var ratio: Double
  package var suggested: Double
  /// CR once it is changed.
  package var ratioAfter: Double

  /// The judgements that are tried where there are very many: those that stray most from the weights.
  private static let tried = 120

  /// Tries every judgement: takes it out, sees what the others imply, puts the nearest word of Saaty's scale in its
  /// place, and keeps the one that leaves the least inconsistency.
  ///
  /// - Returns: nil where nothing contradicts, where no change helps, or where CR is not known (more than 15 things).
  /// - Complexity: O(pairs · n³); of more than 120 pairs only the 120 that stray most are tried.
  package static func best(in matrix: PairwiseMatrix) throws(WeighingFault) -> Mending? {
    let (weights, consistency) = try matrix.principal()
    guard let current = consistency.ratio, current > 1e-9 else { return nil }
    var pairs = matrix.judged
    if pairs.count > tried {
      func strays(_ pair: (left: Int, right: Int)) -> Double {
        abs(log((matrix[pair.left, pair.right] ?? 1) * weights[pair.right] / weights[pair.left]))
      }
      pairs = Array(pairs.sorted { strays($0) > strays($1) }.prefix(tried))
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

  /// The nearest of 1/9, 1/8, … 1/2, 1, 2, … 9, by its logarithm.
  static func onScale(_ ratio: Double) -> Double {
    guard ratio > 0, ratio.isFinite else { return 1 }
    let above = max(ratio, 1 / ratio)
    let words = (1...9).map(Double.init)
    let nearest = words.min { abs(log($0 / above)) < abs(log($1 / above)) } ?? 1
    return ratio >= 1 ? nearest : 1 / nearest
  }
}
