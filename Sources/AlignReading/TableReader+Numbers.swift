import AlignBasics
import AlignModel

/// What can only be said of the numbers of a column when all of them are read.
extension TableReader {
  /// Settles what the marks of each column stand for, and reads again the numbers that this changes.
  func settleMarks(
    _ parts: inout [TablePart], _ heading: Heading, _ bytes: FileBytes, _ table: ReadTable, _ log: inout ProblemLog
  ) {
    let seen = heading.columns.indices.map { column in
      var sightings = parts[0].builders[column].sightings
      var rows = parts[0].builders[column].count
      for part in parts.dropFirst() {
        sightings.add(part.builders[column].sightings, rowsBefore: rows)
        rows += part.builders[column].count
      }
      return sightings
    }
    for (column, source) in heading.columns.enumerated() {
      let sightings = seen[column]
      let builder = parts[0].builders[column]
      if let mixed = sightings.contradiction, builder.settled == MarkRoles() {
        log.add(
          problem(
            .marksMixed, row: table.row(max(0, mixed.thousands)), column: source.name, .name(mixed.mark.sign),
            .ordinal(table.row(max(0, mixed.decimals))), .ordinal(table.row(max(0, mixed.thousands))),
            .name(setting("."))))
        continue
      }
      guard !sightings.ambiguous.isEmpty else { continue }
      let endingInZero = sightings.ambiguous.count { number in
        TextSlice(packed: number.cell).bytes(in: bytes.buffer).last.map { $0 & 0x0F == 0 } ?? false
      }
      let marks = ColumnMarks(
        kind: source.kind, decimals: settings.currency.decimals, hasUnit: source.unit > 0, language: settings.language,
        sightings: sightings,
        count: parts.reduce(0) { $0 + $1.builders[column].filledNumbers }, endingInZero: endingInZero,
        others: seen.indices.filter { $0 != column }.map { seen[$0] })
      for mark in NumberMark.allCases {
        let ambiguous = sightings.ambiguous.filter { $0.mark == mark }
        guard let first = ambiguous.first else { continue }
        settle(mark, ambiguous, first, marks.role(of: mark), column, source, &parts, bytes, table, &log)
      }
    }
  }

  private func settle(
    _ mark: NumberMark, _ ambiguous: [MarkSightings.Ambiguous], _ first: MarkSightings.Ambiguous, _ role: MarkRole?,
    _ column: Int, _ source: Heading.Source, _ parts: inout [TablePart], _ bytes: FileBytes, _ table: ReadTable,
    _ log: inout ProblemLog
  ) {
    func text(_ cell: UInt64) -> UnsafeRawBufferPointer { TextSlice(packed: cell).bytes(in: bytes.buffer) }
    let shown = String(decoding: text(first.cell), as: UTF8.self)
    func read(as role: MarkRole) -> Problem.Value {
      var roles = MarkRoles()
      roles[mark] = role
      let decimal = WrittenDecimal(text(first.cell), settled: roles)
      return decimal?.double.map { .number($0) } ?? .text(shown)
    }
    let row = table.row(first.row)
    guard let role else {
      log.add(
        problem(
          .marksAmbiguous, row: row, column: source.name, .count(ambiguous.count), .name(mark.sign), .text(shown),
          read(as: .decimals), read(as: .thousands), .name(setting(mark.sign))))
      return
    }
    var roles = MarkRoles()
    roles[mark] = role
    if role != ColumnMarks.unsettled(mark) {
      for number in ambiguous {
        var row = number.row
        for part in parts.indices {
          let count = parts[part].builders[column].count
          if row < count {
            parts[part].reread(column, row, text(number.cell), as: roles)
            break
          }
          row -= count
        }
      }
    }
    // A comma between thousands and a full stop before decimals are the ordinary way.
    guard role != ColumnMarks.unsettled(mark) || mark == .slash else { return }
    log.add(
      problem(
        .marksSettled, .warning, row: row, column: source.name, .count(ambiguous.count), .name(mark.sign), .text(shown),
        .ordinal(row), read(as: role)))
  }

