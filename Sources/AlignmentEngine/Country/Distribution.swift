/// How a figure is spread over cities: its known values in order, and what is read off them.
package struct Distribution: Sendable {
  /// The known values, the smallest first.
  package let values: [Double]

  /// A spread of values, in any order.
  package init(_ values: some Sequence<Double>) { self.values = values.sorted() }

  /// The quantile of a share p from 0 to 1, by linear interpolation between the order statistics (definition 7 of Hyndman &
  /// Fan 1996, the default of R and NumPy); nil where nothing is known.
  package func quantile(_ p: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let place = p * Double(last)
    let below = min(Int(place), last)
    guard below < last else { return values[last] }
    return values[below] + (place - Double(below)) * (values[below + 1] - values[below])
  }

  /// How many values fall into each of some equal intervals from `low` to `high`; the last one has both its ends, and values
  /// outside count in the interval at that end.
  package func counts(from low: Double, to high: Double, intervals: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: intervals)
    guard intervals > 0, high > low else { return counts }
    for value in values {
      let place = (value - low) / (high - low) * Double(intervals)
      guard place.isFinite else { continue }
      counts[Int(min(max(place, 0), Double(intervals - 1)))] += 1
    }
    return counts
  }
}
