import Foundation

extension PairwiseMatrix {
  /// Weights that minimise Σ (log a_ij − log w_i + log w_j)² over the judged pairs; they sum to 1.
  ///
  /// The matrix of the normal equations is the Laplacian of the graph of judged pairs, with one weight fixed.
  ///
  /// - Throws: ``WeighingFault/unconnected(index:)``.
  /// - Complexity: O(n³); O(n²) where every pair was judged.
  package func geometricMeans() throws(WeighingFault) -> [Double] {
    if let index = firstUnconnected { throw .unconnected(index: index) }
    let sums = (0..<count).map { row in (0..<count).reduce(0.0) { $0 + log(self[row, $1] ?? 1) } }
    var logs = sums.map { $0 / Double(max(count, 1)) }
    if missing > 0 {
      var laplacian = Matrix(rows: count - 1, columns: count - 1)
      for row in 0..<count - 1 {
        for column in 0..<count where column != row && self[row, column] != nil {
          laplacian[row, row] += 1
          if column < count - 1 { laplacian[row, column] -= 1 }
        }
      }
      do {
        logs = try LU(laplacian).solve(Matrix(column: Array(sums.dropLast()))).entries + [0]
      } catch {
        throw .numerics(error.description)
      }
    }
    let largest = logs.max() ?? 0
    return try normalised(logs.map { exp($0 - largest) })
  }
}
