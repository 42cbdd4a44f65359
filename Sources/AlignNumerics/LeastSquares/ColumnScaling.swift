import Foundation

/// Powers of two that bring each column's length near 1: scaling by them rounds nothing, and a condition number then speaks
/// of the directions of the columns and not of their units.
package struct ColumnScaling: Sendable {
  /// By column; 0 where the column is zero.
  let factors: [Double]
  /// The length of each column.
  let lengths: [Double]

  init(of matrix: Matrix) {
    lengths = (0..<matrix.columns).map { Self.length(matrix.column($0)) }
    factors = lengths.map { $0 == 0 ? 0 : Self.reciprocal($0) }
  }

  /// The Euclidean length, safe from over- and underflow.
  static func length(_ vector: some Collection<Double>) -> Double {
    let sum = vector.reduce(0) { $0 + $1 * $1 }
    // Within these bounds no square that matters was lost.
    if sum > 1e-250 && sum < 1e300 { return sum.squareRoot() }
    let peak = vector.reduce(0) { max($0, abs($1)) }
    if peak == 0 || !peak.isFinite { return peak }
    return peak * vector.reduce(0) { $0 + ($1 / peak) * ($1 / peak) }.squareRoot()
  }

  /// The power of two nearest below 1 / length, kept inside what doubles hold.
  private static func reciprocal(_ length: Double) -> Double {
    scalbn(1, -min(max(length.exponent, -1000), 1000))
  }

  /// The matrix with its columns scaled.
  func scaled(_ matrix: Matrix) -> Matrix {
    var scaled = matrix
    for column in 0..<matrix.columns where factors[column] != 1 {
      for index in column * matrix.rows..<(column + 1) * matrix.rows { scaled.entries[index] *= factors[column] }
    }
    return scaled
  }
}
