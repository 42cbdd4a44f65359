import AlignBasics
import AlignModel
import Foundation

/// Reads any table: bytes → records → typed columns, in parallel parts where the file is large.
struct TableReader {
  let description: TableDescription
  /// Where the table is; problems are put there.
  var origin: TableOrigin
  let settings: Settings
  let jobs: Int
  /// The ids of tables read before, by table, for the columns that refer to them.
  var known: [String: NormalisedWords] = [:]
  /// Whether a package says what every heading stands for, so that none is misspelt.
  var headingsAreMapped = false
  /// How the cells lie, where the bytes are the records of a sheet (``SheetGrid``).
  var layout: SheetLayout?

  /// Whether the table was of another shape and has been turned into ours.
  var isTurned = false
  /// Sentences that stood above such a table.
  var titlesAbove: [String] = []

  /// Files smaller than this are read in one part.
  private static let partSize = 1 << 19

  /// The table that some bytes hold; problems go to `log`.
  ///
  /// - Returns: nil where there is no heading to read it by.
  func read(_ original: FileBytes, log: inout ProblemLog) -> ReadTable? {
    guard !original.buffer.allSatisfyBlank else {
      log.add(problem(layout == nil ? .emptyFile : .emptySheet))
      return nil
    }
    guard let (bytes, start) = layout == nil ? decode(original, log: &log) : (original, 0) else { return nil }
    guard
      let heading = Heading(
        bytes.buffer, from: start, description: description, settings: settings, origin: origin, layout: layout,
        isMapped: headingsAreMapped, above: titlesAbove)
    else {
      log.add(problem(.noHeading))
      return nil
    }
    if isReshaped, !isTurned { return readReshaped(bytes, heading, log: &log) }
    heading.problems.forEach { log.add($0) }
    guard !heading.problems.contains(where: { $0.gravity == .error }) else { return nil }
    var parts = readParts(bytes, heading: heading)
    // From here on only texts that are asked for are read again.
    original.release(0..<original.buffer.count)
    let table = join(&parts, bytes: bytes, heading: heading, log: &log)
    return description.mayHoldTotals ? withoutSums(table, log: &log) : table
  }

  func problem(
    _ kind: ProblemKind, _ gravity: Problem.Gravity = .error, row: Int? = nil, column: String? = nil,
    _ values: Problem.Value...
  ) -> Problem {
    Problem(
      kind, gravity, at: Problem.Place(table: description.name, in: origin, row: row, column: column), values: values)
  }

  private func decode(_ original: FileBytes, log: inout ProblemLog) -> (FileBytes, Int)? {
    do {
      let (encoding, start) = try TextEncoding.detect(original, jobs: jobs)
      if encoding == .utf8 { return (original, start) }
      let body = UnsafeRawBufferPointer(rebasing: original.buffer[start...])
      if encoding == .windows1252 || encoding == .windows1256 {
        log.add(problem(.encoding, .warning, .name(encoding.rawValue)))
      }
      return (FileBytes(copying: try encoding.utf8(body)), 0)
    } catch {
      log.add(encodingProblem(error, original.buffer))
    }
    return nil
  }

  private func encodingProblem(_ failure: TextEncoding.Failure, _ bytes: UnsafeRawBufferPointer) -> Problem {
    switch failure {
    case .workbook: problem(.fileIsWorkbook)
    case .compressed: problem(.fileIsCompressed)
    case .binary: problem(.fileIsBinary)
    case .damagedUTF8(let offset):
      problem(
        .damagedText, row: 1 + bytes[..<offset].count { $0 == 0x0A },
        .name("0x" + String(bytes[offset], radix: 16, uppercase: true)))
    case .damagedUTF16: problem(.damagedUTF16)
    }
  }

  // MARK: Parts

