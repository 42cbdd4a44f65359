import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignWriting
import Foundation

/// What is wrong with a workspace, in the user's own workbook: a note in each cell that is wrong, and a sheet that lists
/// everything. A folder of text files has no cells to put notes in, so it gets the list alone.
struct ProblemsWorkbook {
  let problems: [Problem]
  let workspace: String
  let settings: Settings
  let language: Language

  /// Beyond so many cells nobody reads notes, and a workbook with more of them opens slowly; the list has them all.
  private static let mostNotes = 5_000
  /// What of the list a person needs who has the workbook open.
  private static let listed: Set = ["gravity", "sheet", "cell", "heading", "key", "found", "expected", "remedy"]

  /// Writes the workbook, which is never the one that is read.
  func write(to path: String) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if target == URL(fileURLWithPath: workspace).resolvingSymlinksInPath().path {
      throw OutputFailure(path: path, .outputExists)
    }
    let output = try Output(path: path)
    if let annotated = try annotated() {
      try annotated.withUnsafeBytes { try output.write($0) }
    } else {
      var workbook = ReportWorkbook(language: language, settings: settings, title: workspace)
      workbook.add(ProblemTable.list(problems, in: language))
      try workbook.write(to: output)
    }
    try output.finish()
  }

  /// The user's workbook with notes; nil where the workspace is no workbook, or one that cannot be opened.
  private func annotated() throws -> [UInt8]? {
    guard let bytes = try? FileBytes(mapping: workspace), let book = try? AnnotatedWorkbook(bytes) else { return nil }
    return try book.written(notes: notes, listing: listing)
  }

  private var notes: [AnnotatedWorkbook.Note] {
    struct Cell: Hashable {
      let sheet: String
      let row: Int
      let column: Int
    }
    var texts: [Cell: [String]] = [:]
    var order: [Cell] = []
    for problem in problems {
      guard problem.place.isOwnBook, let sheet = problem.place.sheet, let row = problem.place.row else { continue }
      let cell = Cell(sheet: sheet, row: row - 1, column: problem.place.sheetColumn ?? 0)
      if texts[cell] == nil { order.append(cell) }
      texts[cell, default: []].append(problem.note(in: language))
    }
    return order.prefix(Self.mostNotes).map { cell in
      AnnotatedWorkbook.Note(
        sheet: cell.sheet, row: cell.row, column: cell.column, text: texts[cell, default: []].joined(separator: "\n"))
    }
  }

  private var listing: AnnotatedWorkbook.Listing {
    let table = ProblemTable.list(problems, in: language)
    let format = NumberFormat(language: language, settings: settings, largest: 0)
    let shown = table.columns.indices.filter { Self.listed.contains(table.columns[$0].key) }
    let heading = shown.map { table.columns[$0].heading.text(in: language) }
    let rows = (0..<table.count).map { row in
      let cells = table.row(row)
      return shown.map { cells[$0].shown(in: format) }
    }
    return AnnotatedWorkbook.Listing(
      name: Phrase.problems.text(in: language), isRightToLeft: language.isRightToLeft, rows: [heading] + rows,
      widths: heading.indices.map { column in
        min(70, max(12, ([heading] + rows.prefix(200)).map { $0[column].count }.max() ?? 12))
      })
  }
}
