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
      log.add(reader.problem(.openQuote, row: records))
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
    case .joined(let cells): text = cells.map { $0 < scanner.count ? scanner.plainText($0) : "" }.joined(separator: ".")
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
        log.add(reader.problem(.cutOff, row: records, .count(cells), .count(heading.cellCount)))
        skipped.append(records)
        return false
      }
      log.add(reader.problem(.shortRow, .warning, row: records, .count(cells), .count(heading.cellCount)))
      return true
    }
    let extra = (heading.cellCount..<cells).contains { !scanner[$0].isEmpty }
    guard extra else { return true }
    if reader.layout != nil {
      log.add(reader.problem(.besideTable, .warning, row: records))
      return true
    }
    log.add(reader.problem(.longRow, row: records, .count(cells), .count(heading.cellCount)))
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
    log.add(reader.problem(.totalRow, .warning, row: records, .text(text)))
    return true
  }

  private mutating func addBlank(_ builder: ColumnBuilder, record: Int, reader: TableReader) {
    log.add(
      reader.problem(
        .blank, row: record, column: builder.name, .content(table: reader.description.name, column: builder.name)))
  }

  private mutating func addUnreadable(
    _ builder: ColumnBuilder, _ text: String, record: Int, _ reader: TableReader
  ) {
    log.add(reader.unreadable(text, builder.kind, row: record, column: builder.name))
  }
}

extension TableReader {
  /// A cell that is not what its column holds, with the limits of this workspace.
  func unreadable(_ text: String, _ kind: CellKind, row: Int, column: String) -> Problem {
    let place = Problem.Place(table: description.name, in: origin, row: row, column: column)
    let (calendar, currency) = (settings.calendar, settings.currency)
    // A cell may hold a page; a sentence shows the beginning of it.
    let text = Problem.Value.text(String(text.prefix(200)))
    return switch kind {
    case .amount:
      Problem(
        .unreadableAmount, at: place, text, .money(.max, currency), .word(group: "currency", currency.code))
    case .share: Problem(.unreadableShare, at: place, text)
    case .ratio: Problem(.unreadableRatio, at: place, text)
    case .year:
      Problem(
        .unreadableYear, at: place, text, .year(calendar.plausibleYears.lowerBound),
        .year(calendar.plausibleYears.upperBound))
    case .period:
      Problem(
        .unreadablePeriod, at: place, text, .year(calendar.exampleYear),
        .period(Period(year: calendar.exampleYear, quarter: 3)))
    case .choice:
      Problem(.unreadableChoice, at: place, text, .choices(table: description.name, column: column))
    case .number, .word, .name, .reference, .text: Problem(.unreadableNumber, at: place, text)
    }
  }
}

extension CellKind {
  /// The table that a reference names.
  var referred: String? { if case .reference(let table) = self { table } else { nil } }
}
