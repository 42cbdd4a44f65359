/// 1 at the target or beyond it, 0 at the greatest distance short of it in the data, or at the worse goalpost.
package struct DistanceToTarget: Normalisation {
  package init() {}

  /// By alternative, 0–1, with NaN for blank cells; nil where every value meets the target.
  ///
  /// - Throws: ``ScoreError/noTarget(criterion:)``.
  package func scaled(_ criterion: DecisionMatrix.Criterion) throws(ScoreError) -> [Double]? {
    guard let target = criterion.target else { throw .noTarget(criterion: criterion.name) }
    func distance(_ value: Double) -> Double { max(0, criterion.isDown ? value - target : target - value) }
    let worst = criterion.goalposts.map { criterion.isDown ? $0.upperBound : $0.lowerBound }
    let distances = criterion.values.map { $0.isNaN ? .nan : distance($0) }
    let greatest = worst.map(distance) ?? distances.reduce(0) { $1.isNaN ? $0 : max($0, $1) }
    guard greatest > Scores.rounding * abs(target), greatest.isFinite else { return nil }
    return distances.map { $0.isNaN ? .nan : max(0, 1 - $0 / greatest) }
  }
}
