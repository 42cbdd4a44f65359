import TestSupport
@testable import AlignNumerics

/// Random problems of every shape.
struct Shape: Sendable, CustomStringConvertible {
  var description: String
  var make: @Sendable (inout DrawnNumbers) -> Matrix

  static let all: [Shape] = [
    Shape(description: "tall") { $0.matrix(40, 7) },
    Shape(description: "square") { $0.matrix(9, 9) },
    Shape(description: "wide") { $0.matrix(5, 12) },
    Shape(description: "one row") { $0.matrix(1, 4) },
    Shape(description: "one column") { $0.matrix(30, 1) },
    Shape(description: "very tall, in blocks") { $0.matrix(3000, 6) },
    Shape(description: "rank deficient") { drawn in
      let (left, right) = (drawn.matrix(30, 3), drawn.matrix(3, 8))
      return Matrix(rows: 30, columns: 8) { i, j in (0..<3).reduce(0) { $0 + left[i, $1] * right[$1, j] } }
    },
    Shape(description: "a column twice") { drawn in
      let a = drawn.matrix(25, 5)
      return a.columns([0, 1, 2, 1, 3, 4])
    },
    Shape(description: "zero columns") { drawn in
      var a = drawn.matrix(25, 6)
      for row in 0..<25 {
        a[row, 2] = 0
        a[row, 5] = 0
      }
      return a
    },
    Shape(description: "scales from 1e-12 to 1e12") { drawn in
      var a = drawn.matrix(30, 7)
      let scales = [1e-12, 1e12, 1, 1e6, 1e-6, 1e12, 1e-12]
      for column in 0..<7 { for row in 0..<30 { a[row, column] *= scales[column] } }
      return a
    },
    Shape(description: "condition 1e8") { drawn in
      var a = drawn.matrix(40, 5)
      for row in 0..<40 { a[row, 4] = a[row, 0] + a[row, 1] + 1e-8 * a[row, 4] }
      return a
    },
    Shape(description: "all zero") { _ in Matrix(rows: 6, columns: 3) },
  ]
}

/// The largest |Aᵀ r + multipliers| over ‖column‖ (‖b‖ + Σ ‖column‖ |x|).
func stationarity(_ a: Matrix, _ b: [Double], _ x: [Double], multipliers: [Double]? = nil) -> Double {
  let residual = (0..<a.rows).map { row in (0..<a.columns).reduce(b[row]) { $0 - a[row, $1] * x[$1] } }
  let length = (0..<a.columns).reduce(ColumnScaling.length(b)) { $0 + ColumnScaling.length(a.column($1)) * abs(x[$1]) }
  return (0..<a.columns).reduce(0) { worst, column in
    let gradient = zip(a.column(column), residual).reduce(0) { $0 + $1.0 * $1.1 } + (multipliers?[column] ?? 0)
    let size = ColumnScaling.length(a.column(column)) * length
    return size > 0 ? max(worst, abs(gradient) / size) : worst
  }
}
