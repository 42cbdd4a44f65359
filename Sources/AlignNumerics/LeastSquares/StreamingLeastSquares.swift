/// Least squares over rows that are read once; only a triangle of n + 1 columns is kept.
///
/// Rows may arrive in blocks of any size and in any number of streams. The same rows in the same order give the same bits,
/// however they are divided into blocks. ``merge(_:)`` joins streams in any grouping to the same solution within rounding, and
/// in a fixed order to the same bits.
///
/// - Source: Demmel, Grigori, Hoemmen & Langou 2012 (TSQR); Chan, Golub & LeVeque 1983 for the sums about the mean.
package struct StreamingLeastSquares: Sendable {
  /// n, without the right-hand side.
  package let columns: Int
  /// The rows appended so far.
  package private(set) var rows = 0
  /// R of [A, b] of the rows reduced so far; nil before the first reduction.
  private var triangle: Matrix?
  /// Rows that are not yet reduced, column by column, with space for `height` rows.
  private var pending: [Double]
  private var pendingRows = 0
  private let height: Int
  private var mean = 0.0
  private var squares = 0.0

  /// An empty stream of rows of n columns.
  ///
  /// - Precondition: n ≥ 1.
  package init(columns: Int) {
    precondition(columns >= 1, "a stream needs at least one column")
    self.columns = columns
    height = Triangle.blockRows(columns: columns + 1)
    pending = Array(repeating: 0, count: height * (columns + 1))
  }

  /// Appends a block of rows.
  ///
  /// - Parameters:
  ///   - block: k × n.
  ///   - rightHandSide: length k.
  /// - Throws: ``AlgebraError/notFinite(what:column:)``; the stream is then unchanged.
  /// - Complexity: O(kn²).
  package mutating func append(_ block: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.require(block.columns, is: columns, "columns")
      try Lapack.require(rightHandSide.count, is: block.rows, "entries")
      try Lapack.requireFinite(block, "block")
      try Lapack.requireFinite(rightHandSide, "right-hand side")
    }
    var copied = 0
    while copied < block.rows {
      let count = min(height - pendingRows, block.rows - copied)
      pending.withUnsafeMutableBufferPointer { pending in
        for column in 0..<columns {
          let (to, from) = (column * height + pendingRows, column * block.rows + copied)
          for row in 0..<count { pending[to + row] = block.entries[from + row] }
        }
        let to = columns * height + pendingRows
        for row in 0..<count { pending[to + row] = rightHandSide[copied + row] }
      }
      for row in copied..<copied + count { updateMean(rightHandSide[row]) }
      pendingRows += count
      copied += count
      if pendingRows == height { try reduce() }
    }
  }

  /// Appends the rows of another stream.
  ///
  /// - Throws: ``AlgebraError/shape(expected:found:)`` where the columns differ.
  package mutating func merge(_ other: StreamingLeastSquares) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in try Lapack.require(other.columns, is: columns, "columns") }
    var next = other
    try next.reduce()
    try reduce()
    if let below = next.triangle {
      if let above = triangle { triangle = try Triangle.merged(above, below) } else { triangle = below }
    }
    let total = rows + next.rows
    if total > 0 {
      let step = next.mean - mean
      let share = Double(next.rows) / Double(total)
      squares += next.squares + step * step * Double(rows) * share
      mean += step * share
    }
    rows = total
  }

  /// Updates the mean and the sum of squares about it (Welford 1962).
  private mutating func updateMean(_ value: Double) {
    rows += 1
    let step = value - mean
    mean += step / Double(rows)
    squares += step * (value - mean)
  }

  /// Merges the pending rows into the triangle.
  private mutating func reduce() throws(LeastSquaresError) {
    if pendingRows == 0 { return }
    let width = columns + 1
    let top = triangle?.rows ?? 0
    let (count, tall) = (pendingRows, top + pendingRows)
    let entries = [Double](unsafeUninitializedCapacity: tall * width) { buffer, initialized in
      for column in 0..<width {
        for row in 0..<top { buffer[column * tall + row] = triangle?.entries[column * top + row] ?? 0 }
        for row in 0..<count { buffer[column * tall + top + row] = pending[column * height + row] }
      }
      initialized = tall * width
    }
    triangle = try Triangle.reduced(Matrix(rows: tall, columns: width, entries: entries))
    pendingRows = 0
  }

  /// What the rows so far come to, so that the stream can be taken up again elsewhere: R of [A, b] and the sums about the mean.
  package func summary() throws(LeastSquaresError) -> Summary {
    var all = self
    try all.reduce()
    return Summary(
      rows: rows, triangle: all.triangle ?? Matrix(rows: columns + 1, columns: columns + 1), mean: mean,
      squares: squares)
  }

  /// A stream that goes on from what another came to.
  ///
  /// - Throws: ``AlgebraError`` where the triangle is not square, has fewer than two columns, or holds what is not finite.
  package init(_ summary: Summary) throws(LeastSquaresError) {
    let triangle = summary.triangle
    try algebra { () throws(AlgebraError) in
      try Lapack.require(triangle.rows, is: triangle.columns, "rows")
      try Lapack.require(max(2, triangle.columns), is: triangle.columns, "columns")
      try Lapack.requireFinite(triangle, "triangle")
      try Lapack.requireFinite([summary.mean, summary.squares], "sums")
    }
    self.init(columns: triangle.columns - 1)
    rows = max(0, summary.rows)
    (mean, squares) = (summary.mean, summary.squares)
    if rows > 0 { self.triangle = triangle }
  }

  /// The rows of a stream in the fewest numbers from which it can go on.
  package struct Summary: Sendable {
    package var rows: Int
    /// R of [A, b], upper triangular, n + 1 columns.
    package var triangle: Matrix
    /// The mean of b, and Σ (b − mean)².
    package var mean: Double
    package var squares: Double

    /// A summary of its parts.
    package init(rows: Int, triangle: Matrix, mean: Double, squares: Double) {
      (self.rows, self.triangle, self.mean, self.squares) = (rows, triangle, mean, squares)
    }
  }

  /// The solution over the rows so far. More rows may be appended afterwards.
  ///
  /// - Complexity: O(n³).
  package func fit() throws(LeastSquaresError) -> StreamedFit {
    var all = self
    try all.reduce()
    let width = columns + 1
    return try StreamedFit(
      all.triangle ?? Matrix(rows: width, columns: width), rows: rows, mean: mean, squares: squares)
  }
}

