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

  /// Tries every judgement, and of each the value of Saaty's scale that mends most: the one nearest to what the others imply,
  /// or a neighbour of it. The revision that leaves the lowest CR of all is returned, the first of equal ones.
  ///
  /// - Returns: nil where the judgements are consistent, no revision helps, or CR is not known (more than 15 items).
  /// - Complexity: O(pairs · n³).
  package static func best(in matrix: PairwiseMatrix) throws(WeighingFault) -> Mending? {
    guard let current = try matrix.principal().consistency.ratio, current > 1e-9 else { return nil }
    var best: Mending?
    for (left, right) in matrix.judged {
      guard let ratio = matrix[left, right], let step = try impliedStep(left, right, in: matrix) else { continue }
      var changed = matrix
      /// CR with one value of the scale in place of the judgement.
      func after(_ step: Int) throws(WeighingFault) -> Double {
        guard abs(step) < scale else { return .infinity }
        changed.judge(left, over: right, ratio: value(of: step))
        return try changed.principal().consistency.ratio ?? .infinity
      }
      // The principal eigenvalue is convex in the logarithm of one judgement (Kingman 1961), so that the first value from
      // which neither neighbour is better is the best of the scale.
      var (at, lowest) = (step, try after(step))
      for direction in [1, -1] {
        while case let next = try after(at + direction), next < lowest { (at, lowest) = (at + direction, next) }
      }
      guard abs(value(of: at) / ratio - 1) > 1e-9, lowest < min(best?.ratioAfter ?? current, current) - 1e-12
      else { continue }
      best = Mending(left: left, right: right, ratio: ratio, suggested: value(of: at), ratioAfter: lowest)
    }
    return best
  }

  /// The values of Saaty's scale from 1 up.
  private static let scale = 9

  /// The value of a step of the scale: … −1 is 1/2, 0 is 1, 1 is 2 …
  private static func value(of step: Int) -> Double {
    step < 0 ? 1 / Double(1 - step) : Double(1 + step)
  }

  /// The step of the scale nearest to what the other judgements imply for a pair; nil where they leave it apart.
  private static func impliedStep(_ left: Int, _ right: Int, in matrix: PairwiseMatrix) throws(WeighingFault) -> Int? {
    var without = matrix
    without.judge(left, over: right, ratio: 0)
    guard without.firstUnconnected == nil else { return nil }
    let implied = try without.principal().weights
    let nearest = onScale(implied[left] / implied[right])
    return nearest < 1 ? 1 - Int((1 / nearest).rounded()) : Int(nearest.rounded()) - 1
  }

  /// The nearest of 1/9, 1/8, … 1/2, 1, 2, … 9, on a logarithmic scale.
  static func onScale(_ ratio: Double) -> Double {
    guard ratio > 0, ratio.isFinite else { return 1 }
    let above = max(ratio, 1 / ratio)
    let nearest = (1...scale).map(Double.init).min { abs(log($0 / above)) < abs(log($1 / above)) } ?? 1
    return ratio >= 1 ? nearest : 1 / nearest
  }
}
