/// One contiguous run of a file's records, read on one thread.
final class TablePart: @unchecked Sendable {
  let builders: [ColumnBuilder]
  private(set) var log = ProblemLog()
  /// Records seen, blank and left out ones among them; and records kept.
  private(set) var records = 0
  private(set) var kept = 0
  /// Records (from 1) that were passed over.
  private(set) var skipped: [Int] = []
  private(set) var hasOpenQuote = false
  private var scratch: [UInt8] = []

  init(builders: [ColumnBuilder]) { self.builders = builders }

  func read(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, heading: Heading, reader: TableReader, isLast: Bool) {
    var scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, separator: heading.separator)
    let columns = heading.columns
    let plain = columns.map { column -> Int in if case .cell(let place) = column.source { place } else { -1 } }
    while scanner.next() {
      records += 1
      let cells = scanner.starts.count
      if cells != heading.cellCount, !accepts(scanner, heading: heading, reader: reader, isLast: isLast) { continue }
      if cells == 1, scanner.isBlank {
        skipped.append(records)
        continue
      }
      if reader.description.mayHoldTotals || cells > 1, skipsRow(scanner, bytes, heading: heading, reader: reader) {
        skipped.append(records)
        continue
      }
      kept += 1
      for place in builders.indices {
        let builder = builders[place]
        let cell = plain[place]
        if cell >= 0 {
          guard cell < cells else {
            builder.appendBlank()
            if builder.everyCell { addBlank(builder, heading: heading, reader: reader) }
            continue
          }
          take(builder, bytes, scanner.starts[cell], scanner.ends[cell], scanner.quoted[cell], reader)
        } else {
          takeMapped(builder, columns[place], bytes, scanner, reader)
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
  private func take(
    _ builder: ColumnBuilder, _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ quoted: Bool,
    _ reader: TableReader
  ) {
    let cell = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    var isRead: Bool
    if quoted, cell.contains(0x22), !builder.kind.isText {
      isRead = unescaped(cell) { builder.append($0, at: start, isQuoted: false) }
    } else {
      isRead = builder.append(cell, at: start, isQuoted: quoted)
    }
    if !isRead {
      addUnreadable(builder, String(decoding: cell, as: UTF8.self), reader)
    } else if builder.everyCell, isBlank(cell, builder) {
      addBlank(builder, heading: nil, reader: reader)
    }
  }

  @inline(__always)
  private func isBlank(_ cell: UnsafeRawBufferPointer, _ builder: ColumnBuilder) -> Bool {
    if cell.isEmpty { return true }
    switch builder.kind {
    case .amount: return builder.amounts.last == AmountColumn.blank
    case .number, .share, .ratio: return builder.numbers.last?.isNaN ?? true
    case .year, .period, .choice: return builder.codes.last == -1
    default: return false
    }
  }

  private func takeMapped(
    _ builder: ColumnBuilder, _ column: Heading.Source, _ bytes: UnsafeRawBufferPointer, _ scanner: CSVScanner,
    _ reader: TableReader
  ) {
    var text: String
    switch column.source {
    case .cell: return
    case .rowNumber: text = String(records)
    case .constant(let constant): text = constant
    case .joined(let places):
      text = places.map { place in
        place < scanner.starts.count
          ? String(decoding: bytes[scanner.starts[place]..<scanner.ends[place]], as: UTF8.self) : ""
      }.joined(separator: ".")
    }
    let isRead = text.withUTF8 { builder.append(UnsafeRawBufferPointer($0), at: 0, isQuoted: false) }
    if !isRead { addUnreadable(builder, text, reader) }
  }

  private func unescaped<Result>(_ cell: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    scratch.removeAll(keepingCapacity: true)
    var index = 0
    while index < cell.count {
      scratch.append(cell[index])
      index += cell[index] == 0x22 && index + 1 < cell.count && cell[index + 1] == 0x22 ? 2 : 1
    }
    return scratch.withUnsafeBytes(body)
  }

  // MARK: Rows

  /// Whether a record with too few or too many cells can be read all the same.
  private func accepts(_ scanner: CSVScanner, heading: Heading, reader: TableReader, isLast: Bool) -> Bool {
    let cells = scanner.starts.count
    if cells == 1, scanner.isBlank { return true }
    let isAtEnd = isLast && scanner.position >= scanner.end && scanner.end == scanner.bytes.count
    if cells < heading.cellCount {
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
    let extra = (heading.cellCount..<cells).contains { scanner.starts[$0] != scanner.ends[$0] }
    guard extra else { return true }
    log.add(
      reader.problem(
        "long-row", row: records, found: "\(cells) cells", expected: "\(heading.cellCount) cells as in the heading",
        remedy: "put cells that hold the separator in quotes"))
    skipped.append(records)
    return false
  }

  /// Whether a record is a total or blank row between others, or one that the workspace does not want.
  @inline(__always)
  private func skipsRow(
    _ scanner: CSVScanner, _ bytes: UnsafeRawBufferPointer, heading: Heading, reader: TableReader
  ) -> Bool {
    guard let key = heading.keyCell, key < scanner.starts.count, scanner.starts[key] == scanner.ends[key] else {
      guard let key = heading.keyCell, reader.description.mayHoldTotals, key < scanner.starts.count else { return false }
      // Only a word can be a total's; ids hardly ever begin with a letter of two bytes or a T.
      let first = bytes[scanner.starts[key]]
      return (first >= 0xD8 || first | 0x20 == 0x74)
        && isTotal(bytes, scanner.starts[key], scanner.ends[key], reader, row: records)
    }
    if scanner.isBlank { return true }
    guard reader.description.mayHoldTotals,
      let cell = (0..<scanner.starts.count).first(where: { scanner.starts[$0] != scanner.ends[$0] })
    else { return false }
    return isTotal(bytes, scanner.starts[cell], scanner.ends[cell], reader, row: records)
  }

  private func isTotal(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ reader: TableReader, row: Int) -> Bool {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let word = TextNormaliser.folded(text)
    let totals = ["جمع", "جمع کل", "مجموع", "total", "totals", "grand total", "sum", "subtotal"]
    guard totals.contains(word) || word.hasPrefix("جمع کل ") || word.hasPrefix("جمع ") || word.hasPrefix("total ") else {
      return false
    }
    log.add(
      reader.problem(
        "total-row", .warning, row: row, found: "“\(text)”: a total row, left out", expected: "one row a line",
        remedy: "delete it, or leave it: it is never added"))
    return true
  }

  private func addBlank(_ builder: ColumnBuilder, heading: Heading?, reader: TableReader) {
    log.add(
      reader.problem(
        "blank", row: records, column: builder.name, found: "the cell is blank", expected: builder.kind.expected,
        remedy: "fill it in"))
  }

  private func addUnreadable(_ builder: ColumnBuilder, _ text: String, _ reader: TableReader) {
    let shown = text.count > 60 ? text.prefix(57) + "…" : text[...]
    log.add(
      reader.problem(
        "unreadable", row: records, column: builder.name, found: "“\(shown)” cannot be read",
        expected: builder.expected(calendar: reader.settings.calendar, currency: reader.settings.currency),
        remedy: builder.kind.isNumber ? "write digits only, or leave it blank" : "write one of these"))
  }
}

extension CellKind {
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
