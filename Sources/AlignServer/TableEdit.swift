import AlignModel
import AlignReading

/// Cells of a table that get other texts, and rows that it gets besides.
struct TableEdit {
  private let description: TableDescription
  private var cells: [String: [(row: Int, column: String, text: String)]] = [:]
  private var tables: [String: EditableTable] = [:]
  private var rows: [[String: String]] = []

  /// A file that could not be changed so that every other cell stays as it is.
  struct Unwritable: Error {
    var file: String
  }

  init(_ description: TableDescription) { self.description = description }

  /// Puts a text into a column of the row of a cell; a table without the column stays as it is.
  mutating func set(_ column: String, _ text: String, besides cell: EditableCells.Cell) {
    guard cell.table.has(column) else { return }
    tables[cell.table.file] = cell.table
    cells[cell.table.file, default: []].append((cell.row, column, text))
  }

  /// Adds a row.
  mutating func add(_ row: [String: String]) { rows.append(row) }

  /// The files as they are to be.
  ///
  /// - Parameter needed: columns without which new rows would say nothing.
  /// - Throws: ``ReadFailure`` or ``Unwritable``.
  func changes(of workspace: Workspace, in folder: String, needing needed: [String]) throws -> [FileChange] {
    var changes: [FileChange] = []
    var left = cells
    if !rows.isEmpty {
      var appender = try TableAppender(description, of: workspace, in: folder)
      for column in needed where !appender.has(column) {
        throw ReadFailure(
          Problem(.appendNoColumn, at: Problem.Place(file: appender.file), .column(table: description.name, column)))
      }
      let file = appender.file
      if !appender.isWorkbook, let changed = left[file], let table = tables[file] {
        guard let bytes = table.changed(changed, adding: rows) else { throw Unwritable(file: file) }
        changes.append(FileChange(path: table.path, bytes: bytes))
        left[file] = nil
      } else {
        for row in rows { appender.append(row) }
        changes.append(try FileChange(appender))
      }
    }
    for (file, changed) in left.sorted(by: { $0.key < $1.key }) {
      guard let table = tables[file], let bytes = table.changed(changed, adding: []) else {
        throw Unwritable(file: file)
      }
      changes.append(FileChange(path: table.path, bytes: bytes))
    }
    return changes
  }
}
