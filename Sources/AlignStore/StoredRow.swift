import GRDB

/// A row of the store whose cells are read one by one, each checked: SQLite keeps a text in a column of numbers where somebody
/// puts one there, and GRDB's own access ends the program over it.
struct StoredRow {
  private let row: Row
  private let table: String

  init(_ row: Row, of table: String) {
    self.row = row
    self.table = table
  }

  func text(_ column: String) throws -> String { try some(column, textOrNil(column)) }
  func number(_ column: String) throws -> Double { try some(column, numberOrNil(column)) }
  func integer(_ column: String) throws -> Int64 { try some(column, integerOrNil(column)) }
  func bool(_ column: String) throws -> Bool { try integer(column) != 0 }
  func year(_ column: String) throws -> Int { try some(column, yearOrNil(column)) }

  func textOrNil(_ column: String) throws -> String? {
    let cell = try cell(column)
    if cell.isNull { return nil }
    // A text is no number that happens to be readable as one.
    guard case .string(let text) = cell.storage else { throw unreadable(column, "\(cell)") }
    return text
  }

  func numberOrNil(_ column: String) throws -> Double? {
    let cell = try cell(column)
    if cell.isNull { return nil }
    guard let number = Double.fromDatabaseValue(cell), number.isFinite else { throw unreadable(column, "\(cell)") }
    return number
  }

  /// A year of any calendar; one that no calendar has cannot be counted with.
  func yearOrNil(_ column: String) throws -> Int? { try within(column, -9999...9999) }
  /// A number of things.
  func countOrNil(_ column: String) throws -> Int? { try within(column, 0...(1 << 53)) }
  /// Money; sums and differences of a few of them stay within range.
  func amountOrNil(_ column: String) throws -> Int64? { try within(column, -(1 << 60)...(1 << 60)) }

  func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
    let text = try text(column)
    guard let word = Word(rawValue: text) else { throw unreadable(column, text) }
    return word
  }

  /// A cell that is not what its column holds.
  func unreadable(_ column: String, _ text: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(table).\(column): “\(text)”")
  }

  private func cell(_ column: String) throws -> DatabaseValue {
    guard row.hasColumn(column) else { throw unreadable(column, "") }
    return row[column]
  }

  private func integerOrNil(_ column: String) throws -> Int64? {
    let cell = try cell(column)
    if cell.isNull { return nil }
    guard case .int64(let value) = cell.storage else { throw unreadable(column, "\(cell)") }
    return value
  }

  private func within<Value: BinaryInteger>(_ column: String, _ range: ClosedRange<Value>) throws -> Value? {
    guard let value = try integerOrNil(column) else { return nil }
    guard let value = Value(exactly: value), range.contains(value) else { throw unreadable(column, "\(value)") }
    return value
  }

  private func some<Value>(_ column: String, _ value: @autoclosure () throws -> Value?) throws -> Value {
    guard let value = try value() else { throw unreadable(column, "NULL") }
    return value
  }
}