  /// The line of align.yaml that settles the marks of this table.
  private func setting(_ sign: String) -> String { "decimal_mark: {\(description.name): \"\(sign)\"}" }

  /// Units that headings name, told once, and columns beside them that seem to be in another one.
  func addUnits(_ parts: [TablePart], _ heading: Heading, _ log: inout ProblemLog) {
    let currency = settings.currency
    for taken in heading.unitsFromHeading where taken.isFirst {
      log.add(
        problem(
          .unitTaken, .warning, column: taken.column, .text(taken.text),
          .money(currency.minor(ofUnit: taken.unit), currency), .word(group: "currency", currency.code)))
    }
    for taken in heading.unitsFromHeading where taken.isBorrowed {
      guard let lender = heading.unitsFromHeading.first(where: { !$0.isBorrowed }),
        let own = meanMagnitude(parts, heading, taken.column), let other = meanMagnitude(parts, heading, lender.column),
        own > other * 300 || other > own * 300
      else { continue }
      log.add(
        problem(
          .unitUnclear, column: taken.column, .column(table: description.name, lender.column), .text(lender.text)))
    }
  }

  private func meanMagnitude(_ parts: [TablePart], _ heading: Heading, _ name: String) -> Double? {
    guard let column = heading.columns.firstIndex(where: { $0.name == name }) else { return nil }
    var (sum, count) = (0.0, 0.0)
    for part in parts {
      for amount in part.builders[column].amounts where amount != AmountColumn.blank && amount != 0 {
        sum += Double(amount.magnitude)
        count += 1
      }
    }
    return count > 0 ? sum / count : nil
  }

  /// Dashes in the place of amounts, which count as nothing.
  func addDashes(_ parts: [TablePart], _ heading: Heading, _ table: ReadTable, _ log: inout ProblemLog) {
    for (column, source) in heading.columns.enumerated() {
      guard case .amount = source.kind else { continue }
      var before = 0
      var rows: [Int] = []
      for part in parts {
        rows += part.builders[column].dashes.map { $0 + before }
        before += part.builders[column].count
      }
      guard let first = rows.first else { continue }
      log.add(
        problem(
          source.everyCell ? .dashesRead : .dashesBlank, .warning, column: source.name, .count(rows.count),
          .ordinal(table.row(first))))
    }
  }

  /// Codes that a program saved as rounded numbers (`1.10101E+11`).
  func addLostCodes(_ columns: [ReadColumn], _ heading: Heading, _ table: ReadTable, _ log: inout ProblemLog) {
    for (column, source) in heading.columns.enumerated() {
      switch columns[column] {
      case .words(let words):
        guard words.words.holds(0x2B) else { continue }
        for code in words.words.codes(where: { Self.isRounded($0) }) {
          guard let record = words.codes.firstIndex(of: Int32(code)) else { continue }
          log.add(
            problem(.lostCode, row: table.row(record), column: source.name, .text(words.words.name(of: LineID(code)))))
        }
      case .reference(_, let unknown):
        for (record, key) in unknown.sorted(by: { $0.key < $1.key })
        where Array(key.utf8).withUnsafeBytes({ Self.isRounded($0) }) {
          log.add(problem(.lostCode, row: table.row(record), column: source.name, .text(key)))
        }
      default: continue
      }
    }
  }

  /// Whether a word is a number in scientific notation: digits, a mark and digits, E+ and digits.
  private static func isRounded(_ word: UnsafeRawBufferPointer) -> Bool {
    guard word.count >= 5, word.count <= 24, word[word.count - 3] == 0x2B || word[word.count - 2] == 0x2B else {
      return false
    }
    var bytes = word[...]
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    guard let first = bytes.first, isDigit(first) else { return false }
    bytes = bytes.drop(while: isDigit)
    if bytes.first == 0x2E || bytes.first == 0x2C { bytes = bytes.dropFirst().drop(while: isDigit) }
    guard let letter = bytes.popFirst(), letter | 0x20 == 0x65, bytes.popFirst() == 0x2B else { return false }
    return !bytes.isEmpty && bytes.allSatisfy(isDigit)
  }
}
