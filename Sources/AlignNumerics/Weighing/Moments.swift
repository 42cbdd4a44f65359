/// Means, standard deviations and correlations of columns.
package struct Moments {
  let means: [Double]
  /// Standard deviations, divided by m.
  package let deviations: [Double]
  private let columns: [[Double]]

  package init(of columns: [[Double]]) {
    self.columns = columns
    let means = columns.map { $0.reduce(0, +) / Double(max($0.count, 1)) }
    self.means = means
    deviations = zip(columns, means).map { column, mean in
      let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(column.count, 1))).squareRoot()
      // A constant column varies by rounding errors only.
      return deviation > 1e-13 * (mean.magnitude + deviation) ? deviation : 0
    }
  }

  /// The columns that vary.
  package var varying: [Int] { deviations.indices.filter { deviations[$0] > 0 } }

  /// Pearson's correlation of two columns that vary.
  package func correlation(_ left: Int, _ right: Int) -> Double {
    if left == right { return 1 }
    var sum = 0.0
    for row in columns[left].indices {
      sum += (columns[left][row] - means[left]) * (columns[right][row] - means[right])
    }
    return min(1, max(-1, sum / Double(columns[left].count) / deviations[left] / deviations[right]))
  }
}
