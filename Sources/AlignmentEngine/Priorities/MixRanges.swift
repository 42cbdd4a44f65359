import AlignNumerics

/// The mixes of nearly the best fit: how far each weight can go.
///
/// φ(t), the least sum of squares with βₖ = t, is convex in t, so the weights within a slack are an interval whose ends are
/// where φ crosses the limit. Each φ(t) is a mix of the other columns.
struct MixRanges {
  /// The triangle of [D, f]: as many rows as it takes, whatever the number of years.
  private let triangle: Matrix
  private let best: LeastSquaresSolution
  private let size: Double

  init(_ matrix: Matrix, _ shares: [Double], best: LeastSquaresSolution) throws(LeastSquaresError) {
    let scaling = ColumnScaling(
      factors: Array(repeating: 1, count: matrix.columns), lengths: Array(repeating: 1, count: matrix.columns))
    triangle = try Triangle.ofData(matrix, shares, scaling: scaling, jobs: 1)
    self.best = best
    size = shares.reduce(0) { $0 + $1 * $1 }
  }

  /// The least and greatest weight of a column over all mixes whose sum of squares is at most (1 + slack) times the best.
  func range(of column: Int, slack: Double) throws(LeastSquaresError) -> ClosedRange<Double> {
    // Where the best fit is exact, only rounding is allowed.
    let limit = best.sumOfSquares * (1 + slack) + 1e-18 * size
    let start = best.coefficients[column]
    let low = try crossing(from: start, to: 0, column, limit)
    let high = try crossing(from: start, to: 1, column, limit)
    return min(low, start)...max(high, start)
  }

  /// The farthest weight towards an end that stays within the limit.
  private func crossing(from inside: Double, to end: Double, _ column: Int, _ limit: Double) throws(LeastSquaresError)
    -> Double
  {
    if inside == end { return end }
    if try least(column, end) <= limit { return end }
    var (inside, outside) = (inside, end)
    for _ in 0..<48 {
      let middle = (inside + outside) / 2
      if try least(column, middle) <= limit { inside = middle } else { outside = middle }
      if abs(outside - inside) < 1e-10 { break }
    }
    return inside
  }

  /// φ(t).
  private func least(_ column: Int, _ t: Double) throws(LeastSquaresError) -> Double {
    let n = triangle.columns - 1
    let others = (0..<n).filter { $0 != column }
    var rest = Array(triangle.column(n))
    for row in rest.indices { rest[row] -= t * triangle[row, column] }
    let left = 1 - t
    if others.isEmpty { return left == 0 ? rest.reduce(0) { $0 + $1 * $1 } : .infinity }
    if left <= 0 { return rest.reduce(0) { $0 + $1 * $1 } }
    let mix = try SimplexLeastSquares().solve(triangle.columns(others), rest.map { $0 / left })
    return mix.sumOfSquares * left * left
  }
}
