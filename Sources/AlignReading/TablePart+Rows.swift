import AlignBasics
import AlignModel

/// A row without code and title that holds amounts.
struct SumRow: Sendable {
  /// The record (from 1), and the records that were kept before it, of its part.
  var record: Int
  var kept: Int
  /// By column of the heading the amount.
  var amounts: [(column: Int, minorUnits: Int64)]
}

/// Rows that are no records: totals, sections, notes, headings that come again, rows that were cut or shifted.
extension TablePart {
  /// Whether a record with too few or too many cells can be read all the same.
  mutating func accepts(_ scanner: borrowing CSVScanner, heading: Heading, reader: TableReader, isLast: Bool) -> Bool {
    let cells = scanner.count
    if cells == 1, scanner.isBlank { return true }
    let isAtEnd = isLast && scanner.position >= scanner.end && scanner.end == scanner.bytes.count
    if cells < heading.cellCount {
      // A sheet holds no blank cells at the end of a row.
      if reader.layout != nil { return true }
      // Some programs leave out blank cells at the end of a row; a file that stops inside its last row was cut.
      if isAtEnd, scanner.bytes[scanner.end - 1] != 0x0A, scanner.bytes[scanner.end - 1] != 0x0D {
        log.add(reader.problem(.cutOff, row: records, .count(cells), .count(heading.cellCount)))
        skipped.append(records)
        return false
      }
      // A section or a note is shorter than a row, and is told as what it is.
      if !isWord(scanner, heading) {
        log.add(reader.problem(.shortRow, .warning, row: records, .count(cells), .count(heading.cellCount)))
      }
      return true
    }
    let extra = (heading.cellCount..<cells).contains { !scanner[$0].isEmpty }
    guard extra else {
      if reader.layout == nil { blankTails.append(records) }
      return true
    }
    if reader.layout != nil {
      log.add(reader.problem(.besideTable, .warning, row: records))
      return true
    }
    log.add(reader.problem(.longRow, row: records, .count(cells), .count(heading.cellCount)))
    skipped.append(records)
    return false
  }

  /// Whether a quoted cell holds whole rows: a quote that stands alone opens a cell, and the next one closes it rows below.
  mutating func holdsRows(_ scanner: borrowing CSVScanner, _ heading: Heading, _ reader: TableReader) -> Bool {
    guard heading.cellCount > 2 else { return false }
    for cell in 0..<scanner.count where scanner[cell].isQuoted {
      let lines = scanner.slice(cell).split(separator: 0x0A)
      let rows = lines.dropFirst().count { line in
        line.count { $0 == heading.separator } >= heading.cellCount - 1
      }
      // The first and the last line are cut by the quotes; one between them, or both ends, tell.
      let ends = lines.count > 1 && scanner.count != heading.cellCount
      guard rows > 0 || ends && (lines.last?.contains(heading.separator) ?? false) else { continue }
      log.add(
        reader.problem(
          .quoteOverRows, row: records, .count(lines.count), .text(String(scanner.plainText(cell).prefix(60)))))
      return true
    }
    return false
  }

  /// Whether a record is none: blank, a total, a section, a note, or the heading again.
  @inline(__always)
  mutating func skipsRow(_ scanner: borrowing CSVScanner, heading: Heading, reader: TableReader) -> Bool {
    let count = scanner.count
    for cell in heading.requiredCells where cell >= count || scanner[cell].isEmpty {
      return skipsUnusual(scanner, heading, reader)
    }
    if let key = heading.keyCell, key < count, heading.isHeadingKey(scanner.slice(key)) {
      return isHeadingAgain(scanner, heading, reader)
    }
    guard reader.description.mayHoldTotals else { return false }
    if let key = heading.keyCell, key < count, Self.mayBeTotal(scanner, key), isTotal(scanner.text(key), reader) {
      return true
    }
    // A total row may carry a number of its own, with the word as its title and nothing else.
    guard let title = heading.titleCell, title != heading.keyCell, title < count, Self.mayBeTotal(scanner, title),
      scanner[title].length < 40
    else { return false }
    return TotalWords.isTotal(scanner.text(title), alone: true) && isTotal(scanner.text(title), reader)
  }

