import AlignModel

/// Reads a table from a sheet by the one reader of tables, and names the cell in every problem.
struct SheetTable {
  let workbook: Workbook
  let sheet: Workbook.Sheet

  /// The table, or nil where it has no heading; problems go to `log`.
  ///
  /// - Parameter reader: made for this table; its file is what problems are put under.
  /// - Throws: ``WorkbookFailure`` where the sheet is damaged.
  func read(_ reader: TableReader, log: inout ProblemLog) throws -> ReadTable? {
    var reader = reader
    let grid = try workbook.grid(sheet, calendar: reader.settings.calendar)
    reader.layout = SheetLayout(merges: grid.merges)
    var own = ProblemLog()
    let table = reader.read(grid.bytes, log: &own)
    let bad = table.map { badCells(grid, $0, reader) } ?? []
    let positions = Set(bad.map { Place(row: $0.row ?? 0, column: $0.column ?? "") })
    // A cell that holds an error is not blank besides.
    own.remove { $0.kind == "blank" && positions.contains(Place(row: $0.row ?? 0, column: $0.column ?? "")) }
    log.add(own)
    bad.forEach { log.add($0) }
    if sheet.isHidden { log.add(warning(reader, "hidden-sheet", found: "the sheet is hidden; it was read")) }
    if grid.hiddenCount > 0 {
      let rows = grid.hiddenRows.map(String.init).joined(separator: ", ")
      let more = grid.hiddenCount > grid.hiddenRows.count ? ", …" : ""
      log.add(
        warning(
          reader, "hidden-rows", found: "\(grid.hiddenCount) hidden rows were read like all others (\(rows)\(more))",
          remedy: "delete them if they do not count"))
    }
    if let table { addMerges(grid, table, reader, &log) }
    return table
  }

  private struct Place: Hashable {
    var row: Int
    var column: String
  }

  /// A problem for each cell that holds an error, in the rows that were read: an error where its column is read, else a warning.
  private func badCells(_ grid: SheetGrid, _ table: ReadTable, _ reader: TableReader) -> [Problem] {
    guard !grid.badCells.isEmpty else { return [] }
    let skipped = Set(table.rowNumbers.skipped)
    var names: [Int: String] = [:]
    for (name, cell) in table.cells { names[cell] = name }
    return grid.badCells.compactMap { bad in
      guard bad.row > table.headingRow, !skipped.contains(bad.row) else { return nil }
      let (found, remedy) =
        switch bad.reason {
        case .error(let text): ("the cell holds the error \(text)", "mend its formula")
        case .noResult:
          ("the cell has a formula without a result", "open the workbook in a spreadsheet and save it again")
        case .noText(let index): ("the cell refers to the text \(index), which is not there", "save the workbook again")
        }
      return Problem(
        gravity: names[bad.column] == nil ? .warning : .error, kind: "error-cell", file: reader.file, row: bad.row,
        column: names[bad.column], found: found, expected: "a value", remedy: remedy,
        cell: "\(CellName.letters(bad.column))\(bad.row)")
    }
  }

  /// Below the heading only the first of merged cells holds the value; which of the others it is meant for is not ours to say.
  private func addMerges(_ grid: SheetGrid, _ table: ReadTable, _ reader: TableReader, _ log: inout ProblemLog) {
    let skipped = Set(table.rowNumbers.skipped)
    let below = grid.merges.filter { merge in
      merge.rows.lowerBound > table.headingRow && merge.rows.contains { !skipped.contains($0) }
    }
    guard !below.isEmpty else { return }
    let named = below.prefix(5).map(\.name).joined(separator: ", ") + (below.count > 5 ? ", …" : "")
    log.add(
      warning(
        reader, "merged-cells",
        found: "\(below.count) merged ranges below the heading (\(named)): the first cell has the value",
        remedy: "unmerge them and fill every cell that it is meant for"))
  }

  private func warning(_ reader: TableReader, _ kind: String, found: String, remedy: String = "") -> Problem {
    Problem(
      gravity: .warning, kind: kind, file: reader.file, row: nil, column: nil, found: found,
      expected: "a table as it is shown", remedy: remedy)
  }
}

extension Workbook {
  /// The sheets that carry one of a table's names, in the order of the workbook.
  func sheets(named names: [String]) -> [Sheet] {
    let keys = Set(names.map(Heading.key))
    return sheets.filter { keys.contains(Heading.key($0.name)) }
  }
}