  private func readParts(_ bytes: FileBytes, heading: Heading) -> [TablePart] {
    let buffer = bytes.buffer
    let size = buffer.count - heading.end
    // Where the number of a row is its id, rows are counted from one end.
    let countsRows = heading.columns.contains { if case .rowNumber = $0.source { true } else { false } }
    if jobs > 1, size > 2 * Self.partSize, !countsRows {
      let middle = CSVScanner.boundary(in: buffer, from: heading.end, near: heading.end + size / 2)
      let ranges = [heading.end..<middle, middle..<buffer.count]
      let parts = Parallel.map(count: 2, jobs: jobs) { index in
        // The first part has room for all, so that joining moves only the second.
        readPart(bytes, heading: heading, ranges[index], room: index == 0 ? size : ranges[1].count, isLast: index == 1)
      }
      // A lone quote inside a cell spoils the count of quotes, and the first part says so by ending inside one.
      if !parts[0].hasOpenQuote { return parts }
    }
    return [readPart(bytes, heading: heading, heading.end..<buffer.count, room: size, isLast: true)]
  }

  private func readPart(
    _ bytes: FileBytes, heading: Heading, _ range: Range<Int>, room: Int, isLast: Bool
  ) -> TablePart {
    // Records vary in length: a little room to spare is only address space, a column that outgrows it is copied.
    let rows = room / max(heading.bytesPerRecord, 16)
    var part = TablePart(
      builders: heading.columns.map { column in
        ColumnBuilder(
          name: column.name, kind: column.kind, everyCell: column.everyCell, settings: settings, unit: column.unit,
          settled: settledMarks(column.kind), sightings: MarkSightings(isDecimalStop: isDecimalInSheet(column)),
          rows: rows + rows / 4, known: column.kind.referred.flatMap { known[$0] })
      })
    part.read(bytes, range, heading: heading, reader: self, isLast: isLast)
    return part
  }

  /// What the marks of numbers are known to stand for before any is read.
  private func settledMarks(_ kind: CellKind) -> MarkRoles {
    if case .share = kind {
      var roles = MarkRoles()
      NumberMark.allCases.forEach { roles[$0] = .decimals }
      return roles
    }
    return settings.decimalMark(of: description.name).flatMap(NumberMark.init(sign:)).map { MarkRoles(decimalMark: $0) }
      ?? MarkRoles()
  }

  private func isDecimalInSheet(_ column: Heading.Source) -> Bool {
    if case .cell(let cell) = column.source { layout?.decimalColumns.contains(cell) == true } else { false }
  }

  private func join(_ parts: inout [TablePart], bytes: FileBytes, heading: Heading, log: inout ProblemLog) -> ReadTable
  {
    var table = ReadTable(name: description.name, origin: origin)
    var records = heading.row
    var skipped: [Int] = []
    for part in parts {
      log.add(part.log, rowsBefore: records)
      skipped += part.skipped.map { $0 + records }
      records += part.records
      table.count += part.kept
    }
    table.rowNumbers = RowNumbers(first: heading.row + 1, skipped: skipped)
    table.headingRow = heading.row
    for column in heading.columns {
      guard case .cell(let cell) = column.source else { continue }
      table.origin.cells[column.name] = cell
      table.origin.headings[column.name] = heading.names[cell]
    }
    settleMarks(&parts, heading, bytes, table, &log)
    addSumRows(parts, heading, table, &log)
    addBlankTails(parts, heading, &log)
    addUnits(parts, heading, &log)
    addDashes(parts, heading, table, &log)
    let roundedCounts = heading.columns.indices.map { index in parts.reduce(0) { $0 + $1.builders[index].roundedCount }
    }
    let joined = joined(&parts, heading, bytes, jobs: table.count > 50_000 ? jobs : 1)
    addLostCodes(joined, heading, table, &log)
    for (index, column) in heading.columns.enumerated() {
      let rounded = roundedCounts[index]
      if rounded > 0 {
        log.add(
          problem(
            .rounded, .warning, column: column.name, .count(rounded), .word(group: "currency", settings.currency.code),
            .count(settings.currency.decimals)))
      }
      switch (column.role, joined[index]) {
      case (.prefixed(let name), .number(let values, _)): table.prefixed.append((name, values))
      case (.attribute, .text(let values)): table.attributes.append((column.name, values))
      default: table.columns[column.name] = joined[index]
      }
      if case .period = column.kind { settlePeriods(column.name, of: &table, log: &log) }
    }
    return table
  }

