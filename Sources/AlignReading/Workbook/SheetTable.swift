import AlignModel

/// Reads a table from a sheet by the one reader of tables, and names the cell in every problem.
struct SheetTable {
  let workbook: Workbook
  let sheet: Workbook.Sheet

  /// The table, or nil where it has no heading; problems go to `log`.
  ///
  /// - Parameter reader: made for this table.
  /// - Throws: ``WorkbookFailure`` where the sheet is damaged.
  func read(_ reader: TableReader, log: inout ProblemLog) throws -> ReadTable? {
    var reader = reader
    let grid = try workbook.grid(sheet, calendar: reader.settings.calendar)
    reader.layout = SheetLayout(merges: grid.merges, decimalColumns: grid.decimalColumns)
    var own = ProblemLog()
    let table = reader.read(grid.bytes, log: &own)
    let bad = table.map { badCells(grid, $0, reader) } ?? []
    let positions = Set(bad.map { Position(row: $0.row ?? 0, column: $0.column ?? "") })
    // A cell that holds an error is not blank besides.
    own.remove { $0.kind == .blank && positions.contains(Position(row: $0.row ?? 0, column: $0.column ?? "")) }
    log.add(own)
    bad.forEach { log.add($0) }
    if sheet.isHidden { log.add(reader.problem(.hiddenSheet, .warning)) }
    if grid.hiddenCount > 0 {
      let more = grid.hiddenCount > grid.hiddenRows.count ? [Problem.Value.text("…")] : []
      log.add(
        reader.problem(
          .hiddenRows, .warning, .count(grid.hiddenCount), .list(grid.hiddenRows.map { .ordinal($0) } + more)))
    }
    if let table { addMerges(grid, table, reader, &log) }
    return table
  }

  private struct Position: Hashable {
    var row: Int
    var column: String
  }

  /// A problem for each cell that holds an error, in the rows that were read: an error where its column is read, else a warning.
  private func badCells(_ grid: SheetGrid, _ table: ReadTable, _ reader: TableReader) -> [Problem] {
    guard !grid.badCells.isEmpty else { return [] }
    let skipped = Set(table.rowNumbers.skipped)
    var names: [Int: String] = [:]
    for (name, cell) in table.origin.cells { names[cell] = name }
    return grid.badCells.compactMap { bad -> Problem? in
      guard bad.row > table.headingRow, !skipped.contains(bad.row) else { return nil }
      let (kind, values): (ProblemKind, [Problem.Value]) =
        switch bad.reason {
        case .error(let text): (.errorCell, [.name(text)])
        case .noResult: (.formulaWithoutResult, [])
        case .noText(let index): (.missingSharedText, [.text(index)])
        }
      var place = Problem.Place(
        table: table.name, in: table.origin, row: bad.row, column: names[bad.column])
      place.sheetColumn = bad.column
      return Problem(kind, names[bad.column] == nil ? .warning : .error, at: place, values: values)
    }
  }

  /// Below the heading only the first of merged cells holds the value; which of the others it is meant for is not ours to say.
  private func addMerges(_ grid: SheetGrid, _ table: ReadTable, _ reader: TableReader, _ log: inout ProblemLog) {
    let skipped = Set(table.rowNumbers.skipped)
    let below = grid.merges.filter { merge in
      merge.rows.lowerBound > table.headingRow && merge.rows.contains { !skipped.contains($0) }
    }
    guard !below.isEmpty else { return }
    let more = below.count > 5 ? [Problem.Value.text("…")] : []
    log.add(
      reader.problem(
        .mergedCells, .warning, .count(below.count), .list(below.prefix(5).map { .name($0.name) } + more)))
  }
}

extension Workbook {
  /// The sheets that carry one of a table's names, in the order of the workbook.
  func sheets(named names: [String]) -> [Sheet] {
    let keys = Set(names.map(Heading.key))
    return sheets.filter { keys.contains(Heading.key($0.name)) }
  }
}
