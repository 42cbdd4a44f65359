/// Where the lines of a text that was put together from a sheet stand on that sheet.
package struct SheetCells: Sendable, Hashable {
  /// A cell: its row as a person counts it, and its column from 0.
  package struct Cell: Sendable, Hashable {
    package var row: Int
    package var column: Int

    /// A cell of its parts.
    package init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
  }

  package var sheet: String
  /// Whether the workbook is the whole workspace.
  package var isOwnBook: Bool
  /// By line, from 1.
  package var byLine: [Int: Cell]

  /// A value of its parts.
  package init(sheet: String, isOwnBook: Bool = true, byLine: [Int: Cell]) {
    (self.sheet, self.isOwnBook, self.byLine) = (sheet, isOwnBook, byLine)
  }

  /// The row of the sheet from which a line came.
  package func row(ofLine line: Int) -> Int { byLine[line]?.row ?? line }

  /// A place whose row is a line of the text, as one on the sheet.
  package func located(_ place: Problem.Place) -> Problem.Place {
    var place = place
    (place.sheet, place.isOwnBook) = (sheet, isOwnBook)
    if let line = place.row, let cell = byLine[line] { (place.row, place.sheetColumn) = (cell.row, cell.column) }
    return place
  }
}
