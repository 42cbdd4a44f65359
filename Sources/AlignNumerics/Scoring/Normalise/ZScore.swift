/// (x − mean) / standard deviation (divided by m), with the sign changed where less is better.
package struct ZScore: Normalisation {
  package init() {}

  /// By alternative, in standard deviations, with NaN for blank cells; nil where all values are the same.
  package func scaled(_ criterion: DecisionMatrix.Criterion) -> [Double]? {
    let known = criterion.values.filter { !$0.isNaN }
    let moments = Moments(of: [known])
    guard criterion.varies, moments.deviations[0] > 0, moments.deviations[0].isFinite else { return nil }
    let sign = criterion.isDown ? -1.0 : 1
    return criterion.values.map { sign * (($0 - moments.means[0]) / moments.deviations[0]) }
  }
}
