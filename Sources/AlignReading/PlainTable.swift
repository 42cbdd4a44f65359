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

  /// A cell as the place of a problem, its column named as the file names it.
  func place(_ row: Int, _ column: Int) -> Problem.Place {
    var place = Problem.Place(file: file, line: rowNumber(row))
    (place.column, place.heading, place.sheetColumn) = (headings[column], headings[column], column)
    return place
  }

  /// Reads a file.
  ///
  /// - Parameter isMeant: tells by its headings which sheet of a workbook is meant; the first one where none is.
  /// - Throws: ``ReadFailure`` where it is missing, no text, or empty.
  package init(reading path: String, sheet isMeant: (([String]) -> Bool)? = nil) throws {
    file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file
    func failure(_ kind: ProblemKind) -> ReadFailure { ReadFailure(Problem(kind, at: Problem.Place(file: name))) }
    let bytes: FileBytes
    do {
      bytes = try FileBytes(mapping: path)
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    }
    var records = Records()
    do {
      if bytes.buffer.prefix(2).elementsEqual("PK".utf8) {
        let book = try Workbook(bytes, file: name)
        if book.sheets.isEmpty { throw WorkbookFailure.noSheet }
        for (index, sheet) in book.sheets.enumerated() {
          // Such tables hold no days, so the calendar does not matter.
          let grid = try book.grid(sheet, calendar: .gregorian)
          let found = withExtendedLifetime(grid) { Records(grid.bytes.buffer, SheetText.separator) }
          let isFound = isMeant?(found.headings) ?? true
          if index == 0 || isFound { records = found }
          if isFound { break }
        }
      } else {
        let (encoding, start) = try TextEncoding.detect(bytes, jobs: 1)
        let text = try encoding.utf8(UnsafeRawBufferPointer(rebasing: bytes.buffer[start...]))
        records = text.withUnsafeBytes { text in
          let first = text.prefix { $0 != 0x0A }
          let separator = [UInt8(0x2C), 0x3B, 0x09].max { one, other in
            first.count { $0 == one } < first.count { $0 == other }
          }
          return Records(text, separator ?? 0x2C)
        }
      }
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: name))
    } catch {
      throw failure(.fileIsNoTable)
    }
    if records.headings.isEmpty { throw failure(.emptyFile) }
    headings = records.headings
    cells = records.cells
    rowNumbers = records.rowNumbers
  }

  private struct Records {
    var headings: [String] = []
    var cells: [[String]] = []
    var rowNumbers: [Int] = []

    init() {}

    init(_ text: UnsafeRawBufferPointer, _ separator: UInt8) {
      var scanner = CSVScanner(text, from: 0, to: text.count, separator: separator)
      var row = 0
      while scanner.next() {
        row += 1
        if scanner.isBlank { continue }
        let record = (0..<scanner.count).map { FormulaGuard.bare(scanner.plainText($0)) }
        if headings.isEmpty {
          headings = record
        } else {
          cells.append(record)
          rowNumbers.append(row)
        }
      }
    }
  }

  /// Headings that misspell one that is read: passed over, their cells would be lost without a word.
  package func misspeltHeadings(among known: [String]) -> [Problem] {
    let keys = Set(known.map { TextNormaliser.folded($0) })
    return headings.enumerated().compactMap { index, heading in
      guard !keys.contains(TextNormaliser.folded(heading)), !heading.contains(":"),
        let meant = Spelling.misspelt(heading, among: known)
      else { return nil }
      var place = Problem.Place(file: file, line: 1)
      (place.column, place.heading, place.sheetColumn) = (heading, heading, index)
      return Problem(.misspeltHeading, at: place, .text(heading), .name(file), suggestion: meant)
    }
  }

  /// The place of a column under one of some headings, or nil.
  package func index(_ names: [String]) -> Int? {
    let keys = headings.map { TextNormaliser.folded($0) }
    return names.lazy.compactMap { keys.firstIndex(of: TextNormaliser.folded($0)) }.first
  }

  /// The place of a column that must be there.
  ///
  /// - Throws: ``ReadFailure`` where it is not.
  package func column(_ names: [String]) throws -> Int {
    if let index = index(names) { return index }
    throw ReadFailure(Problem(.missingDecisionColumn, at: Problem.Place(file: file, line: 1), .name(names[0])))
  }
}
