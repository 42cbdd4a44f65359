/// A dense matrix of doubles, stored column by column in one array, as in Fortran.
public struct Matrix: Sendable, Hashable {
  /// m, the number of rows.
  public let rows: Int
  /// n, the number of columns.
  public let columns: Int
  /// The m · n entries, column by column.
  public var entries: [Double]

  /// A matrix from its entries in column order.
  ///
  /// - Precondition: `entries.count == rows * columns`.
  public init(rows: Int, columns: Int, entries: [Double]) {
    precondition(rows >= 0 && columns >= 0 && entries.count == rows * columns, "entries must fill the matrix")
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  /// A matrix whose entries are all the same.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, entries: Array(repeating: value, count: rows * columns))
  }

  /// A matrix whose entry in row i and column j is `entry(i, j)`.
  @inlinable
  public init(rows: Int, columns: Int, _ entry: (_ row: Int, _ column: Int) throws -> Double) rethrows {
    var entries: [Double] = []
    entries.reserveCapacity(rows * columns)
    for column in 0..<columns {
      for row in 0..<rows { entries.append(try entry(row, column)) }
    }
    self.init(rows: rows, columns: columns, entries: entries)
  }

  /// A matrix from rows of equal length, as a person writes it.
  ///
  /// - Precondition: every row is as long as the first.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "every row must be as long as the first")
    self.init(rows: rows.count, columns: columns) { rows[$0][$1] }
  }

  /// The n × n matrix with ones on its diagonal.
  public static func identity(_ order: Int) -> Matrix {
    Matrix(rows: order, columns: order) { $0 == $1 ? 1 : 0 }
  }

  /// The entry in one row and column, both counted from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { entries[column * rows + row] }
    set { entries[column * rows + row] = newValue }
  }

  /// The entries of one column.
  @inlinable
  public func column(_ column: Int) -> ArraySlice<Double> { entries[column * rows..<(column + 1) * rows] }

  /// The entries of one row.
  package func row(_ row: Int) -> [Double] { (0..<columns).map { self[row, $0] } }

  /// The matrix with rows and columns exchanged.
  package var transposed: Matrix { Matrix(rows: columns, columns: rows) { self[$1, $0] } }

  /// The column of the first entry that is not finite; nil where all are finite. LAPACK must not be given such an entry.
  package var firstColumnNotFinite: Int? {
    guard let index = entries.firstIndex(where: { !$0.isFinite }) else { return nil }
    return index / max(rows, 1)
  }
}
