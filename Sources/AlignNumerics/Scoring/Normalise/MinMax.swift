/// (x − min) / (max − min), between goalposts where a criterion has them. Values beyond a goalpost are moved to it.
package struct MinMax: Normalisation {
  /// Where the scale begins; it ends at 1.
  package var floor: Double

  /// A scale from `floor` to 1.
  package init(floor: Double = 0) { self.floor = min(max(floor, 0), 0.99) }

  /// By alternative, ``floor`` to 1, with NaN for blank cells; nil where the range is empty.
  package func scaled(_ criterion: DecisionMatrix.Criterion) -> [Double]? {
    let posts = criterion.goalposts.map { (low: $0.lowerBound, high: $0.upperBound) }
    // Halves, so that the widest range does not overflow.
    guard let range = posts ?? (criterion.varies ? criterion.range : nil), range.low < range.high else { return nil }
    let width = range.high / 2 - range.low / 2
    return criterion.values.map { value in
      var scaled = (value / 2 - range.low / 2) / width
      if posts != nil, !scaled.isNaN { scaled = min(max(scaled, 0), 1) }
      if criterion.isDown { scaled = 1 - scaled }
      return floor == 0 ? scaled : floor + (1 - floor) * scaled
    }
  }
}
