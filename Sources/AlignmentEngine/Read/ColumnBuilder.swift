import Foundation

/// Cells of one column as they are read, already of their type.
///
/// Words, years, periods and choices are interned as written, so that each distinct one is looked at once.
struct ColumnBuilder: @unchecked Sendable {
  let name: String
  let kind: CellKind
  let everyCell: Bool
  private(set) var interner = Interner()
  /// The ids of the table that a reference names.
  private let known: NormalisedWords?
  /// Rows (of this builder) whose reference names nothing, and the word there normalised for matching.
  private(set) var unknown: [Int: String] = [:]
  /// The reference read last: the rows of one line mostly follow each other. Its bytes are the file's.
  private var lastReference = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Codes of the interner, or of the table that a reference names; −1 for blank, and for what is not there.
  private(set) var codes: [Int32] = []
  private(set) var slices: [UInt64] = []
  private(set) var amounts: [Int64] = []
  private(set) var numbers: [Double] = []
  /// Rows (of this builder) whose number carried a percent sign.
  private(set) var percentRows: [Int] = []
  private(set) var roundedCount = 0
  private let calendar: FiscalCalendar
  private let decimals: Int
  private var choices: [String: Int32] = [:]
  /// By code of the interner, what a year, a period or a choice means; −1 where it means nothing.
  private(set) var meanings: [Int32] = []

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
    case .word, .reference, .year, .period: codes.reserveCapacity(rows)
    case .choice(let words):
      codes.reserveCapacity(rows)
      for (place, group) in words.enumerated() {
        for word in group { choices[TextNormaliser.folded(word)] = Int32(place) }
      }
    }
  }

  /// Takes one cell; false where it cannot be read as what the column holds.
  @inline(__always)
  mutating func append(_ cell: UnsafeRawBufferPointer, at offset: Int, isQuoted: Bool) -> Bool {
    switch kind {
    case .text:
      slices.append(
        cell.isEmpty ? 0 : TextSlice(offset: offset, length: min(cell.count, 0x1FF_FFFF), isQuoted: isQuoted).packed)
      return true
    case .word:
      codes.append(cell.isEmpty ? -1 : interner.intern(cell))
      return true
    case .reference:
      appendReference(cell)
      return true
    case .amount: return appendAmount(cell)
    case .number, .share, .ratio: return appendNumber(cell)
    case .year, .period, .choice: return appendMeaning(cell)
    }
  }

  /// Whether the cell taken last was blank, or a dash in its place.
  var lastIsBlank: Bool {
    switch kind {
    case .amount: amounts.last == AmountColumn.blank
    case .number, .share, .ratio: numbers.last?.isNaN ?? true
    case .reference: false  // a blank cell has no bytes, which the caller sees
    case .year, .period, .choice, .word: codes.last == -1
    case .text: slices.last == 0
    }
  }

  /// Takes a blank.
  mutating func appendBlank() { _ = append(UnsafeRawBufferPointer(start: nil, count: 0), at: 0, isQuoted: false) }

  /// Forgets the reference read last, whose bytes are about to go.
  mutating func forgetLastReference() { lastReference = UnsafeRawBufferPointer(start: nil, count: 0) }

  private mutating func appendReference(_ cell: UnsafeRawBufferPointer) {
    if let last = codes.last, last >= 0, cell.count == lastReference.count, let this = cell.baseAddress,
      let before = lastReference.baseAddress, memcmp(this, before, cell.count) == 0
    {
      codes.append(last)
      return
    }
    lastReference = cell
    guard !cell.isEmpty else {
      codes.append(-1)
      return
    }
    // A word that is its own normalised form is found as it stands; the others are normalised first.
    if let code = known?.code(ofKeyBytes: cell) {
      codes.append(code)
      return
    }
    let key = TextNormaliser.key(String(decoding: cell, as: UTF8.self))
    let code = known?.code(ofKey: key)
    if code == nil { unknown[codes.count] = key }
    codes.append(code ?? -1)
  }

  private mutating func appendAmount(_ cell: UnsafeRawBufferPointer) -> Bool {
    if let short = ShortNumber.read(cell), short.decimals <= decimals {
      var value = short.value
      for _ in short.decimals..<decimals { value &*= 10 }  // 15 digits and 3 decimals fit 64 bits
      amounts.append(value)
      return true
    }
    guard !Self.isBlankMark(cell) else {
      amounts.append(AmountColumn.blank)
      return true
    }
    guard let decimal = WrittenDecimal(cell), !decimal.hasPercentSign,
      let read = decimal.minorUnits(decimals: decimals)
    else {
      amounts.append(AmountColumn.blank)
      return false
    }
    if read.wasRounded { roundedCount += 1 }
    amounts.append(read.value)
    return true
  }

  private mutating func appendNumber(_ cell: UnsafeRawBufferPointer) -> Bool {
    if let short = ShortNumber.read(cell) {
      numbers.append(Double(short.value) / ShortNumber.powers[short.decimals])
      return true
    }
    guard !Self.isBlankMark(cell) else {
      numbers.append(.nan)
      return true
    }
    if case .ratio = kind, let ratio = Self.ratio(cell) {
      numbers.append(ratio)
      return true
    }
    guard let decimal = WrittenDecimal(cell), var value = decimal.double else {
      numbers.append(.nan)
      return false
    }
    if decimal.hasPercentSign {
      if case .share = kind { value /= 100 } else { percentRows.append(numbers.count) }
    }
    numbers.append(value)
    return true
  }

  private static func ratio(_ cell: UnsafeRawBufferPointer) -> Double? {
    let parts = TextNormaliser.key(String(decoding: cell, as: UTF8.self)).split(separator: "/")
    guard parts.count == 2, let upper = Double(parts[0]), let lower = Double(parts[1]), lower > 0, upper > 0 else {
      return nil
    }
    return upper / lower
  }

  private mutating func appendMeaning(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard !Self.isBlankMark(cell) else {
      codes.append(-1)
      return true
    }
    let code = interner.intern(cell)
    codes.append(code)
    if Int(code) == meanings.count { meanings.append(meaning(of: cell)) }
    return meanings[Int(code)] >= 0
  }

  private func meaning(of cell: UnsafeRawBufferPointer) -> Int32 {
    let text = String(decoding: cell, as: UTF8.self)
    switch kind {
    case .year: return calendar.year(text).map(Int32.init) ?? -1
    case .period:
      return Period(parsing: text, calendar: calendar).map { Int32($0.year * 8 + ($0.quarter ?? 0)) } ?? -1
    default:
      let word = TextNormaliser.folded(text)
      // A direction may carry prose after its first word («کاهشی- اعداد نزدیک به صفر مطلوب است»).
      let head = word.prefix { $0 != "-" && $0 != "–" && $0 != "(" && $0 != "،" && $0 != "," }
      return choices[word] ?? choices[TextNormaliser.key(String(head))] ?? -1
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
