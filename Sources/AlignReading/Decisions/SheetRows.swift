import AlignBasics
import AlignModel
import Foundation

/// New rows for one sheet of a workbook.
struct SheetRows: Sendable {
  let name: String
  /// The row of the heading, as a person counts it.
  let headingRow: Int
  /// Columns that hold numbers; codes and words stay texts, zeros in front and all.
  let numbers: Set<Int>
  private var rows: [[Int: CellValue]] = []

  init(name: String, headingRow: Int, numbers: Set<Int>) {
    (self.name, self.headingRow, self.numbers) = (name, headingRow, numbers)
  }

  mutating func append(_ values: [Int: String]) {
    rows.append(
      values.reduce(into: [:]) { row, cell in
        row[cell.key] = numbers.contains(cell.key) ? CellValue(number: cell.value) : .text(cell.value)
      })
  }

  /// The workbook with the rows, read once more before anybody gets it.
  ///
  /// - Throws: ``WorkbookFailure``.
  func finished(_ bytes: [UInt8]) throws -> [UInt8] {
    var editor = try WorkbookEditor(FileBytes(copying: bytes))
    let first = try editor.append(rows, to: name, below: headingRow)
    let written = try editor.finish()
    let book = try Workbook(FileBytes(copying: written), file: "")
    guard let sheet = book.sheets.first(where: { $0.name == name }),
      try book.grid(sheet, calendar: .gregorian).lastRow == first - 1 + rows.count
    else { throw WorkbookFailure.missingSheet(name) }
    return written
  }
}

extension TableAppender {
  /// The rows go behind those of a sheet.
  static func onSheet(
    _ table: SheetTable, _ origin: TableOrigin, _ description: TableDescription, _ workspace: Workspace,
    _ files: WorkspaceFiles
  ) throws -> TableAppender {
    let place = Problem.Place(file: origin.file)
    let path = files.path(origin.file)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReadFailure(Problem(.fileNotPermitted, at: place))
    }
    let heading: Heading?
    let grid: SheetGrid
    do {
      grid = try table.workbook.grid(table.sheet, calendar: workspace.settings.calendar)
      let layout = SheetLayout(merges: grid.merges, decimalColumns: grid.decimalColumns)
      heading = Heading(
        grid.bytes.buffer, from: 0, description: description, settings: workspace.settings, origin: origin,
        layout: layout)
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: origin.file))
    }
    guard let heading else { throw ReadFailure(Problem(.noHeading, at: place)) }
    var appender = TableAppender(
      file: origin.file, path: path, bytes: Array(data), heading: heading,
      sheet: SheetRows(name: table.sheet.name, headingRow: heading.row, numbers: numbers(of: heading)))
    appender.take(heading, records: grid.bytes, from: 0)
    return appender
  }

  /// A workbook that has no sheet for the table gets one, with the headings of its language.
  static func onNewSheet(_ description: TableDescription, _ workspace: Workspace, _ files: WorkspaceFiles) throws
    -> TableAppender
  {
    let file = files.book?.name ?? ""
    let path = files.path(file)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReadFailure(Problem(.fileNotPermitted, at: Problem.Place(file: file)))
    }
    let isPersian = workspace.settings.language.hasPrefix("fa")
    func word(_ name: String, _ others: [String]) -> String { isPersian ? others.first ?? name : name }
    let headings = description.columns.map { word($0.name, $0.alsoCalled) }
    let name = word(description.name, description.alsoCalled)
    do {
      let listing = AnnotatedWorkbook.Listing(
        name: name, isRightToLeft: isPersian, rows: [headings], widths: headings.map { max(10, $0.count + 4) })
      let bytes = try AnnotatedWorkbook(FileBytes(copying: Array(data))).written(notes: [], listing: listing)
      var columns: [String: Int] = [:]
      var numbers: Set<Int> = []
      for (index, column) in description.columns.enumerated() {
        columns[column.name] = index
        if column.kind.isNumeric { numbers.insert(index) }
      }
      return TableAppender(
        file: file, path: path, bytes: bytes, cells: columns,
        sheet: SheetRows(name: name, headingRow: 1, numbers: numbers))
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: file))
    }
  }

  private static func numbers(of heading: Heading) -> Set<Int> {
    Set(
      heading.columns.compactMap { column in
        if case .cell(let index) = column.source, column.kind.isNumeric { index } else { nil }
      })
  }

  private init(file: String, path: String, bytes: [UInt8], heading: Heading, sheet: SheetRows) {
    var cells: [String: Int] = [:]
    for column in heading.columns { if case .cell(let index) = column.source { cells[column.name] = index } }
    self.init(file: file, path: path, bytes: bytes, cells: cells, sheet: sheet)
  }
}

extension CellKind {
  /// Whether its cells are numbers.
  var isNumeric: Bool {
    switch self {
    case .amount, .number, .share, .ratio, .year: true
    default: false
    }
  }
}
