import AlignBasics
import AlignModel

/// Cells of one column as they are read, already of their type.
///
/// Words, years, periods and choices are interned as written, so that each distinct one is looked at once.
struct ColumnBuilder: Sendable {
  let name: String
  let kind: CellKind
  let everyCell: Bool
  private(set) var interner = Interner()
  /// The ids of the table that a reference names.
  private let known: NormalisedWords?
  /// Rows (of this builder) whose reference names nothing, and the word there normalised for matching.
  private(set) var unknown: [Int: String] = [:]
  /// Codes of the interner, or of the table that a reference names; −1 for blank, and for what is not there.
  var codes: [Int32] = []
  var slices: [UInt64] = []
  /// Texts that stand in no file, end to end; ``slices`` then point here.
  private(set) var composed: [UInt8] = []
  var amounts: [Int64] = []
  var numbers: [Double] = []
  /// Rows (of this builder) whose number carried a percent sign.
  private(set) var percentRows: [Int] = []
  private(set) var roundedCount = 0
  /// What the numbers show of their marks.
  private(set) var sightings: MarkSightings
  /// Numbers with a mark that the settings give a role.
  let settled: MarkRoles
  /// Cells of an amount that must be there which hold a dash, and count as 0; of others, which stay blank.
  private(set) var dashes: [Int] = []
  private let calendar: FiscalCalendar
  /// Decimals of an amount as it is written in one minor unit of the currency: more where the unit is a thousand.
  let decimals: Int
  private let currency: Currency
  private var choices: [String: Int32] = [:]
  /// By code of the interner, what a year, a period or a choice means; −1 where it means nothing.
  private(set) var meanings: [Int32] = []
  private var failures: [Failure] = []

  /// A cell that cannot be read, or is blank where none may be.
  struct Failure {
    /// Its place among the cells given together.
    var cell: Int
    var reason: Reason

    enum Reason { case blank, unreadable, lostDigits }
  }

  init(
    name: String, kind: CellKind, everyCell: Bool, settings: Settings, unit: Int, settled: MarkRoles,
    sightings: MarkSightings, rows: Int, known: NormalisedWords? = nil
  ) {
    self.name = name
    self.kind = kind
    self.everyCell = everyCell
    calendar = settings.calendar
    currency = settings.currency
    decimals = settings.currency.decimals + unit
    self.settled = settled
    self.sightings = sightings
    self.known = known
    switch kind {
    case .text: slices.reserveCapacity(rows)
    case .amount: amounts.reserveCapacity(rows)
    case .number, .share, .ratio: numbers.reserveCapacity(rows)
    case .word, .name, .reference, .year, .period: codes.reserveCapacity(rows)
    case .choice(let words):
      codes.reserveCapacity(rows)
      for (index, group) in words.enumerated() {
        for word in group { choices[TextNormaliser.allowedWord(word)] = Int32(index) }
      }
    }
  }

  /// The numbers taken that are not blank.
  var filledNumbers: Int {
    if kind.isAmount { return amounts.count { $0 != AmountColumn.blank } }
    return numbers.count { !$0.isNaN }
  }

  /// The cells taken.
  var count: Int {
    switch kind {
    case .text: slices.count
    case .amount: amounts.count
    case .number, .share, .ratio: numbers.count
    default: codes.count
    }
  }

  /// Gives an array away, so that whoever takes it owns it alone.
  mutating func take<Value>(_ path: WritableKeyPath<ColumnBuilder, [Value]>) -> [Value] {
    var taken: [Value] = []
    swap(&taken, &self[keyPath: path])
    return taken
  }

  /// Gives the words away.
  mutating func takeInterner() -> Interner {
    defer { interner = Interner() }
    return interner
  }

  /// Takes cells; what is wrong with them waits in ``takeFailures()``.
  mutating func append(_ cells: UnsafeBufferPointer<TextSlice>, of bytes: UnsafeRawBufferPointer) {
    switch kind {
    case .text:
      slices.append(contentsOf: cells.lazy.map { $0.isEmpty ? 0 : $0.packed })
      guard everyCell else { return }
      for index in cells.indices where cells[index].isEmpty {
        failures.append(Failure(cell: index, reason: .blank))
      }
    case .word, .name: each(cells, of: bytes) { builder, bytes, _ in builder.appendWord(bytes) }
    case .reference: each(cells, of: bytes) { builder, bytes, _ in builder.appendReference(bytes) }
    case .amount: each(cells, of: bytes) { $0.appendAmount($1, $2) }
    case .number, .share, .ratio: each(cells, of: bytes) { $0.appendNumber($1, $2) }
    case .year, .period, .choice: each(cells, of: bytes) { builder, bytes, _ in builder.appendMeaning(bytes) }
    }
  }

  /// Takes a text that stands in no file.
  mutating func append(composed text: String) {
    let start = composed.count
    composed.append(contentsOf: text.utf8)
    slices.append(
      text.isEmpty ? 0 : TextSlice(offset: start, length: composed.count - start, isQuoted: false).packed)
    if everyCell, text.isEmpty { failures.append(Failure(cell: 0, reason: .blank)) }
  }

