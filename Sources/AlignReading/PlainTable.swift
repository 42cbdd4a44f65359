import AlignBasics
import AlignModel
import Foundation

/// A small table that is no part of a workspace, such as decisions that came back: its headings and cells as text, in any
/// encoding and with any separator that tables of a workspace may have.
package struct PlainTable: Sendable {
  /// The headings as written.
  package let headings: [String]
  private let cells: [[String]]
  private let rowNumbers: [Int]
  /// The name of the file, without its folder, for messages.
  package let file: String

  /// The number of records.
  package var count: Int { cells.count }

  /// A cell as written; blank where the record is short.
  package subscript(row: Int, column: Int) -> String { column < cells[row].count ? cells[row][column] : "" }

  /// The row of the file, as a person counts it.
  package func rowNumber(_ row: Int) -> Int { rowNumbers[row] }

  /// Reads a file.
  ///
  /// - Throws: ``ReadFailure`` where it is missing, no text, or empty.
  package init(reading path: String) throws {
    file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file
    func failure(_ found: String, _ expected: String, _ remedy: String, isMissing: Bool = false) -> ReadFailure {
      let problem = Problem(
        gravity: .error, kind: "file", file: name, row: nil, column: nil, found: found, expected: expected,
        remedy: remedy)
      return ReadFailure(problems: [problem], isMissingInput: isMissing)
    }
    let bytes: FileBytes
    do {
      bytes = try FileBytes(mapping: path)
    } catch {
      throw failure("\(path) cannot be read", "a file of text", "mend its name", isMissing: true)
    }
    let text: [UInt8]
    var known: UInt8?
    do {
      if bytes.buffer.prefix(2).elementsEqual("PK".utf8) {
        let book = try Workbook(bytes, file: name)
        guard let sheet = book.sheets.first else { throw WorkbookFailure.missing(part: "sheet") }
        // Decisions hold no days, so the calendar does not matter.
        text = Array(try book.grid(sheet, calendar: .gregorian).bytes.buffer)
        known = SheetText.separator
      } else {
        let (encoding, start) = try TextEncoding.detect(bytes, jobs: 1)
        text = try encoding.utf8(UnsafeRawBufferPointer(rebasing: bytes.buffer[start...]))
      }
    } catch {
      throw failure("the file is neither text nor a workbook", "CSV or XLSX", "save it as one of them")
    }
    var headings: [String] = []
    var cells: [[String]] = []
    var rowNumbers: [Int] = []
    text.withUnsafeBytes { text in
      let first = text.prefix { $0 != 0x0A }
      let separator = [UInt8(0x2C), 0x3B, 0x09].max { one, other in
        first.count { $0 == one } < first.count { $0 == other }
      }
      var scanner = CSVScanner(text, from: 0, to: text.count, separator: known ?? separator ?? 0x2C)
      var row = 0
      while scanner.next() {
        row += 1
        if scanner.isBlank { continue }
        let record = (0..<scanner.count).map { index in
          scanner[index].isQuoted ? scanner.text(index).replacing("\"\"", with: "\"") : scanner.text(index)
        }
        if headings.isEmpty {
          headings = record
        } else {
          cells.append(record)
          rowNumbers.append(row)
        }
      }
    }
    if headings.isEmpty { throw failure("the file is empty", "a row of headings", "see align link suggest") }
    self.headings = headings
    self.cells = cells
    self.rowNumbers = rowNumbers
  }

  /// The place of a column under one of some headings, or nil.
  package func index(_ names: String...) -> Int? { index(names) }

  private func index(_ names: [String]) -> Int? {
    let keys = headings.map { TextNormaliser.folded($0) }
    return names.lazy.compactMap { keys.firstIndex(of: TextNormaliser.folded($0)) }.first
  }

  /// The place of a column that must be there.
  ///
  /// - Throws: ``ReadFailure`` where it is not.
  package func column(_ name: String, _ others: String...) throws -> Int {
    if let index = index([name] + others) { return index }
    throw ReadFailure(
      problems: [
        Problem(
          gravity: .error, kind: "missing-column", file: file, row: 1, column: name,
          found: "there is no column “\(name)”", expected: "one", remedy: "see align link suggest --out FILE.csv")
      ], isMissingInput: false)
  }
}
