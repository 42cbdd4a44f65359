import AlignBasics

/// A sparse matrix of doubles, stored row by row (CSR): the entries of row r are at `start[r]..<start[r + 1]`.
///
/// Products are summed in an order that depends on the matrix alone, so their bits do not depend on the number of threads:
/// rows are divided into blocks of ``blockSize``, and the sums of the blocks are added in order.
public struct SparseMatrix: Sendable {
  /// m, the number of rows.
  public let rows: Int
  /// n, the number of columns.
  public let columns: Int
  /// Where each row begins among the entries, and the number of entries: m + 1 numbers, ascending.
  package private(set) var start: [Int]
  /// The column of each entry, ascending within a row.
  package private(set) var column: [Int32]
  /// The entries.
  package var value: [Double]

  /// Rows that one thread takes at a time. It is fixed, because sums are divided there.
  package static let blockSize = 1 << 13

  /// A matrix from its parts.
  ///
  /// - Precondition: `start` has `rows + 1` ascending numbers that end at the number of entries; columns lie in
  ///   `0..<columns` and ascend within each row, without duplicates.
  public init(rows: Int, columns: Int, start: [Int], column: [Int32], value: [Double]) {
    precondition(start.count == rows + 1 && start.last == column.count && column.count == value.count, "CSR parts")
    self.rows = rows
    self.columns = columns
    self.start = start
    self.column = column
    self.value = value
  }

  /// A matrix from its entries row by row; entries at the same place are added.
  ///
  /// - Parameter entries: for each row its columns and values, in any order.
  public init(columns: Int, rows entries: [[(column: Int, value: Double)]]) {
    var start = [0]
    var column: [Int32] = []
    var value: [Double] = []
    for row in entries {
      let first = column.count
      for entry in row.sorted(by: { $0.column < $1.column }) {
        if column.count > first, column[column.count - 1] == Int32(entry.column) {
          value[value.count - 1] += entry.value
        } else {
          column.append(Int32(entry.column))
          value.append(entry.value)
        }
      }
      start.append(column.count)
    }
    self.init(rows: entries.count, columns: columns, start: start, column: column, value: value)
  }

  /// The number of stored entries.
  package var count: Int { value.count }

  /// The columns and values of one row.
  package func row(_ row: Int) -> (columns: ArraySlice<Int32>, values: ArraySlice<Double>) {
    (column[start[row]..<start[row + 1]], value[start[row]..<start[row + 1]])
  }

  /// Aᵀ, row by row.
  ///
  /// - Complexity: O(entries + m + n).
  package var transposed: SparseMatrix {
    var next = [Int](repeating: 0, count: columns + 1)
    for column in column { next[Int(column) + 1] += 1 }
    for index in 0..<columns { next[index + 1] += next[index] }
    let start = next
    var rowOf = [Int32](repeating: 0, count: count)
    var values = [Double](repeating: 0, count: count)
    for row in 0..<rows {
      for entry in self.start[row]..<self.start[row + 1] {
        let index = next[Int(column[entry])]
        next[Int(column[entry])] = index + 1
        rowOf[index] = Int32(truncatingIfNeeded: row)
        values[index] = value[entry]
      }
    }
    return SparseMatrix(rows: columns, columns: rows, start: start, column: rowOf, value: values)
  }

  /// The same matrix in dense storage.
  package var dense: Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for entry in start[row]..<start[row + 1] { matrix[row, Int(column[entry])] += value[entry] }
    }
    return matrix
  }

  /// A x.
  ///
  /// - Precondition: `x` has n entries.
  /// - Complexity: O(entries), on at most `jobs` threads.
  package func times(_ x: [Double], jobs: Int = 1) -> [Double] {
    precondition(x.count == columns, "one entry per column")
    let blocks = Blocks(rows: rows)
    return [Double](unsafeUninitializedCapacity: rows) { result, initialized in
      nonisolated(unsafe) let result = result
      Parallel.perform(count: blocks.count, jobs: jobs) { block in
        for row in blocks[block] {
          var sum = 0.0
          for entry in start[row]..<start[row + 1] { sum += value[entry] * x[Int(column[entry])] }
          result.initializeElement(at: row, to: sum)
        }
      }
      initialized = rows
    }
  }

  /// Aᵀ y.
  ///
  /// - Precondition: `y` has m entries.
  /// - Complexity: O(entries + n · blocks), on at most `jobs` threads.
  package func transposedTimes(_ y: [Double], jobs: Int = 1) -> [Double] {
    precondition(y.count == rows, "one entry per row")
    let blocks = Blocks(rows: rows)
    let parts = Parallel.map(count: blocks.count, jobs: jobs) { block -> [Double] in
      var sums = [Double](repeating: 0, count: columns)
      for row in blocks[block] where y[row] != 0 {
        for entry in start[row]..<start[row + 1] { sums[Int(column[entry])] += value[entry] * y[row] }
      }
      return sums
    }
    var result = [Double](repeating: 0, count: columns)
    for part in parts {
      for index in 0..<columns { result[index] += part[index] }
    }
    return result
  }

  /// The blocks into which the rows are divided.
  struct Blocks {
    let rows: Int
    let count: Int
    private let size: Int

    init(rows: Int, size: Int = SparseMatrix.blockSize) {
      self.rows = rows
      self.size = size
      count = (rows + size - 1) / size
    }

    subscript(block: Int) -> Range<Int> { block * size..<min((block + 1) * size, rows) }
  }
}