  /// The columns of all parts, which are emptied: each column goes on from its first part, whose storage no one else holds.
  private func joined(_ parts: inout [TablePart], _ heading: Heading, _ bytes: FileBytes, jobs: Int) -> [ReadColumn] {
    var columns = [[ColumnBuilder]](repeating: [], count: heading.columns.count)
    for index in parts.indices {
      for (column, builder) in parts[index].takeBuilders().enumerated() { columns[column].append(builder) }
    }
    return columns.withUnsafeMutableBufferPointer { columns in
      nonisolated(unsafe) let columns = columns
      return Parallel.map(count: columns.count, jobs: jobs) { column in
        defer { columns[column] = [] }
        return Self.join(&columns[column], kind: heading.columns[column].kind, bytes: bytes)
      }
    }
  }

  private static func join(_ builders: inout [ColumnBuilder], kind: CellKind, bytes: FileBytes) -> ReadColumn {
    switch kind {
    case .text:
      let composed = builders.count > 1 ? builders.flatMap(\.composed) : builders.first?.composed ?? []
      guard !composed.isEmpty else { return .text(TextColumn(bytes: bytes, slices: builders.joined(\.slices))) }
      var slices: [UInt64] = []
      var before = 0
      for builder in builders {
        slices += builder.slices.map { $0 == 0 ? 0 : $0 + UInt64(before) << 26 }
        before += builder.composed.count
      }
      return .text(TextColumn(bytes: FileBytes(copying: composed), slices: slices))
    case .amount: return .amount(AmountColumn(minorUnits: builders.joined(\.amounts)))
    case .number, .share, .ratio:
      var percentRecords: [Int] = []
      var before = 0
      for builder in builders {
        percentRecords += builder.percentRows.map { $0 + before }
        before += builder.numbers.count
      }
      return .number(NumberColumn(storage: builders.joined(\.numbers)), percentRecords: percentRecords)
    case .word: return .words(joinWords(&builders, as: { NormalisedWords($0) }))
    case .name: return .words(joinWords(&builders, as: { NormalisedWords(names: $0) }))
    case .reference:
      var unknown: [Int: String] = [:]
      var before = 0
      for builder in builders {
        for (row, key) in builder.unknown { unknown[row + before] = key }
        before += builder.codes.count
      }
      return .reference(builders.joined(\.codes), unknown: unknown)
    case .year, .period, .choice:
      var meanings: [Int32] = []
      for position in builders.indices {
        var codes = builders[position].take(\.codes)
        let meant = builders[position].meanings
        for index in codes.indices where codes[index] >= 0 { codes[index] = meant[Int(codes[index])] }
        if position == 0 { meanings = codes } else { meanings += codes }
      }
      return .meaning(meanings)
    }
  }

  private static func joinWords(
    _ builders: inout [ColumnBuilder], as words: (Interner) -> NormalisedWords
  ) -> WordColumn {
    guard !builders.isEmpty else { return WordColumn(codes: [], words: NormalisedWords(Interner())) }
    var raw = builders[0].takeInterner()
    var codes = builders[0].take(\.codes)
    for builder in builders.dropFirst() {
      let remap = raw.merge(builder.interner)
      codes.reserveCapacity(codes.count + builder.codes.count)
      for code in builder.codes { codes.append(code < 0 ? -1 : remap[Int(code)]) }
    }
    let words = words(raw)
    if let canonical = words.codes {
      for index in codes.indices where codes[index] >= 0 { codes[index] = canonical[Int(codes[index])] }
    }
    return WordColumn(codes: codes, words: words)
  }
}

extension Array where Element == ColumnBuilder {
  /// The arrays of all parts, end to end; the first is taken from its part and goes on.
  fileprivate mutating func joined<Value>(_ path: WritableKeyPath<ColumnBuilder, [Value]>) -> [Value] {
    guard !isEmpty else { return [] }
    var all = self[0].take(path)
    for builder in dropFirst() { all += builder[keyPath: path] }
    return all
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the buffer holds nothing but white space; stops at the first byte that is none.
  fileprivate var allSatisfyBlank: Bool { allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
}
