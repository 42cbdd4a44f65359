import Foundation

/// Powers of two that bring the length of each column near 1. Scaling by them causes no rounding, and a condition number of
/// the scaled columns depends on their directions and not on their units.
package struct ColumnScaling: Sendable {
  /// By column; 0 for a zero column.
  let factors: [Double]
  /// The length of each column.
  let lengths: [Double]

  init(of matrix: Matrix) {
    lengths = (0..<matrix.columns).map { Self.length(matrix.column($0)) }
    factors = lengths.map { $0 == 0 ? 0 : Self.reciprocal($0) }
  }

  /// The Euclidean length, without overflow or underflow.
  static func length(_ vector: some Collection<Double>) -> Double {
    let sum = vector.reduce(0) { $0 + $1 * $1 }
    // Between these bounds no significant square overflowed or underflowed.
    if sum > 1e-250 && sum < 1e300 { return sum.squareRoot() }
    let largest = vector.reduce(0) { max($0, abs($1)) }
    if largest == 0 || !largest.isFinite { return largest }
    return largest * vector.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  /// The largest power of two up to 1 / length, within the range of doubles.
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