/// The solution over a stream. The rows are no longer there, so there are no residuals and no refinement.
package struct StreamedFit: Sendable {
  /// x; 0 for columns that depend on others.
  package let coefficients: [Double]
  /// Classical standard errors; nil where the columns are rank deficient or no degree of freedom is left.
  package let standardErrors: [Double]?
  /// m.
  package let rows: Int
  /// The rank of the columns.
  package let rank: Int
  /// The condition number of the columns scaled to equal length; nil where they are rank deficient.
  package let condition: Double?
  /// By column: whether the data determine its coefficient.
  package let isEstimable: [Bool]
  /// Linear dependencies among the columns.
  package let confounded: [Confounding]
  /// SSE = Σ r², which follows from the triangle.
  package let sumOfSquares: Double
  /// Σ (b − mean)².
  package let totalSumOfSquares: Double
  /// 1 − SSE / Σ (b − mean)²; nil where b does not vary.
  package let rSquared: Double?

  init(_ triangle: Matrix, rows: Int, mean: Double, squares: Double) throws(LeastSquaresError) {
    let n = triangle.columns - 1
    let unscaled = triangle.block(rows: n, columns: 0..<n)
    let scaling = ColumnScaling(of: unscaled)
    let found = try Rank(
      of: scaling.scaled(unscaled), Array(triangle.column(n).prefix(n)), scaling: scaling)
    let (z, inverse) = try algebra { () throws(AlgebraError) in
      (try found.triangle.solve(found.reducedRightHandSide), try found.triangle.inverse())
    }
    var x = Array(repeating: 0.0, count: n)
    for (index, column) in found.basis.enumerated() { x[column] = z[index] * scaling.factors[column] }
    // The residual is the last entry of R and, where the rank is deficient, the part of b outside the span of the basis.
    let reduced = Array(triangle.column(n).prefix(n))
    let fitted = ColumnScaling.length(found.reducedRightHandSide)
    let length = ColumnScaling.length(reduced)
    let last = triangle[n, n]
    let error = last * last + (found.isFull ? 0 : max(0, (length - fitted) * (length + fitted)))
    coefficients = x
    self.rows = rows
    rank = found.basis.count
    condition = found.isFull ? found.condition : nil
    isEstimable = found.isEstimable
    confounded = found.confounded
    sumOfSquares = error
    totalSumOfSquares = squares
    rSquared = squares > 0 ? 1 - error / squares : nil
    if found.isFull && rows > n {
      let variance = error / Double(rows - n)
      var errors = Array(repeating: 0.0, count: n)
      // Pivoting may have changed the order of the columns, even at full rank.
      for (index, column) in found.basis.enumerated() {
        let length = (0..<n).reduce(0) { $0 + inverse[index, $1] * inverse[index, $1] }.squareRoot()
        errors[column] = length * variance.squareRoot() * scaling.factors[column]
      }
      standardErrors = errors
    } else {
      standardErrors = nil
    }
  }
}
