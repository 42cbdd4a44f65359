import AlignBasics
import CLapack

/// R of the QR factorisation of tall data, from blocks of rows in a fixed order: the same bits whatever the number of
/// threads, and memory for one block a thread beside the data.
///
/// - Source: Demmel, Grigori, Hoemmen & Langou 2012 (TSQR).
package enum Triangle {
  /// Rows a block: enough that a block outweighs the triangle it is folded into, few enough to stay in the cache.
  static func blockRows(columns: Int) -> Int { max(512, 4 * columns) }

  /// The upper triangle of D [A S, b], (n + 1) × (n + 1), rows of zeros added where there are fewer.
  ///
  /// - Complexity: O(mn²).
  package static func ofData(
    _ matrix: Matrix, _ b: [Double], scaling: ColumnScaling, rowFactors: [Double]? = nil, jobs: Int
  ) throws(LeastSquaresError) -> Matrix {
    let width = matrix.columns + 1
    let block = blockRows(columns: width)
    let blocks = max(1, (matrix.rows + block - 1) / block)
    // As many parts as could ever be worth a thread; their number depends on the data alone.
    let parts = blocks < 4 ? 1 : min(16, blocks / 2)
    if jobs > 1 && parts > 1 { BLAS.useOneThread() }
    let triangles = Parallel.map(count: parts, jobs: jobs) { part -> Result<Matrix, LeastSquaresError> in
      do {
        var triangle: Matrix?
        for number in blocks * part / parts..<blocks * (part + 1) / parts {
          let rows = number * block..<min((number + 1) * block, matrix.rows)
          triangle = try folded(copy(matrix, b, scaling, rowFactors, rows, below: triangle))
        }
        return .success(triangle ?? Matrix(rows: width, columns: width))
      } catch {
        return .failure(error as? LeastSquaresError ?? .notConverged(method: "TSQR"))
      }
    }
    var whole: Matrix?
    for triangle in triangles {
      let next: Matrix
      switch triangle {
      case .success(let found): next = found
      case .failure(let error): throw error
      }
      if let above = whole { whole = try merged(above, next) } else { whole = next }
    }
    return whole ?? Matrix(rows: width, columns: width)
  }

  /// The triangle of one triangle over another.
  static func merged(_ above: Matrix, _ below: Matrix) throws(LeastSquaresError) -> Matrix {
    let width = above.columns
    var stack = Matrix(rows: 2 * width, columns: width)
    for column in 0..<width {
      for row in 0...column {
        stack[row, column] = above[row, column]
        stack[width + row, column] = below[row, column]
      }
    }
    return try folded(stack)
  }

  /// The triangle of a stack of finite rows, with rows of zeros where they are few.
  static func folded(_ stack: Matrix) throws(LeastSquaresError) -> Matrix {
    try algebra { () throws(AlgebraError) in try QR(ofFinite: stack).r.padded(toRows: stack.columns) }
  }

  private static func copy(
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
