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
  private let calendar: FiscalCalendar
  private let decimals: Int
  private var choices: [String: Int32] = [:]
  /// By code of the interner, what a year, a period or a choice means; −1 where it means nothing.
  private(set) var meanings: [Int32] = []
  private var failures: [Failure] = []

  /// A cell that cannot be read, or is blank where none may be.
  struct Failure {
    /// Its place among the cells given together.
    var cell: Int
    var isBlank: Bool
  }

  init(
    name: String, kind: CellKind, everyCell: Bool, calendar: FiscalCalendar, decimals: Int, rows: Int,
    known: NormalisedWords? = nil
  ) {
    self.name = name
    self.kind = kind
    self.everyCell = everyCell
    self.calendar = calendar
    self.decimals = decimals
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
  mutating func append(_ cells: ArraySlice<TextSlice>, of bytes: UnsafeRawBufferPointer) {
    switch kind {
    case .text:
      slices.append(contentsOf: cells.lazy.map { $0.isEmpty ? 0 : $0.packed })
      guard everyCell else { return }
      for index in cells.indices where cells[index].isEmpty {
        failures.append(Failure(cell: index - cells.startIndex, isBlank: true))
      }
    case .word, .name: each(cells, of: bytes) { $0.appendWord($1) }
    case .reference: each(cells, of: bytes) { $0.appendReference($1) }
    case .amount: each(cells, of: bytes) { $0.appendAmount($1) }
    case .number, .share, .ratio: each(cells, of: bytes) { $0.appendNumber($1) }
    case .year, .period, .choice: each(cells, of: bytes) { $0.appendMeaning($1) }
    }
  }

  /// Takes a text that stands in no file.
  mutating func append(composed text: String) {
    let start = composed.count
    composed.append(contentsOf: text.utf8)
    slices.append(
      text.isEmpty ? 0 : TextSlice(offset: start, length: composed.count - start, isQuoted: false).packed)
    if everyCell, text.isEmpty { failures.append(Failure(cell: 0, isBlank: true)) }
  }

  /// What was wrong with the cells taken since the last call, by their place among them.
  mutating func takeFailures() -> [Failure] {
    defer { failures.removeAll(keepingCapacity: true) }
    return failures
  }

  /// What came of one cell.
  private enum Outcome { case read, blank, unreadable }

  @inline(__always)
  private mutating func each(
    _ cells: ArraySlice<TextSlice>, of bytes: UnsafeRawBufferPointer,
    _ append: (inout ColumnBuilder, UnsafeRawBufferPointer) -> Outcome
  ) {
    for index in cells.indices {
      let cell = cells[index]
      let text = cell.bytes(in: bytes)
      let outcome =
        cell.isQuoted && text.contains(0x22)
        ? Self.unescaped(text).withUnsafeBytes { append(&self, $0) } : append(&self, text)
      if outcome == .unreadable || (everyCell && outcome == .blank) {
        failures.append(Failure(cell: index - cells.startIndex, isBlank: outcome == .blank))
      }
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
    guard !cell.isEmpty else {
      codes.append(-1)
      return .blank
    }
    // Rows mostly follow the order of the table that they refer to, so the last word and the next few are tried first.
    if let known, let last = codes.last, last >= 0 {
      for guess in last...last + 3 where known.isKey(guess, cell) {
        codes.append(guess)
        return .read
      }
    }
    // A word that is its own normalised form is found as it stands; the others are normalised first.
    if let code = known?.code(ofKeyBytes: cell) {
      codes.append(code)
      return .read
    }
    let key = TextNormaliser.key(FormulaGuard.bare(String(decoding: cell, as: UTF8.self)))
    let code = known?.code(ofKey: key)
    if code == nil { unknown[codes.count] = key }
    codes.append(code ?? -1)
    return .read
  }

  @inline(__always)
  private mutating func appendAmount(_ cell: UnsafeRawBufferPointer) -> Outcome {
    if let short = ShortNumber.read(cell), short.decimals <= decimals {
      var value = short.value
      for _ in short.decimals..<decimals { value &*= 10 }  // 15 digits and 3 decimals fit 64 bits
      amounts.append(value)
      return .read
    }
    return appendLongAmount(cell)
  }

  @inline(never)
  private mutating func appendLongAmount(_ cell: UnsafeRawBufferPointer) -> Outcome {
    guard !Self.isBlankMark(cell) else {
      amounts.append(AmountColumn.blank)
      return .blank
    }
    guard let decimal = WrittenDecimal(cell), !decimal.hasPercentSign,
      let read = decimal.minorUnits(decimals: decimals)
    else {
      amounts.append(AmountColumn.blank)
      return .unreadable
    }
    if read.wasRounded { roundedCount += 1 }
    amounts.append(read.value)
    return .read
  }

  @inline(__always)
  private mutating func appendNumber(_ cell: UnsafeRawBufferPointer) -> Outcome {
    if let short = ShortNumber.read(cell) {
      numbers.append(Double(short.value) / ShortNumber.power(short.decimals))
      return .read
    }
    return appendLongNumber(cell)
  }

  @inline(never)
  private mutating func appendLongNumber(_ cell: UnsafeRawBufferPointer) -> Outcome {
    guard !Self.isBlankMark(cell) else {
      numbers.append(.nan)
      // A blank share is a whole one, which nobody means by a dash.
      return name == "share" && !cell.isEmpty ? .unreadable : .blank
    }
    if case .ratio = kind, let ratio = Self.ratio(cell) {
      numbers.append(ratio)
      return .read
    }
    guard let decimal = WrittenDecimal(cell), var value = decimal.double else {
      numbers.append(.nan)
      return .unreadable
    }
    if decimal.hasPercentSign {
      if case .share = kind { value /= 100 } else { percentRows.append(numbers.count) }
    }
    numbers.append(value)
    return .read
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

  private func meaning(of cell: UnsafeRawBufferPointer) -> Int32 {
    let text = String(decoding: cell, as: UTF8.self)
    switch kind {
    case .year: return calendar.year(text).map(Int32.init) ?? -1
    case .period:
      return Period(parsing: text, calendar: calendar).map { Int32($0.year * 8 + ($0.quarter ?? 0)) } ?? -1
    default:
      let word = TextNormaliser.allowedWord(text)
      // A direction may carry prose after its first word («کاهشی- اعداد نزدیک به صفر مطلوب است»).
      let head = word.prefix { $0 != "-" && $0 != "–" && $0 != "(" && $0 != "،" && $0 != "," }
      return choices[word] ?? choices[String(head)] ?? -1
    }
  }

  /// Blank, or a dash that stands for one.
  private static func isBlankMark(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard let first = cell.first else { return true }
    guard cell.count <= 9, first == 0x2D || first == 0x5F || first >= 0x80 else { return false }
    return String(decoding: cell, as: UTF8.self).unicodeScalars.allSatisfy {
      [0x2D, 0x2013, 0x2014, 0x2212, 0x5F, 0x640].contains($0.value)
    }
  }
}
