import AlignBasics
import AlignModel
import Foundation

/// A table in a text file of which single cells are changed; every other byte stays as it is.
package struct EditableTable: Sendable {
  /// The file as the user named it, and where it is.
  package let file: String
  package let path: String
  private var bytes: [UInt8]
  private let separator: UInt8
  /// By our name of a column its cell in a record.
  private let cells: [String: Int]
  private let cellCount: Int
  /// Where each record begins and ends, the first that of row 1.
  private var records: [Range<Int>]

  /// Opens a table; nil where it is no text in UTF-8 or its heading is not understood.
  ///
  /// - Parameters:
  ///   - table: the table by our name.
  ///   - file: which of its files.
  package init?(_ table: String, file: String, of workspace: Workspace, in folder: String) {
    guard let description = Tables.all.first(where: { $0.name == table }),
      let files = try? WorkspaceFiles(folder, jobs: 1)
    else { return nil }
    var log = ProblemLog()
    let sources = (try? files.sources(of: description, workspace.settings, jobs: 1, &log)) ?? []
    // Only a file that the workspace names can be changed, whatever is asked for.
    let isNamed = sources.contains { if case .text(let name) = $0 { name == file } else { false } }
    guard isNamed, let data = FileManager.default.contents(atPath: files.path(file)) else { return nil }
    let bytes = Array(data)
    guard let (encoding, start) = try? TextEncoding.detect(FileBytes(copying: bytes), jobs: 1), encoding == .utf8 else {
      return nil
    }
    let heading = bytes.withUnsafeBytes {
      Heading(
        $0, from: start, description: description, settings: workspace.settings, origin: TableOrigin(file: file))
    }
    guard let heading else { return nil }
    (self.file, path, self.bytes, separator) = (file, files.path(file), bytes, heading.separator)
    cells = heading.columns.reduce(into: [:]) { if case .cell(let cell) = $1.source { $0[$1.name] = cell } }
    cellCount = heading.cellCount
    records = Self.records(bytes, from: start, separator: heading.separator)
  }

  /// Whether the table has a column.
  package func has(_ column: String) -> Bool { cells[column] != nil }

  /// What stands in a cell; nil where there is no such cell.
  ///
  /// - Parameter row: as a person counts.
  package func text(row: Int, column: String) -> String? {
    guard let cell = cells[column], records.indices.contains(row - 1) else { return nil }
    return Self.cell(cell, bytes, records[row - 1], separator).text
  }

  /// The whole file with another text in a cell; nil where the file would not read back as that.
  package func replacing(row: Int, column: String, with text: String) -> [UInt8]? {
    guard let cell = cells[column], records.indices.contains(row - 1) else { return nil }
    guard let range = Self.cell(cell, bytes, records[row - 1], separator).range else { return nil }
    let plain = Self.plain(text)
    let new = Array(bytes[..<range.lowerBound]) + quoted(plain) + Array(bytes[range.upperBound...])
    // Whatever the file is like: all other cells must read as before.
    let after = Self.records(new, from: records.first?.lowerBound ?? 0, separator: separator)
    guard after.count == records.count, Self.cell(cell, new, after[row - 1], separator).text == plain else {
      return nil
    }
    let (own, others) = (records[row - 1], after[row - 1])
    guard bytes[..<own.lowerBound] == new[..<others.lowerBound], bytes[own.upperBound...] == new[others.upperBound...]
    else { return nil }
    for index in 0...(cells.values.max() ?? 0) where index != cell {
      guard Self.cell(index, bytes, own, separator).text == Self.cell(index, new, others, separator).text else {
        return nil
      }
    }
    return new
  }

  /// The whole file with other texts in cells, and with new rows at its end; nil where it would not read back as that.
  ///
  /// - Parameter rows: by our names of columns; what the table has no column for is left out.
  package func changed(_ changes: [(row: Int, column: String, text: String)], adding rows: [[String: String]])
    -> [UInt8]?
  {
    var table = self
    let start = records.first?.lowerBound ?? 0
    for change in changes {
      guard let bytes = table.replacing(row: change.row, column: change.column, with: change.text) else { return nil }
      table.bytes = bytes
      table.records = Self.records(bytes, from: start, separator: separator)
    }
    if rows.isEmpty { return table.bytes }
    let firstEnd = bytes.firstIndex(of: 0x0A) ?? 0
    let lineEnd: [UInt8] = firstEnd > 0 && bytes[firstEnd - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    if let last = table.bytes.last, last != 0x0A { table.bytes += lineEnd }
    let before = Self.records(table.bytes, from: start, separator: separator).count
    for row in rows {
      var record = [String](repeating: "", count: cellCount)
      for (column, text) in row { if let cell = cells[column], record.indices.contains(cell) { record[cell] = text } }
      for (index, text) in record.enumerated() {
        if index > 0 { table.bytes.append(separator) }
        table.bytes += quoted(Self.plain(text))
      }
      table.bytes += lineEnd
    }
    table.records = Self.records(table.bytes, from: start, separator: separator)
    guard table.records.count == before + rows.count else { return nil }
    for (index, row) in rows.enumerated() {
      for (column, text) in row where has(column) {
        guard table.text(row: before + index + 1, column: column) == Self.plain(text) else { return nil }
      }
    }
    return table.bytes
  }

  /// A cell is one line of a table on a screen.
  private static func plain(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }).trimmingCharacters(in: .whitespaces)
  }

  private func quoted(_ text: String) -> [UInt8] {
    let utf8 = Array(text.utf8)
    guard utf8.contains(where: { $0 == separator || $0 == 0x22 }) else { return utf8 }
    return [0x22] + utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  private static func records(_ bytes: [UInt8], from start: Int, separator: UInt8) -> [Range<Int>] {
    bytes.withUnsafeBytes { buffer in
      var scanner = CSVScanner(buffer, from: start, to: buffer.count, separator: separator)
      var records: [Range<Int>] = []
      var from = start
      while scanner.next() {
        records.append(from..<scanner.position)
        from = scanner.position
      }
      return records
    }
  }

  /// A cell of a record: what it says, and its bytes with the quotes about it; no bytes where the record is too short.
  private static func cell(_ index: Int, _ bytes: [UInt8], _ record: Range<Int>, _ separator: UInt8) -> (
    text: String, range: Range<Int>?
  ) {
    let text = bytes.withUnsafeBytes { buffer -> String in
      var scanner = CSVScanner(buffer, from: record.lowerBound, to: record.upperBound, separator: separator)
      return scanner.next() && index < scanner.count ? scanner.plainText(index) : ""
    }
    var (place, start, at) = (0, record.lowerBound, record.lowerBound)
    var isQuoted = false
    while at < record.upperBound {
      let byte = bytes[at]
      if byte == 0x22, isQuoted || bytes[start..<at].allSatisfy({ $0 == 0x20 }) {
        isQuoted.toggle()
      } else if !isQuoted, byte == separator || byte == 0x0A || byte == 0x0D {
        if place == index { return (text, start..<at) }
        if byte != separator { return (text, nil) }
        place += 1
        start = at + 1
      }
      at += 1
    }
    return (text, place == index ? start..<record.upperBound : nil)
  }
}