  /// The same of a record in which a cell is blank that must not be.
  @inline(never)
  private mutating func skipsUnusual(_ scanner: borrowing CSVScanner, _ heading: Heading, _ reader: TableReader) -> Bool
  {
    if scanner.isBlank { return true }
    let filled = (0..<scanner.count).filter { !scanner[$0].isEmpty }
    let mayHoldTotals = reader.description.mayHoldTotals
    // The word may stand behind a year, but not behind other words.
    if mayHoldTotals, filled.prefix(3).contains(where: { isTotal(scanner.text($0), reader) }) { return true }
    if isHeadingAgain(scanner, heading, reader) { return true }
    if isWord(scanner, heading) {
      let text = scanner.plainText(filled[0])
      log.add(reader.problem(.textRow, .warning, row: records, .text(String(text.prefix(120)))))
      let title = HeadingText(text, settings: reader.settings, isTitle: true)
      if reader.description.hasAmounts, title.unit ?? 0 > 0, reader.settings.unit(of: reader.description.name) == nil {
        log.add(reader.problem(.noteNamesUnit, .warning, row: records, .text(title.unitText)))
      }
      return true
    }
    guard mayHoldTotals, isNameless(scanner, heading) else { return false }
    var amounts: [(column: Int, minorUnits: Int64)] = []
    for (index, column) in heading.columns.enumerated() {
      guard case .amount = column.kind, case .cell(let cell) = column.source, cell < scanner.count,
        let amount = builders[index].amount(scanner.slice(cell))
      else { continue }
      amounts.append((index, amount))
    }
    guard !amounts.isEmpty else { return false }
    sumRows.append(SumRow(record: records, kept: kept, amounts: amounts))
    return true
  }

  /// Whether a record has neither code nor title.
  private func isNameless(_ scanner: borrowing CSVScanner, _ heading: Heading) -> Bool {
    func isBlank(_ cell: Int?) -> Bool { cell.map { $0 >= scanner.count || scanner[$0].isEmpty } ?? true }
    return isBlank(heading.keyCell) && isBlank(heading.titleCell)
  }

  /// Whether a record is one cell of words and nothing else: a section of the table, or a note.
  private func isWord(_ scanner: borrowing CSVScanner, _ heading: Heading) -> Bool {
    var only: Int?
    for cell in 0..<scanner.count where !scanner[cell].isEmpty {
      guard only == nil else { return false }
      only = cell
    }
    guard let only, heading.cellCount > 2 else { return false }
    let text = scanner.slice(only)
    guard WrittenDecimal(text) == nil else { return false }
    let blanks = heading.requiredCells.count { $0 != only && ($0 >= scanner.count || scanner[$0].isEmpty) }
    return blanks >= 2 || only != heading.keyCell || text.contains(0x20)
  }

  /// Whether every filled cell of a record is what stands in the heading there, as where a page of print begins.
  private mutating func isHeadingAgain(_ scanner: borrowing CSVScanner, _ heading: Heading, _ reader: TableReader)
    -> Bool
  {
    var alike = 0
    for cell in 0..<min(scanner.count, heading.names.count) where !scanner[cell].isEmpty {
      guard Heading.key(scanner.plainText(cell)) == Heading.key(heading.names[cell]) else { return false }
      alike += 1
    }
    guard alike >= 2 else { return false }
    log.add(reader.problem(.headingAgain, .warning, row: records))
    return true
  }

  /// Only a word can be a total's, and few ids begin with a Persian letter, a T, a G or an S.
  @inline(__always)
  private static func mayBeTotal(_ scanner: borrowing CSVScanner, _ cell: Int) -> Bool {
    guard !scanner[cell].isEmpty else { return false }
    let byte = scanner.bytes[scanner[cell].offset]
    if byte >= 0xD8 {
      let next = scanner[cell].length > 1 ? scanner.bytes[scanner[cell].offset + 1] : 0
      // jim, mim, or a mark before them
      return (byte == 0xD8 && next == 0xAC) || (byte == 0xD9 && next == 0x85) || byte > 0xDB
    }
    return byte | 0x20 == 0x74 || byte | 0x20 == 0x67 || byte | 0x20 == 0x73
  }

  private mutating func isTotal(_ text: String, _ reader: TableReader) -> Bool {
    guard TotalWords.isTotal(text) else { return false }
    log.add(reader.problem(.totalRow, .warning, row: records, .text(text)))
    return true
  }
}
