import TestSupport

@testable import AlignNumerics

extension DrawnNumbers {
  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, entries: vector(rows * columns))
  }
}

/// The largest distance between two matrices' entries.
func distance(_ left: Matrix, _ right: Matrix) -> Double { distance(left.entries, right.entries) }

func distance(_ left: [Double], _ right: [Double]) -> Double {
  left.count == right.count ? zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
