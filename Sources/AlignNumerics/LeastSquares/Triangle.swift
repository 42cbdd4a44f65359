import AlignBasics
import CLapack

/// R of the QR factorisation of tall data, from blocks of rows in a fixed order, so that its bits do not depend on the number
/// of threads. Besides the data it needs memory for one block per thread.
///
/// - Source: Demmel, Grigori, Hoemmen & Langou 2012 (TSQR).
package enum Triangle {
  /// Rows per block: many against the rows of the triangle that a block is merged with, and few enough to stay in the cache.
  static func blockRows(columns: Int) -> Int { max(512, 4 * columns) }

  /// R of D [A S, b], (n + 1) × (n + 1), with rows of zeros where there are fewer data. D is diagonal with the row factors.
  ///
  /// - Complexity: O(mn²).
  package static func ofData(
    _ matrix: Matrix, _ b: [Double], scaling: ColumnScaling, rowFactors: [Double]? = nil, jobs: Int
  ) throws(LeastSquaresError) -> Matrix {
    let width = matrix.columns + 1
    let height = blockRows(columns: width)
    let blocks = max(1, (matrix.rows + height - 1) / height)
    // The number of parts depends on the data alone, and is enough for any number of threads that is worth while.
    let parts = blocks < 4 ? 1 : min(16, blocks / 2)
    if jobs > 1 && parts > 1 { BLAS.useOneThread() }
    let triangles = Parallel.map(count: parts, jobs: jobs) { part -> Result<Matrix, LeastSquaresError> in
      do {
        var triangle: Matrix?
        for block in blocks * part / parts..<blocks * (part + 1) / parts {
          let rows = block * height..<min((block + 1) * height, matrix.rows)
          triangle = try reduced(stacked(matrix, b, scaling, rowFactors, rows, below: triangle))
        }
        return .success(triangle ?? Matrix(rows: width, columns: width))
      } catch {
        return .failure(error as? LeastSquaresError ?? .notConverged(method: "TSQR"))
      }
    }
    var total: Matrix?
    for triangle in triangles {
      let next: Matrix
      switch triangle {
      case .success(let found): next = found
      case .failure(let error): throw error
      }
      if let above = total { total = try merged(above, next) } else { total = next }
    }
    return total ?? Matrix(rows: width, columns: width)
  }

  /// R of one triangle on top of another.
  static func merged(_ above: Matrix, _ below: Matrix) throws(LeastSquaresError) -> Matrix {
    let width = above.columns
    var stack = Matrix(rows: 2 * width, columns: width)
    for column in 0..<width {
      for row in 0...column {
        stack[row, column] = above[row, column]
        stack[width + row, column] = below[row, column]
      }
    }
    return try reduced(stack)
  }

  /// R of a stack of finite rows, square, with rows of zeros where there are fewer.
  static func reduced(_ stack: Matrix) throws(LeastSquaresError) -> Matrix {
    try algebra { () throws(AlgebraError) in try QR(ofFinite: stack).r.padded(toRows: stack.columns) }
  }

  /// The previous triangle on top of the next rows of D [A S, b].
  private static func stacked(
    _ matrix: Matrix, _ b: [Double], _ scaling: ColumnScaling, _ rowFactors: [Double]?, _ rows: Range<Int>,
    below triangle: Matrix?
  ) -> Matrix {
    let width = matrix.columns + 1
    let top = triangle?.rows ?? 0
    let height = top + rows.count
    let entries = [Double](unsafeUninitializedCapacity: height * width) { buffer, count in
      for column in 0..<width {
        let base = column * height
        for row in 0..<top { buffer[base + row] = triangle?.entries[column * top + row] ?? 0 }
        if column < matrix.columns {
          let (from, factor) = (column * matrix.rows, scaling.factors[column])
          for (index, row) in rows.enumerated() { buffer[base + top + index] = matrix.entries[from + row] * factor }
        } else {
          for (index, row) in rows.enumerated() { buffer[base + top + index] = b[row] }
        }
        if let rowFactors {
          for (index, row) in rows.enumerated() { buffer[base + top + index] *= rowFactors[row] }
        }
      }
      count = height * width
    }
    return Matrix(rows: height, columns: width, entries: entries)
  }
}
