import AlignBasics
import AlignModel

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

  /// Gives the columns away, so that whoever takes them owns them alone.
  mutating func takeBuilders() -> [ColumnBuilder] {
    defer { builders = [] }
    return builders
  }

  /// Records are cut one by one and typed column by column, so many at a time: each column's way of reading is then chosen
  /// once for all of them, and its arrays stay in the cache.
  private static let blockSize = 512

  mutating func read(
    _ file: FileBytes, _ range: Range<Int>, heading: Heading, reader: TableReader, isLast: Bool
  ) {
    let bytes = file.buffer
    var released = range.lowerBound
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, separator: heading.separator)
    let columns = heading.columns
    let plain = columns.map { column -> Int in if case .cell(let index) = column.source { index } else { -1 } }
    let hasMapped = plain.contains(-1)
    var block = Block(columns: plain.count, size: Self.blockSize)
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
      for index in plain.indices {
        let cell = plain[index]
        if cell >= 0 { block.cells[index * Self.blockSize + block.count] = cell < cells ? scanner[cell] : .none }
      }
      if hasMapped {
        for index in plain.indices where plain[index] < 0 { takeMapped(index, columns[index], scanner, reader) }
      }
      block.records[block.count] = records
      block.count += 1
      guard block.count == Self.blockSize else { continue }
      take(&block, of: bytes, plain, reader)
      if scanner.position - released > FileBytes.stride {
        file.release(released..<scanner.position)
        released = scanner.position
      }
    }
    take(&block, of: bytes, plain, reader)
    hasOpenQuote = scanner.hasOpenQuote
    if hasOpenQuote, isLast {
      log.add(
        reader.problem(
          "open-quote", row: records, found: "a quoted cell that is never closed (the file may be cut off)",
          expected: "a closing \"", remedy: "export the file again, or double the quotes inside the cell"))
    }
  }

  /// Cells of some records, column by column.
  private struct Block {
    var cells: [TextSlice]
    /// For each record its number in this part, from 1.
    var records: [Int]
    var count = 0

    init(columns: Int, size: Int) {
      cells = Array(repeating: .none, count: columns * size)
      records = Array(repeating: 0, count: size)
    }
  }

  /// Types the cells of a block and empties it.
  private mutating func take(
    _ block: inout Block, of bytes: UnsafeRawBufferPointer, _ plain: [Int], _ reader: TableReader
  ) {
    var failures: [(failure: ColumnBuilder.Failure, index: Int)] = []
    for index in plain.indices where plain[index] >= 0 {
      let from = index * Self.blockSize
      builders[index].append(block.cells[from..<from + block.count], of: bytes)
      failures += builders[index].takeFailures().map { ($0, index) }
    }
    // Problems are told in the order in which a person reads the table.
    failures.sort { ($0.failure.cell, $0.index) < ($1.failure.cell, $1.index) }
    for (failure, index) in failures {
      let record = block.records[failure.cell]
      if failure.isBlank {
        addBlank(builders[index], record: record, reader: reader)
      } else {
        let text = block.cells[index * Self.blockSize + failure.cell].bytes(in: bytes)
        addUnreadable(builders[index], String(decoding: text, as: UTF8.self), record: record, reader)
      }
    }
    block.count = 0
  }

  private mutating func takeMapped(
    _ index: Int, _ column: Heading.Source, _ scanner: borrowing CSVScanner, _ reader: TableReader
  ) {
    var text: String
    switch column.source {
    case .cell: return
    case .rowNumber: text = String(records)
    case .constant(let constant): text = constant
    case .joined(let cells): text = cells.map { $0 < scanner.count ? scanner.text($0) : "" }.joined(separator: ".")
    }
    if case .text = builders[index].kind {
      builders[index].append(composed: text)
    } else {
      text.withUTF8 { bytes in
        let cell = TextSlice(offset: 0, length: bytes.count, isQuoted: false)
        builders[index].append([cell], of: UnsafeRawBufferPointer(bytes))
      }
    }
    for failure in builders[index].takeFailures() {
      if failure.isBlank {
        addBlank(builders[index], record: records, reader: reader)
      } else {
        addUnreadable(builders[index], text, record: records, reader)
      }
    }
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
      scanner[title].length < 40
    else { return false }
    return TotalWords.isTotal(scanner.text(title), alone: true) && isTotal(scanner.text(title), reader)
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
    log.add(
      reader.problem(
        "total-row", .warning, row: records, found: "“\(text)”: a total row, left out", expected: "one row a line",
        remedy: "delete it, or leave it: it is never added"))
    return true
  }

  private mutating func addBlank(_ builder: ColumnBuilder, record: Int, reader: TableReader) {
    log.add(
      reader.problem(
        "blank", row: record, column: builder.name, found: "the cell is blank", expected: builder.kind.expected,
        remedy: "fill it in"))
  }

  private mutating func addUnreadable(
    _ builder: ColumnBuilder, _ text: String, record: Int, _ reader: TableReader
  ) {
    let shown = text.count > 60 ? text.prefix(57) + "…" : text[...]
    log.add(
      reader.problem(
        "unreadable", row: record, column: builder.name, found: "“\(shown)” cannot be read",
        expected: builder.expected(calendar: reader.settings.calendar, currency: reader.settings.currency),
        remedy: builder.kind.isNumber ? "write digits only, or leave it blank" : "write one of these"))
  }
}

extension CellKind {
  /// The table that a reference names.
  var referred: String? { if case .reference(let table) = self { table } else { nil } }
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
