import AlignModel
import AlignReading

/// Cells of the text tables of a workspace, found by the rows that the engine knows; each file is opened once.
struct EditableCells {
  private let workspace: Workspace
  private let folder: String
  private var tables: [String: EditableTable?] = [:]

  /// A cell, and what stands in it.
  struct Cell {
    var table: EditableTable
    /// As a person counts the rows of the file.
    var row: Int
    var text: String
  }

  init(_ workspace: Workspace, in folder: String) { (self.workspace, self.folder) = (workspace, folder) }

  /// A cell of a row; nil where it stands in a workbook, or in a file that is no plain text.
  ///
  /// - Parameter row: among the rows of all files of the table.
  mutating func cell(_ name: String, row: Int, column: String) -> Cell? {
    guard let origin = workspace.origins[name] else { return nil }
    let place = Problem.Place(table: name, in: origin, row: row, column: column)
    guard place.sheet == nil, let file = place.file, let own = place.row else { return nil }
    let key = "\(name) \(file)"
    if tables[key] == nil { tables[key] = .some(EditableTable(name, file: file, of: workspace, in: folder)) }
    guard let table = tables[key] ?? nil, let text = table.text(row: own, column: column) else { return nil }
    return Cell(table: table, row: own, text: text)
  }
}
