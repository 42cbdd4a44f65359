import AlignBasics
import AlignModel

/// One contiguous run of a file's records, read on one thread.
struct TablePart: Sendable {
  private(set) var builders: [ColumnBuilder]
  var log = ProblemLog()
  /// Records seen, blank and left out ones among them; and records kept.
  private(set) var records = 0
  private(set) var kept = 0
  /// Records (from 1) that were passed over.
  var skipped: [Int] = []
  /// Rows without code and title that hold amounts: sums, perhaps, which only all rows can tell.
  var sumRows: [SumRow] = []
  /// Records (from 1) with more cells than the heading, all of them blank.
  var blankTails: [Int] = []
  private(set) var hasOpenQuote = false

  init(builders: [ColumnBuilder]) { self.builders = builders }

  /// Gives the columns away, so that whoever takes them owns them alone.
  mutating func takeBuilders() -> [ColumnBuilder] {
    defer { builders = [] }
    return builders
  }

  /// Reads a number of a column again.
  mutating func reread(_ column: Int, _ row: Int, _ cell: UnsafeRawBufferPointer, as roles: MarkRoles) {
    builders[column].reread(row, cell, as: roles)
  }

  /// Records are cut one by one and typed column by column, so many at a time: each column's way of reading is then chosen
  /// once for all of them, and its arrays stay in the cache.
  fileprivate static let blockSize = 512

  mutating func read(
    _ file: FileBytes, _ range: Range<Int>, heading: Heading, reader: TableReader, isLast: Bool
  ) {
    let bytes = file.buffer
    var released = range.lowerBound
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, separator: heading.separator)
    let columns = heading.columns
    let plain = columns.map { column -> Int in if case .cell(let index) = column.source { index } else { -1 } }
    let hasMapped = plain.contains(-1)
    var block = Block(columns: plain.count)
    while scanner.next() {
      records += 1
      let cells = scanner.count
      if scanner.hasLineEnd, reader.layout == nil, holdsRows(scanner, heading, reader) {
        skipped.append(records)
        continue
      }
      if cells != heading.cellCount, !accepts(scanner, heading: heading, reader: reader, isLast: isLast) { continue }
      if skipsRow(scanner, heading: heading, reader: reader) {
        skipped.append(records)
        continue
      }
      kept += 1
      for index in plain.indices {
        let cell = plain[index]
        if cell >= 0 { block.set(index, to: cell < cells ? scanner[cell] : .none) }
      }
      if hasMapped {
        for index in plain.indices where plain[index] < 0 { takeMapped(index, columns[index], scanner, reader) }
      }
      block.close(records)
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

  /// Cells of some records, column by column. Written once for each cell of a file, so without the checks of an array.
  private struct Block: ~Copyable {
    private let cells: UnsafeMutablePointer<TextSlice>
    /// For each record its number in this part, from 1.
    private(set) var records: [Int] = []
    private(set) var count = 0

    init(columns: Int) {
      cells = .allocate(capacity: columns * TablePart.blockSize)
      cells.initialize(repeating: .none, count: columns * TablePart.blockSize)
      records.reserveCapacity(TablePart.blockSize)
    }

    deinit { cells.deallocate() }

    /// Sets a cell of the record that is being filled, which is one of ``TablePart/blockSize``.
    @inline(__always)
    mutating func set(_ column: Int, to cell: TextSlice) { cells[column * TablePart.blockSize + count] = cell }

    @inline(__always)
    mutating func close(_ record: Int) {
      records.append(record)
      count += 1
    }

    /// The cells of a column.
    subscript(column: Int) -> UnsafeBufferPointer<TextSlice> {
      UnsafeBufferPointer(start: cells + column * TablePart.blockSize, count: count)
    }

    mutating func empty() {
      records.removeAll(keepingCapacity: true)
      count = 0
    }
  }

  /// Types the cells of a block and empties it.
  private mutating func take(
    _ block: inout Block, of bytes: UnsafeRawBufferPointer, _ plain: [Int], _ reader: TableReader
  ) {
    var failures: [(failure: ColumnBuilder.Failure, index: Int)] = []
    for index in plain.indices where plain[index] >= 0 {
      builders[index].append(block[index], of: bytes)
      failures += builders[index].takeFailures().map { ($0, index) }
    }
    // Problems are told in the order in which a person reads the table.
    failures.sort { ($0.failure.cell, $0.index) < ($1.failure.cell, $1.index) }
    for (failure, index) in failures {
      let record = block.records[failure.cell]
      let text = block[index][failure.cell].bytes(in: bytes)
      add(failure, builders[index], String(decoding: text, as: UTF8.self), record: record, reader)
    }
    block.empty()
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
        withUnsafePointer(to: cell) {
          builders[index].append(UnsafeBufferPointer(start: $0, count: 1), of: UnsafeRawBufferPointer(bytes))
        }
      }
    }
    for failure in builders[index].takeFailures() {
      add(failure, builders[index], text, record: records, reader)
    }
  }

  private mutating func add(
    _ failure: ColumnBuilder.Failure, _ builder: ColumnBuilder, _ text: String, record: Int, _ reader: TableReader
  ) {
    let column = builder.name
    switch failure.reason {
    case .blank where text.isEmpty:
      log.add(
        reader.problem(.blank, row: record, column: column, .content(table: reader.description.name, column: column)))
    case .blank:
      log.add(
        reader.problem(
          .dash, row: record, column: column, .text(text), .content(table: reader.description.name, column: column)))
    case .lostDigits: log.add(reader.problem(.lostDigits, row: record, column: column, .text(text)))
    case .unreadable: log.add(reader.unreadable(text, builder.kind, row: record, column: column))
    }
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
