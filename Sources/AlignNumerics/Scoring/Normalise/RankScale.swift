/// Ranks from the worst at 0 to the best at 1; equal values share the mean of their ranks.
package struct RankScale: Normalisation {
  package init() {}

  /// By alternative, 0–1, with NaN for blank cells; nil where all values are the same.
  package func scaled(_ criterion: DecisionMatrix.Criterion) -> [Double]? {
    let rounding = criterion.rounding
    let order = Scores.descending(
      criterion.values.map { $0.isNaN ? nil : criterion.isDown ? $0 : -$0 }, within: rounding)
    guard order.count > 1, criterion.varies else { return nil }
    var scaled = [Double](repeating: .nan, count: criterion.values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, abs(criterion.values[order[end]] - criterion.values[order[first]]) <= rounding {
        end += 1
      }
      for index in first..<end { scaled[order[index]] = Double(first + end - 1) / 2 / Double(order.count - 1) }
      first = end
    }
    return scaled
  }
}
