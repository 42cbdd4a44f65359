import AlignReports
import AlignWords

/// A table of results as lines of text: words at the left, numbers at the right, columns that line up in any script.
struct TextTable {
  let table: ReportTable
  let format: NumberFormat
  let screen: Screen
  /// The most rows to show.
  var limit = Int.max
  /// The most columns of the terminal that one cell may take.
  var cellWidth = 44

  /// The lines: headings, a rule, rows; without the title.
  func lines() -> [String] {
    let positions = table.columns.indices.filter { table.columns[$0].isShown }
    let headings = positions.map { table.columns[$0].heading.text(in: format.language) }
    let rows = (0..<min(limit, table.count)).map { row -> [String] in
      let cells = table.row(row)
      return positions.map { TextWidth.cut(TextWidth.clean(cells[$0].shown(in: format)), to: cellWidth) }
    }
    var widths = headings.map { TextWidth.of($0) }
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TextWidth.of(cell)) }
    }
    let isNumber = positions.map { table.columns[$0].isNumber }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let heading = line(headings, widths: widths, isNumber: isNumber)
    return [screen.styled(heading, .bold), screen.styled(rule, .faint)]
      + rows.map { line($0, widths: widths, isNumber: isNumber) }
  }

  private func line(_ cells: [String], widths: [Int], isNumber: [Bool]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - TextWidth.of(cell))
      if column > 0 { text += "  " }
      let isLast = column == cells.count - 1
      text += isNumber[column] ? padding + screen.isolated(cell) : screen.isolated(cell) + (isLast ? "" : padding)
    }
    return text
  }
}
