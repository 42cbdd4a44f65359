/// One contiguous run of a file's records, read on one thread.
struct TablePart: Sendable {
  private(set) var builders: [ColumnBuilder]
  private(set) var log = ProblemLog()
  /// Records seen, blank and left out ones among them; and records kept.
  private(set) var records = 0
  private(set) var kept = 0
  /// Records (from 1) that were passed over.
  private(set) var skipped: [Int] = []
  private(set) var hasOpenQuote = false

  init(builders: [ColumnBuilder]) { self.builders = builders }

  mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, heading: Heading, reader: TableReader, isLast: Bool
  ) {
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, separator: heading.separator)
    let columns = heading.columns
    let plain = columns.map { column -> Int in if case .cell(let place) = column.source { place } else { -1 } }
    while scanner.next() {
      records += 1
      let cells = scanner.count
      if cells != heading.cellCount, !accepts(scanner, heading: heading, reader: reader, isLast: isLast) { continue }
      if cells == 1, scanner.isBlank {
        skipped.append(records)
        continue
      }
      if cells > 1, skipsRow(scanner, heading: heading, reader: reader) {
        skipped.append(records)
        continue
      }
      kept += 1
      for place in plain.indices {
        let cell = plain[place]
        if cell >= 0, cell < cells {
          take(place, scanner.slice(cell), at: scanner[cell].start, isQuoted: scanner[cell].isQuoted, reader)
        } else if cell >= 0 {
          builders[place].appendBlank()
          if builders[place].everyCell { addBlank(builders[place], reader: reader) }
        } else {
          takeMapped(place, columns[place], scanner, reader)
        }
      }
    }
    hasOpenQuote = scanner.hasOpenQuote
    if hasOpenQuote, isLast {
      log.add(
        reader.problem(
          "open-quote", row: records, found: "a quoted cell that is never closed (the file may be cut off)",
          expected: "a closing \"", remedy: "export the file again, or double the quotes inside the cell"))
    }
  }

  @inline(__always)
  private mutating func take(
    _ place: Int, _ cell: UnsafeRawBufferPointer, at start: Int, isQuoted: Bool, _ reader: TableReader
  ) {
    var isRead: Bool
    if isQuoted, cell.contains(0x22), !builders[place].kind.isText {
      isRead = Self.unescaped(cell).withUnsafeBytes { builders[place].append($0, at: start, isQuoted: false) }
      builders[place].forgetLastReference()
    } else {
      isRead = builders[place].append(cell, at: start, isQuoted: isQuoted)
    }
    if !isRead {
      addUnreadable(builders[place], String(decoding: cell, as: UTF8.self), reader)
    } else if builders[place].everyCell, cell.isEmpty || builders[place].lastIsBlank {
      addBlank(builders[place], reader: reader)
    }
  }

  private mutating func takeMapped(
    _ place: Int, _ column: Heading.Source, _ scanner: borrowing CSVScanner, _ reader: TableReader
  ) {
    var text: String
    switch column.source {
    case .cell: return
    case .rowNumber: text = String(records)
    case .constant(let constant): text = constant
    case .joined(let cells): text = cells.map { $0 < scanner.count ? scanner.text($0) : "" }.joined(separator: ".")
    }
    let isRead = text.withUTF8 { builders[place].append(UnsafeRawBufferPointer($0), at: 0, isQuoted: false) }
    builders[place].forgetLastReference()
    if !isRead { addUnreadable(builders[place], text, reader) }
  }

  /// A quoted cell with its doubled quotes single.
  private static func unescaped(_ cell: UnsafeRawBufferPointer) -> [UInt8] {
    var plain: [UInt8] = []
    var index = 0
    while index < cell.count {
      plain.append(cell[index])
      index += cell[index] == 0x22 && index + 1 < cell.count && cell[index + 1] == 0x22 ? 2 : 1
    }
    return plain
  }

  // MARK: Rows

  /// Whether a record with too few or too many cells can be read all the same.
  private mutating func accepts(_ scanner: borrowing CSVScanner, heading: Heading, reader: TableReader, isLast: Bool)
    -> Bool
  {
    let cells = scanner.count
    if cells == 1, scanner.isBlank { return true }
    let isAtEnd = isLast && scanner.position >= scanner.end && scanner.end == scanner.bytes.count
    if cells < heading.cellCount {
      // A sheet holds no blank cells at the end of a row.
      if reader.layout != nil { return true }
      // Some programs leave out blank cells at the end of a row; a file that stops inside its last row was cut.
      if isAtEnd, scanner.bytes[scanner.end - 1] != 0x0A, scanner.bytes[scanner.end - 1] != 0x0D {
        log.add(
          reader.problem(
            "cut-off", row: records, found: "the last row stops after \(cells) of \(heading.cellCount) cells",
            expected: "\(heading.cellCount) cells as in the heading", remedy: "the file was cut off: export it again"))
        skipped.append(records)
        return false
      }
      log.add(
        reader.problem(
          "short-row", .warning, row: records, found: "\(cells) cells, the rest taken as blank",
          expected: "\(heading.cellCount) cells as in the heading", remedy: "add the missing separators"))
      return true
    }
    let extra = (heading.cellCount..<cells).contains { !scanner[$0].isEmpty }
    guard extra else { return true }
    if reader.layout != nil {
      log.add(
        reader.problem(
          "long-row", .warning, row: records, found: "something stands to the right of the table; it was not read",
          expected: "cells below a heading only", remedy: "give its column a heading, or move it away"))
      return true
    }
    log.add(
      reader.problem(
        "long-row", row: records, found: "\(cells) cells", expected: "\(heading.cellCount) cells as in the heading",
        remedy: "put cells that hold the separator in quotes"))
    skipped.append(records)
    return false
  }

  /// Whether a record is a total or blank row between others, or one that the workspace does not want.
  @inline(__always)
  private mutating func skipsRow(_ scanner: borrowing CSVScanner, heading: Heading, reader: TableReader) -> Bool {
    guard let key = heading.keyCell, key < scanner.count else { return false }
    if scanner[key].isEmpty {
      if scanner.isBlank { return true }
      guard reader.description.mayHoldTotals else { return false }
      // The word may stand behind a year, but not behind other words.
      let cells = (0..<scanner.count).filter { !scanner[$0].isEmpty }.prefix(3)
      return cells.contains { isTotal(scanner.text($0), reader) }
    }
    guard reader.description.mayHoldTotals else { return false }
    if Self.mayBeTotal(scanner, key), isTotal(scanner.text(key), reader) { return true }
    // A total row may carry a number of its own, with the word as its title and nothing else.
    guard let title = heading.titleCell, title != key, title < scanner.count, Self.mayBeTotal(scanner, title),
      scanner[title].end - scanner[title].start < 40
    else { return false }
    return TotalWords.isTotal(scanner.text(title), alone: true) && isTotal(scanner.text(title), reader)
  }

  /// Only a word can be a total's, and few ids begin with a Persian letter, a T, a G or an S.
  @inline(__always)
  private static func mayBeTotal(_ scanner: borrowing CSVScanner, _ cell: Int) -> Bool {
    guard !scanner[cell].isEmpty else { return false }
    let byte = scanner.bytes[scanner[cell].start]
    if byte >= 0xD8 {
      let next = scanner[cell].end - scanner[cell].start > 1 ? scanner.bytes[scanner[cell].start + 1] : 0
      return (byte == 0xD8 && next == 0xAC) || (byte == 0xD9 && next == 0x85) || byte > 0xDB  // jim, mim, or a mark before them
    }
    return byte | 0x20 == 0x74 || byte | 0x20 == 0x67 || byte | 0x20 == 0x73
  }

  private mutating func isTotal(_ text: String, _ reader: TableReader) -> Bool {
    guard TotalWords.isTotal(text) else { return false }
    log.add(
      reader.problem(
        "total-row", .warning, row: records, found: "“\(text)”: a total row, left out", expected: "one row a line",
        remedy: "delete it, or leave it: it is never added"))
    return true
  }

  private mutating func addBlank(_ builder: ColumnBuilder, reader: TableReader) {
    log.add(
      reader.problem(
        "blank", row: records, column: builder.name, found: "the cell is blank", expected: builder.kind.expected,
        remedy: "fill it in"))
  }

  private mutating func addUnreadable(_ builder: ColumnBuilder, _ text: String, _ reader: TableReader) {
    let shown = text.count > 60 ? text.prefix(57) + "…" : text[...]
    log.add(
      reader.problem(
        "unreadable", row: records, column: builder.name, found: "“\(shown)” cannot be read",
        expected: builder.expected(calendar: reader.settings.calendar, currency: reader.settings.currency),
        remedy: builder.kind.isNumber ? "write digits only, or leave it blank" : "write one of these"))
  }
}

extension CellKind {
  /// The table that a reference names.
  var referred: String? { if case .reference(let table) = self { table } else { nil } }
  var isText: Bool { if case .text = self { true } else { false } }
  var isNumber: Bool {
    switch self {
    case .amount, .number, .share, .ratio: true
    default: false
    }
  }
}

extension ColumnBuilder {
  /// What was expected of a cell, with the limits of this workspace.
  func expected(calendar: FiscalCalendar, currency: Currency) -> String {
    switch kind {
    case .year: "a year from \(calendar.plausibleYears.lowerBound) to \(calendar.plausibleYears.upperBound)"
    case .amount: kind.expected + ", within ±\(currency.exact(Int64.max)) \(currency.code)"
    default: kind.expected
    }
  }
}
