/// A least-squares problem prepared for solving: checked, scaled and reduced to a triangle, from which every method starts.
struct LeastSquaresProblem {
  let matrix: Matrix
  let rightHandSide: [Double]
  let weights: [Double]?
  let lowPart: Matrix?
  let scaling: ColumnScaling
  /// R of [A S, b]: of the scaled columns and, last, of the right-hand side.
  let triangle: Matrix
  /// The normal equations that the triangle was computed from; nil where it was computed from the columns themselves.
  private(set) var gram: GramEquations?
  /// ‖√w b‖.
  let rightHandNorm: Double

  /// - Throws: ``LeastSquaresError/weight(row:)`` where a weight is negative or not finite.
  static func require(_ weights: [Double]) throws(LeastSquaresError) {
    if let row = weights.firstIndex(where: { !$0.isFinite || $0 < 0 }) { throw .weight(row: row) }
  }

  init(
    _ matrix: Matrix, _ b: [Double], weights: [Double]? = nil, lowPart: Matrix? = nil, jobs: Int = 1
  ) throws(LeastSquaresError) {
    try Self.check(matrix, b)
    if let weights { try Self.require(weights) }
    self.matrix = matrix
    self.rightHandSide = b
    self.weights = weights
    self.lowPart = lowPart
    let factors = weights?.map { $0.squareRoot() }
    if let factors {
      scaling = ColumnScaling(
        of: Matrix(rows: matrix.rows, columns: matrix.columns) { matrix[$0, $1] * factors[$0] })
      rightHandNorm = ColumnScaling.length(zip(b, factors).map { $0 * $1 })
    } else {
      scaling = ColumnScaling(of: matrix)
      rightHandNorm = ColumnScaling.length(b)
    }
    triangle = try Triangle.ofData(matrix, b, scaling: scaling, rowFactors: factors, jobs: jobs)
  }

  /// The problem by its normal equations; nil where they would lose too many digits.
  static func byGram(_ matrix: Matrix, _ b: [Double]) throws(LeastSquaresError) -> LeastSquaresProblem? {
    try check(matrix, b)
    let scaling = ColumnScaling(of: matrix)
    guard let gram = try GramEquations(matrix, b, scaling: scaling) else { return nil }
    return LeastSquaresProblem(matrix, b, scaling, gram)
  }

  private init(_ matrix: Matrix, _ b: [Double], _ scaling: ColumnScaling, _ gram: GramEquations) {
    self.matrix = matrix
    rightHandSide = b
    weights = nil
    lowPart = nil
    self.scaling = scaling
    rightHandNorm = ColumnScaling.length(b)
    let n = matrix.columns
    let rest = max(0, rightHandNorm * rightHandNorm - gram.reducedRightHandSide.reduce(0) { $0 + $1 * $1 })
    triangle = Matrix(rows: n + 1, columns: n + 1) { row, column in
      if row < n { return column < n ? gram.r[row, column] : gram.reducedRightHandSide[row] }
      return column < n ? 0 : rest.squareRoot()
    }
    self.gram = gram
  }

  private static func check(_ matrix: Matrix, _ b: [Double]) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.requireFinite(matrix, "matrix")
      try Lapack.requireFinite(b, "right-hand side")
      try Lapack.require(b.count, is: matrix.rows, "entries")
      _ = try Lapack.size(matrix.columns + 1, of: matrix)
    }
  }

  /// n.
  var columns: Int { matrix.columns }

  /// R, n × n, of the scaled columns.
  var r: Matrix { triangle.block(rows: columns, columns: 0..<columns) }

  /// R of some of the scaled columns.
  func triangle(of columns: [Int]) throws(LeastSquaresError) -> Matrix {
    if let found = gram?.triangle(of: columns) { return found }
    return try r.columns(columns).reducedToTriangle()
  }

  /// The first n entries of Qᵀ b.
  var reducedRightHandSide: [Double] { Array(triangle.column(columns).prefix(columns)) }

  var residual: ExtendedResidual {
    ExtendedResidual(matrix: matrix, lowPart: lowPart, rightHandSide: rightHandSide, weights: weights)
  }

  /// Pivots up to this share of the first count as zero: rounding leaves as much of a column that depends on others.
  static func rankTolerance(columns: Int) -> Double { 4 * Double(max(columns, 10)) * Double.ulpOfOne }
}

extension Matrix {
  /// The first rows of a range of columns.
  func block(rows count: Int, columns range: Range<Int>) -> Matrix {
    Matrix(rows: count, columns: range.count) { self[$0, range.lowerBound + $1] }
  }

  /// The chosen columns, in the order given.
  package func columns(_ chosen: [Int]) -> Matrix {
    var entries: [Double] = []
    entries.reserveCapacity(rows * chosen.count)
    for column in chosen { entries.append(contentsOf: self.column(column)) }
    return Matrix(rows: rows, columns: chosen.count, entries: entries)
  }
}
