import AlignBasics
import AlignModel
import Foundation

/// Rows to be added at the end of a table of a workspace, what is there staying byte for byte as it is: of a text file all
/// of it, of a workbook everything but the new cells.
package struct TableAppender: Sendable {
  /// The file, relative to the workspace.
  package let file: String
  /// Where the file is.
  package let path: String
  /// The bytes of the file as it stands, and, where it is a text, of the new rows after it.
  private var bytes: [UInt8]
  /// The sheet that takes the rows, where the file is a workbook.
  private var sheet: SheetRows?
  /// Columns that the table has, by our names.
  private let cells: [String: Int]
  private let cellCount: Int
  private let separator: UInt8
  private let lineEnd: [UInt8]
  /// The table as it stands, and its columns of amounts with the unit in which each is written.
  private var source = FileBytes(copying: [])
  private var sourceStart = 0
  private var sourceSeparator: UInt8 = 0x2C
  private(set) var amountColumns: [(name: String, cell: Int, unit: Int)] = []

  /// Opens a table, or begins one with our headings where there is none.
  ///
  /// - Throws: ``ReadFailure`` where the file cannot take rows: not in UTF-8, a heading that is not understood.
  package init(_ description: TableDescription, of workspace: Workspace, in folder: String) throws {
    let table = description.name
    let files = try WorkspaceFiles(folder, jobs: 1)
    var log = ProblemLog()
    let sources: [WorkspaceFiles.Source]
    do {
      sources = try files.sources(of: description, workspace.settings, jobs: 1, &log)
    } catch is FileFailure {
      let named = workspace.settings.files[table]?.first
      throw ReadFailure(Problem(.fileMissing, at: Problem.Place(file: named ?? table)))
    }
    var found: String?
    // Of several files the last takes what is new.
    switch sources.last {
    case .text(let file): found = file
    case .sheet(let table, let origin, _):
      self = try Self.onSheet(table, origin, description, workspace, files)
      return
    case nil where files.isBook && files.book != nil:
      self = try Self.onNewSheet(description, workspace, files)
      return
    case nil where !files.isBook: break
    default:
      // A file beside it would hide what the workbook or the package says.
      throw ReadFailure(Problem(.appendNotCSV, at: Problem.Place(file: files.book?.name ?? folder), .table(table)))
    }
    guard let found else {
      file = "\(table).csv"
      path = files.path(file)
      let headings = description.columns.map(\.name)
      bytes = Array((headings.joined(separator: ",") + "\n").utf8)
      cells = Dictionary(uniqueKeysWithValues: headings.enumerated().map { ($1, $0) })
      (cellCount, separator, lineEnd) = (headings.count, 0x2C, [0x0A])
      return
    }
    file = found
    path = files.path(found)
    let place = Problem.Place(file: found)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReadFailure(Problem(.fileNotPermitted, at: place))
    }
    bytes = Array(data)
    guard let (encoding, start) = try? TextEncoding.detect(FileBytes(copying: bytes), jobs: 1) else {
      throw ReadFailure(Problem(.appendNotText, at: place))
    }
    guard encoding == .utf8 else {
      throw ReadFailure(Problem(.appendNotUTF8, at: place, .name(encoding.rawValue)))
    }
    let heading = bytes.withUnsafeBytes {
      Heading(
        $0, from: start, description: description, settings: workspace.settings,
        origin: TableOrigin(file: found))
    }
    guard let heading else { throw ReadFailure(Problem(.noHeading, at: place)) }
    var cells: [String: Int] = [:]
    for column in heading.columns {
      if case .cell(let index) = column.source { cells[column.name] = index }
    }
    self.cells = cells
    (cellCount, separator) = (heading.cellCount, heading.separator)
    let firstEnd = bytes.firstIndex(of: 0x0A) ?? 0
    let ending: [UInt8] = firstEnd > 0 && bytes[firstEnd - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    lineEnd = ending
    take(heading, records: FileBytes(copying: bytes), from: start)
    if let last = bytes.last, last != 0x0A { bytes.append(contentsOf: ending) }
  }

  /// A workbook whose sheet takes the rows.
  init(file: String, path: String, bytes: [UInt8], cells: [String: Int], sheet: SheetRows) {
    (self.file, self.path, self.bytes, self.cells, self.sheet) = (file, path, bytes, cells, sheet)
    (cellCount, separator, lineEnd) = (0, 0, [])
  }

  /// Keeps the columns of amounts and the records as they stand.
  mutating func take(_ heading: Heading, records source: FileBytes, from start: Int) {
    (self.source, sourceStart, sourceSeparator) = (source, start, heading.separator)
    amountColumns = heading.columns.compactMap { column in
      if case .cell(let cell) = column.source, column.kind.isAmount { (column.name, cell, column.unit) } else { nil }
    }
  }

  /// Every record of the table as it stands, the first one that of row 1.
  func records() -> [[String]] {
    withExtendedLifetime(source) {
      let buffer = source.buffer
      var scanner = CSVScanner(buffer, from: sourceStart, to: buffer.count, separator: sourceSeparator)
      var records: [[String]] = []
      while scanner.next() { records.append((0..<scanner.count).map { scanner.plainText($0) }) }
      return records
    }
  }

  /// The place of a column in a record.
  func cell(of column: String) -> Int? { cells[column] }

  /// Whether the table has a column.
  package func has(_ column: String) -> Bool { cells[column] != nil }

  /// Whether the file is a workbook, of which a copy is kept.
  package var isWorkbook: Bool { sheet != nil }

  /// The whole file with its new rows.
  ///
  /// - Throws: ``ReadFailure`` where the workbook cannot take them.
  package func finished() throws -> [UInt8] {
    guard let sheet else { return bytes }
    do {
      return try sheet.finished(bytes)
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: file))
    }
  }

  /// Adds a row; what the table has no column for is left out.
  package mutating func append(_ values: [String: String]) {
    if sheet != nil {
      let row = values.compactMap { column, value in cells[column].map { ($0, value) } }
      sheet?.append(Dictionary(uniqueKeysWithValues: row))
      return
    }
    append(record: values.reduce(into: [:]) { if let index = cells[$1.key] { $0[index] = $1.value } })
  }

  /// Adds a row by the place of its cells.
  package mutating func append(record values: [Int: String]) {
    if sheet != nil {
      sheet?.append(values)
      return
    }
    var record = [String](repeating: "", count: cellCount)
    for (index, value) in values where record.indices.contains(index) { record[index] = value }
    for (index, value) in record.enumerated() {
      if index > 0 { bytes.append(separator) }
      append(value)
    }
    bytes.append(contentsOf: lineEnd)
  }

  private mutating func append(_ value: String) {
    let utf8 = Array(value.utf8)
    guard
      utf8.contains(where: { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) || utf8.first == 0x20
        || utf8.last == 0x20
    else {
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(0x22)
    for byte in utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
