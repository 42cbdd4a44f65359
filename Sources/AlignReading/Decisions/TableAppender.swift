import AlignBasics
import AlignModel
import Foundation

/// Rows to be added at the end of a table of a workspace, what is there staying byte for byte as it is.
package struct TableAppender: Sendable {
  /// The file, relative to the workspace.
  package let file: String
  /// Where the file is.
  package let path: String
  /// The bytes of the file as it stands, and of the new rows after it.
  package private(set) var bytes: [UInt8]
  /// Columns that the table has, by our names.
  private let cells: [String: Int]
  private let cellCount: Int
  private let separator: UInt8
  private let lineEnd: [UInt8]

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
    if let last = bytes.last, last != 0x0A { bytes.append(contentsOf: ending) }
  }

  /// Whether the table has a column.
  package func has(_ column: String) -> Bool { cells[column] != nil }

  /// Adds a row; what the table has no column for is left out.
  package mutating func append(_ values: [String: String]) {
    var record = [String](repeating: "", count: cellCount)
    for (column, value) in values {
      if let index = cells[column] { record[index] = value }
    }
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