  /// What was wrong with the cells taken since the last call, by their place among them.
  mutating func takeFailures() -> [Failure] {
    defer { failures.removeAll(keepingCapacity: true) }
    return failures
  }

  /// What came of one cell.
  private enum Outcome { case read, blank, unreadable, lostDigits }

  @inline(__always)
  private mutating func each(
    _ cells: UnsafeBufferPointer<TextSlice>, of bytes: UnsafeRawBufferPointer,
    _ append: (inout ColumnBuilder, UnsafeRawBufferPointer, TextSlice) -> Outcome
  ) {
    for index in cells.indices {
      let cell = cells[index]
      let text = cell.bytes(in: bytes)
      let outcome =
        cell.isQuoted && text.contains(0x22)
        ? Self.unescaped(text).withUnsafeBytes { append(&self, $0, .none) } : append(&self, text, cell)
      if outcome != .read { fail(outcome, index) }
    }
  }

  private mutating func fail(_ outcome: Outcome, _ cell: Int) {
    switch outcome {
    case .read: break
    case .blank: if everyCell { failures.append(Failure(cell: cell, reason: .blank)) }
    case .unreadable: failures.append(Failure(cell: cell, reason: .unreadable))
    case .lostDigits: failures.append(Failure(cell: cell, reason: .lostDigits))
    }
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

  @inline(__always)
  private mutating func appendWord(_ cell: UnsafeRawBufferPointer) -> Outcome {
    codes.append(cell.isEmpty ? -1 : interner.intern(cell))
    return cell.isEmpty ? .blank : .read
  }

  @inline(__always)
  private mutating func appendReference(_ cell: UnsafeRawBufferPointer) -> Outcome {
    codes.append(cell.isEmpty ? -1 : reference(cell))
    return cell.isEmpty ? .blank : .read
  }

  /// The code of what a reference names; −1, and noted, where it names nothing.
  @inline(__always)
  private mutating func reference(_ cell: UnsafeRawBufferPointer) -> Int32 {
    // Rows mostly follow the order of the table that they refer to, so the last word and the next few are tried first.
    if let known, let last = codes.last, last >= 0 {
      for guess in last...last + 3 where known.isKey(guess, cell) { return guess }
    }
    // A word that is its own normalised form is found as it stands; the others are normalised first.
    return known?.code(ofKeyBytes: cell) ?? normalisedReference(cell)
  }

  @inline(never)
  private mutating func normalisedReference(_ cell: UnsafeRawBufferPointer) -> Int32 {
    let key = TextNormaliser.key(FormulaGuard.bare(String(decoding: cell, as: UTF8.self)))
    if let code = known?.code(ofKey: key) { return code }
    unknown[codes.count] = key
    return -1
  }

  @inline(__always)
  private mutating func appendAmount(_ cell: UnsafeRawBufferPointer, _ slice: TextSlice) -> Outcome {
    if let short = ShortNumber.read(cell), short.decimals <= decimals, decimals - short.decimals <= 3,
      short.decimals == 0 || isPlain(short.mayBeThousands, row: amounts.count)
    {
      var value = short.value
      for _ in short.decimals..<decimals { value &*= 10 }  // 15 digits and 3 decimals fit 64 bits
      amounts.append(value)
      return .read
    }
    return appendLongAmount(cell, slice)
  }

  /// Whether a short number with a full stop can be taken as one with decimals.
  @inline(__always)
  private mutating func isPlain(_ mayBeThousands: Bool, row: Int) -> Bool {
    if sightings.hasDecimalStop { return true }
    guard !mayBeThousands, settled[.stop] == nil else { return settled[.stop] == .decimals }
    sightings.noteDecimalStop(row: row)
    return true
  }

  @inline(never)
  private mutating func appendLongAmount(_ cell: UnsafeRawBufferPointer, _ slice: TextSlice) -> Outcome {
    guard !Self.isBlankMark(cell) else {
      if !cell.isEmpty { dashes.append(amounts.count) }
      let isZero = everyCell && !cell.isEmpty
      amounts.append(isZero ? 0 : AmountColumn.blank)
      return isZero ? .read : .blank
    }
    guard let read = amount(cell, settled) else {
      amounts.append(AmountColumn.blank)
      return .unreadable
    }
    guard !read.decimal.hasExponent || read.decimal.exponent <= 0 else {
      amounts.append(AmountColumn.blank)
      return .lostDigits
    }
    sightings.note(read.decimal, row: amounts.count, cell: slice.packed)
    if read.wasRounded { roundedCount += 1 }
    amounts.append(read.value)
    return .read
  }

  /// The amount that a cell holds, or nil.
  func amount(_ cell: UnsafeRawBufferPointer) -> Int64? { cell.isEmpty ? nil : amount(cell, settled)?.value }

  private func amount(
    _ cell: UnsafeRawBufferPointer, _ roles: MarkRoles
  ) -> (decimal: WrittenDecimal, value: Int64, wasRounded: Bool)? {
    var unit = 0
    var decimal = WrittenDecimal(cell, settled: roles)
    if decimal == nil, let plain = CurrencySign.stripped(String(decoding: cell, as: UTF8.self), of: currency) {
      unit = plain.unit
      decimal = Array(plain.number.utf8).withUnsafeBytes { WrittenDecimal($0, settled: roles) }
      // A cell that names a unit of its own has that one, not the column's.
      if unit != 0 { unit -= decimals - currency.decimals }
    }
    guard let decimal, !decimal.hasPercentSign, let read = decimal.minorUnits(decimals: decimals + unit) else {
      return nil
    }
    return (decimal, read.value, read.wasRounded)
  }

  @inline(__always)
  private mutating func appendNumber(_ cell: UnsafeRawBufferPointer, _ slice: TextSlice) -> Outcome {
    if let short = ShortNumber.read(cell),
      short.decimals == 0 || isShare || isPlain(short.mayBeThousands, row: numbers.count)
    {
      numbers.append(Double(short.value) / ShortNumber.power(short.decimals))
      return .read
    }
    return appendLongNumber(cell, slice)
  }

  /// Shares are below 1, or below 100 %, so that no mark in them stands between thousands.
  private var isShare: Bool { if case .share = kind { true } else { false } }

  @inline(never)
  private mutating func appendLongNumber(_ cell: UnsafeRawBufferPointer, _ slice: TextSlice) -> Outcome {
    guard !Self.isBlankMark(cell) else {
      if !cell.isEmpty { dashes.append(numbers.count) }
      numbers.append(.nan)
      // A blank share is a whole one, which nobody means by a dash.
      return name == "share" && !cell.isEmpty ? .unreadable : .blank
    }
    if case .ratio = kind, let ratio = Self.ratio(cell) {
      numbers.append(ratio)
      return .read
    }
    guard let decimal = WrittenDecimal(cell, settled: settled), let value = number(decimal) else {
      numbers.append(.nan)
      return .unreadable
    }
    sightings.note(decimal, row: numbers.count, cell: slice.packed)
    if decimal.hasPercentSign, !isShare { percentRows.append(numbers.count) }
    numbers.append(value)
    return .read
  }

  private func number(_ decimal: WrittenDecimal) -> Double? {
    guard let value = decimal.double else { return nil }
    return decimal.hasPercentSign && isShare ? value / 100 : value
  }

  /// Reads a cell again whose mark has been settled since.
  ///
  /// - Parameter row: of this builder.
  mutating func reread(_ row: Int, _ cell: UnsafeRawBufferPointer, as roles: MarkRoles) {
    if kind.isAmount {
      if let read = amount(cell, roles) { amounts[row] = read.value }
    } else if let value = WrittenDecimal(cell, settled: roles).flatMap(number) {
      numbers[row] = value
    }
  }

  @inline(__always)
  private mutating func appendMeaning(_ cell: UnsafeRawBufferPointer) -> Outcome {
    guard !Self.isBlankMark(cell) else {
      codes.append(-1)
      return .blank
    }
    let code = interner.intern(cell)
    codes.append(code)
    if Int(code) == meanings.count { meanings.append(meaning(of: cell)) }
    return meanings[Int(code)] >= 0 ? .read : .unreadable
  }

  private static func ratio(_ cell: UnsafeRawBufferPointer) -> Double? {
    let parts = TextNormaliser.key(String(decoding: cell, as: UTF8.self)).split(separator: "/")
    guard parts.count == 2, let upper = Double(parts[0]), let lower = Double(parts[1]), lower > 0, upper > 0 else {
      return nil
    }
    return upper / lower
  }

  /// `1402.0` is how some programs write the year 1402.
  private static func withoutZeroDecimals(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy { $0 == "0" || $0 == "۰" }
      ? String(parts[0]) : text
  }

  private func meaning(of cell: UnsafeRawBufferPointer) -> Int32 {
    let text = String(decoding: cell, as: UTF8.self)
    switch kind {
    case .year: return calendar.year(Self.withoutZeroDecimals(text)).map(Int32.init) ?? -1
    case .period:
      return PeriodCell(parsing: Self.withoutZeroDecimals(text), calendar: calendar)?.code ?? -1
    default:
      let word = TextNormaliser.allowedWord(text)
      // A direction may carry prose after its first word («کاهشی- اعداد نزدیک به صفر مطلوب است»).
      let head = word.prefix { $0 != "-" && $0 != "–" && $0 != "(" && $0 != "،" && $0 != "," }
      return choices[word] ?? choices[String(head)] ?? -1
    }
  }

  /// Blank, or a dash that stands for one.
  @inline(__always)
  private static func isBlankMark(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard let first = cell.first else { return true }
    return cell.count <= 9 && (first == 0x2D || first == 0x5F || first >= 0x80) && isDash(cell)
  }

  @inline(never)
  private static func isDash(_ cell: UnsafeRawBufferPointer) -> Bool {
    String(decoding: cell, as: UTF8.self).unicodeScalars.allSatisfy {
      [0x2D, 0x2013, 0x2014, 0x2212, 0x5F, 0x640].contains($0.value)
    }
  }
}
