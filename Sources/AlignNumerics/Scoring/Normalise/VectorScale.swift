/// x / ‖x‖; 1 − x / ‖x‖ where less is better.
package struct VectorScale: Normalisation {
  package init() {}

  /// By alternative, −1 to 1 (0 to 2 where less is better), with NaN for blank cells; nil where all values are the same.
  package func scaled(_ criterion: DecisionMatrix.Criterion) -> [Double]? {
    // Divided by the largest value first, so that no square overflows.
    guard criterion.varies, let range = criterion.range else { return nil }
    let largest = max(range.low.magnitude, range.high.magnitude)
    let sum = criterion.values.reduce(0) { $1.isNaN ? $0 : $0 + $1 / largest * ($1 / largest) }
    let length = sum.squareRoot()
    return criterion.values.map { value in
      let scaled = value / largest / length
      return criterion.isDown ? 1 - scaled : scaled
    }
  }
}
