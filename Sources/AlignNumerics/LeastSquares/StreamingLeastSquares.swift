/// Least squares over rows that pass by once: a triangle of n + 1 columns is all that is kept.
///
/// Rows may come in blocks of any size and from any number of streams. The same rows in the same order give the same bits,
/// however they are cut into blocks; two streams ``merge(_:)`` in any grouping to the same answer within rounding, and in a
/// fixed order to the same bits.
///
/// - Source: Demmel, Grigori, Hoemmen & Langou 2012 (TSQR); Chan, Golub & LeVeque 1983 for the sums about the mean.
package struct StreamingLeastSquares: Sendable {
  /// n, without the right-hand side.
  package let columns: Int
  /// Rows taken so far.
  package private(set) var rows = 0
  /// R of [A, b] of the rows folded so far; nil before the first fold.
  private var triangle: Matrix?
  /// Rows that wait to be folded, column by column, `height` places a column.
  private var waiting: [Double]
  private var waitingRows = 0
  private let height: Int
  private var mean = 0.0
  private var squares = 0.0

  /// An empty stream of rows of n columns.
  ///
  /// - Precondition: n ≥ 1.
  package init(columns: Int) {
    precondition(columns >= 1, "a stream needs a column")
    self.columns = columns
    height = Triangle.blockRows(columns: columns + 1)
    waiting = Array(repeating: 0, count: height * (columns + 1))
  }

  /// Takes a block of rows.
  ///
  /// - Parameters:
  ///   - block: k × n.
  ///   - rightHandSide: length k.
  /// - Throws: ``AlgebraError/notFinite(what:column:)``; the stream is then as it was.
  /// - Complexity: O(kn²).
  package mutating func append(_ block: Matrix, _ rightHandSide: [Double]) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in
      try Lapack.require(block.columns, is: columns, "columns")
      try Lapack.require(rightHandSide.count, is: block.rows, "entries")
      try Lapack.requireFinite(block, "block")
      try Lapack.requireFinite(rightHandSide, "right-hand side")
    }
    var taken = 0
    while taken < block.rows {
      let count = min(height - waitingRows, block.rows - taken)
      waiting.withUnsafeMutableBufferPointer { waiting in
        for column in 0..<columns {
          let (to, from) = (column * height + waitingRows, column * block.rows + taken)
          for row in 0..<count { waiting[to + row] = block.entries[from + row] }
        }
        let to = columns * height + waitingRows
        for row in 0..<count { waiting[to + row] = rightHandSide[taken + row] }
      }
      for row in taken..<taken + count { note(rightHandSide[row]) }
      waitingRows += count
      taken += count
      if waitingRows == height { try fold() }
    }
  }

  /// Takes everything that another stream has seen, after what this one has.
  ///
  /// - Throws: ``AlgebraError/shape(expected:found:)`` where the columns differ.
  package mutating func merge(_ other: StreamingLeastSquares) throws(LeastSquaresError) {
    try algebra { () throws(AlgebraError) in try Lapack.require(other.columns, is: columns, "columns") }
    var next = other
    try next.fold()
    try fold()
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

  private mutating func note(_ value: Double) {
    rows += 1
    let step = value - mean
    mean += step / Double(rows)
    squares += step * (value - mean)
  }

  private mutating func fold() throws(LeastSquaresError) {
    if waitingRows == 0 { return }
    let width = columns + 1
    let top = triangle?.rows ?? 0
    let (count, tall) = (waitingRows, top + waitingRows)
    let entries = [Double](unsafeUninitializedCapacity: tall * width) { buffer, initialized in
      for column in 0..<width {
        for row in 0..<top { buffer[column * tall + row] = triangle?.entries[column * top + row] ?? 0 }
        for row in 0..<count { buffer[column * tall + top + row] = waiting[column * height + row] }
      }
      initialized = tall * width
    }
    triangle = try Triangle.folded(Matrix(rows: tall, columns: width, entries: entries))
    waitingRows = 0
  }

  /// The solution over the rows seen so far; the stream goes on.
  ///
  /// - Complexity: O(n³).
  package func fit() throws(LeastSquaresError) -> StreamedFit {
    var whole = self
    try whole.fold()
    let width = columns + 1
    return try StreamedFit(
      whole.triangle ?? Matrix(rows: width, columns: width), rows: rows, mean: mean, squares: squares)
  }
}

/// What a stream of rows settles. The rows themselves are gone, so that there are no residuals and nothing was refined.
package struct StreamedFit: Sendable {
  /// x; 0 for columns that depend on others.
  package let coefficients: [Double]
  /// Classical standard errors; nil where the rank is short or no degree of freedom is left.
  package let standardErrors: [Double]?
  /// m, and the rank of the columns.
  package let rows: Int
  package let rank: Int
  /// Of the columns scaled to equal length; nil where the rank is short.
  package let condition: Double?
  /// By column: whether the data settle its coefficient.
  package let isEstimable: [Bool]
  /// Which columns cannot be told apart.
  package let confounded: [Confounding]
  /// SSE: Σ r², which the triangle still knows.
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
    // What R leaves of b outside the basis: its last entry, and where the rank is short what the basis does not reach.
    let reduced = Array(triangle.column(n).prefix(n))
    let reached = ColumnScaling.length(found.reducedRightHandSide)
    let length = ColumnScaling.length(reduced)
    let last = triangle[n, n]
    let error = last * last + (found.isFull ? 0 : max(0, (length - reached) * (length + reached)))
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
      // The basis may stand in another order than the columns, even where it holds them all.
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
