/// A least-squares problem made ready: checked, scaled and reduced to a triangle, from which every method starts.
struct LeastSquaresProblem {
  let matrix: Matrix
  let rightHandSide: [Double]
  let weights: [Double]?
  let lowPart: Matrix?
  let scaling: ColumnScaling
  /// The triangle of the scaled columns and, last, of the right-hand side.
  let triangle: Matrix
  /// ‖√w b‖.
  let rightHandLength: Double

  init(
    _ matrix: Matrix, _ b: [Double], weights: [Double]? = nil, lowPart: Matrix? = nil, jobs: Int = 1
  ) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.requireFinite(matrix, "matrix")
      try Lapack.requireFinite(b, "right-hand side")
      try Lapack.require(b.count, is: matrix.rows, "entries")
      _ = try Lapack.size(matrix.columns + 1, of: matrix)
    }
    if let row = weights?.firstIndex(where: { !$0.isFinite || $0 < 0 }) { throw .weight(row: row) }
    self.matrix = matrix
    self.rightHandSide = b
    self.weights = weights
    self.lowPart = lowPart
    let factors = weights?.map { $0.squareRoot() }
    if let factors {
      scaling = ColumnScaling(
        of: Matrix(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] * factors[$0] })
      rightHandLength = ColumnScaling.length(zip(b, factors).map { $0 * $1 })
    } else {
      scaling = ColumnScaling(of: matrix)
      rightHandLength = ColumnScaling.length(b)
    }
    triangle = try Triangle.ofData(matrix, b, scaling: scaling, rowFactors: factors, jobs: jobs)
  }

  /// n.
  var columns: Int { matrix.columns }

  /// R, n × n, of the scaled columns.
  var r: Matrix { triangle.block(rows: columns, columns: 0..<columns) }

  /// The first n entries of Qᵀ b.
  var reducedRightHandSide: [Double] { Array(triangle.column(columns).prefix(columns)) }

  var residual: ExtendedResidual {
    ExtendedResidual(matrix: matrix, lowPart: lowPart, rightHandSide: rightHandSide, weights: weights)
  }

  /// The pivots up to this share of the first count as zero: what rounding leaves of a column that depends on others.
  static func rankTolerance(columns: Int) -> Double { 4 * Double(max(columns, 10)) * Double.ulpOfOne }
}

extension Matrix {
  /// Some rows at the top, of a range of columns.
  func block(rows count: Int, columns range: Range<Int>) -> Matrix {
    Matrix(rows: count, columns: range.count) { self[$0, range.lowerBound + $1] }
  }

  /// Some of the columns, in the order given.
  func columns(_ chosen: [Int]) -> Matrix {
    var entries: [Double] = []
    entries.reserveCapacity(rows * chosen.count)
    for column in chosen { entries.append(contentsOf: self.column(column)) }
    return Matrix(rows: rows, columns: chosen.count, entries: entries)
  }
}
