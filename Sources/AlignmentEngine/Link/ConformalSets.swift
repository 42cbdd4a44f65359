/// Sets of answers that hold a right one in so many of a hundred cases: split-conformal prediction (Vovk, Gammerman & Shafer 2005).
///
/// Of texts that the weights had not seen, the probability of the right answer is noted. An answer is in the set of a new line
/// where its probability is at least the one that 90 % of those exceed, with one case more for the new one. That holds for lines
/// like those that taught, whatever the model is worth; a poor model only makes sets wide.
package struct ConformalSets: Sendable, Hashable {
  /// The part of lines whose set is to hold a right answer.
  package static let level = 0.9

  /// The least probability of an answer in a set, before calibration.
  let threshold: Double
  /// Cases that it was learnt from.
  package let cases: Int

  /// Fewer cases than this say too little for a part of 90 %.
  static let fewest = 20
  /// From so many cases of its own on, a programme has sets of its own.
  static let fewestOfGroup = 50

  /// Learns the threshold; nil with too few cases.
  ///
  /// - Parameter truth: by case, the probability of its right answer, the greatest where several are right.
  init?(_ truth: [Double], level: Double = Self.level) {
    guard truth.count >= Self.fewest else { return nil }
    let sorted = truth.sorted()
    // The ⌊(n + 1)(1 − level)⌋-th smallest.
    let place = Int((Double(truth.count + 1) * (1 - level) + 1e-9).rounded(.down))
    threshold = place > 0 ? sorted[place - 1] : 0
    cases = truth.count
  }
}
