/// Means of what is known, level by level: attainment rolls up with them.
enum WeightedMean {
  /// Σ w v / Σ w over the children that have a value, for each of so many parents; nil where none has.
  static func byParent(_ values: [Double?], parent: [Int], weights: [Double], _ count: Int) -> [Double?] {
    var sums = Array(repeating: 0.0, count: count)
    var total = Array(repeating: 0.0, count: count)
    for (child, value) in values.enumerated() where parent[child] < count {
      guard let value else { continue }
      sums[parent[child]] += weights[child] * value
      total[parent[child]] += weights[child]
    }
    return (0..<count).map { total[$0] > 0 ? sums[$0] / total[$0] : nil }
  }
}
