import AlignBasics
import AlignModel
import Glibc

/// A sheet as the one reader of tables takes it: records of text, one for each row of the sheet from row 1 on, and what else
/// the sheet says of its cells.
struct SheetGrid {
  /// UTF-8; cells end at ``SheetText/separator``, records at a line feed.
  var bytes: FileBytes
  /// Merged cells, in the order of the sheet.
  var merges: [CellRange] = []
  /// Columns, from 0, that hold numbers with decimals.
  var decimalColumns: Set<Int> = []
  /// Rows that are hidden and hold something: the first of them, and how many there are.
  var hiddenRows: [Int] = []
  var hiddenCount = 0
  /// Cells whose value cannot be known, in the order of the sheet; they stand in the records as blank.
  var badCells: [BadCell] = []

  /// The last row that holds anything, as a person counts it; 0 where none does.
  var lastRow: Int {
    withExtendedLifetime(bytes) {
      var scanner = CSVScanner(bytes.buffer, from: 0, to: bytes.buffer.count, separator: SheetText.separator)
      var (row, last) = (0, 0)
      while scanner.next() {
        row += 1
        if !scanner.isBlank { last = row }
      }
      return last
    }
  }

  /// A cell whose value cannot be known.
  struct BadCell {
    var row: Int
    var column: Int
    var reason: Reason

    enum Reason {
      /// `#REF!` and its like.
      case error(String)
      /// A formula that no program has worked out.
      case noResult
      /// A number of a shared text that is not there.
      case noText(String)
    }
  }
}

/// Reads the cells of one sheet. All that is done for each cell is done in ``SheetState``, behind a pointer that needs no
/// checks of access.
final class SheetHandler: XMLHandler {
  private let state: UnsafeMutablePointer<SheetState>

  init(strings: SharedStrings, styles: [CellStyle], days: DayNumbers) {
    state = .allocate(capacity: 1)
    state.initialize(to: SheetState(strings: strings, styles: styles, days: days))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// What was read.
  func grid() -> SheetGrid { state.pointee.grid() }

  override func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if let failure = state.pointee.start(name, attributes) { fail(failure) }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    if let failure = state.pointee.end(name) { fail(failure) }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) { state.pointee.text(bytes) }
}

/// Where the reading of a sheet stands.
struct SheetState {
  private let strings: SharedStrings
  private let styles: [CellStyle]
  private var days: DayNumbers

  private var bytes: [UInt8] = []
  private var merges: [CellRange] = []
  private var hiddenRows: [Int] = []
  private var hiddenCount = 0
  private var badCells: [SheetGrid.BadCell] = []
  private var hasDecimals: [Bool] = []

  private var row = 0
  private var isHidden = false
  /// The row that `bytes` stands in, and the separators written in it.
  private var writtenRow = 1
  private var writtenColumn = 0
  /// Bytes that only stand for distance.
  private var padding = 0

  private var column = -1
  private var kind = Kind.number
  private var style = CellStyle.plain
  private var hasFormula = false
  private var isInValue = false
  private var readings = 0
  private var value: [UInt8] = []

  private enum Kind { case number, shared, text, truth, error, date }

  /// Empty cells between cells, beyond which a sheet is no table.
  private static let longestPadding = 128 << 20
  private static let mostBadCells = 20_000
  private static let mostMerges = 20_000

  init(strings: SharedStrings, styles: [CellStyle], days: DayNumbers) {
    self.strings = strings
    self.styles = styles
    self.days = days
  }

  consuming func grid() -> SheetGrid {
    if !bytes.isEmpty { bytes.append(0x0A) }
    return SheetGrid(
      bytes: FileBytes(copying: bytes), merges: merges,
      decimalColumns: Set(hasDecimals.indices.filter { hasDecimals[$0] }), hiddenRows: hiddenRows,
      hiddenCount: hiddenCount, badCells: badCells)
  }

  // MARK: Events

  @inline(__always)
  mutating func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) -> WorkbookFailure? {
    let first = name[0]
    if name[1] == 0 {
      switch first {
      case 0x63: return startCell(attributes)  // c
      case 0x76: isInValue = true  // v
      case 0x74: isInValue = readings == 0 && column >= 0  // t
      case 0x66: hasFormula = true  // f
      default: break
      }
    } else if first == 0x72 {
      if equals(name, "row") { return startRow(attributes) }
      if equals(name, "rPh") { readings += 1 }
    } else if equals(name, "mergeCell") {
      if merges.count < Self.mostMerges, let range = attributes.text("ref").flatMap(CellRange.init) {
        merges.append(range)
      }
    }
    return nil
  }

  @inline(__always)
  mutating func end(_ name: UnsafePointer<CChar>) -> WorkbookFailure? {
    if name[1] == 0 {
      switch name[0] {
      case 0x76, 0x74: isInValue = false
      case 0x63: return endCell()
      default: break
      }
    } else if equals(name, "rPh") {
      readings = max(0, readings - 1)
    }
    return nil
  }

  @inline(__always)
  mutating func text(_ piece: UnsafeRawBufferPointer) {
    if isInValue { value.append(contentsOf: piece) }
  }

  // MARK: Rows and cells

  private mutating func startRow(_ attributes: XMLAttributes) -> WorkbookFailure? {
    let before = row
    row += 1
    if let written = attributes.text("r") {
      guard let number = Int(written), (1...CellName.lastRow).contains(number) else {
        return damaged(.rowName(String(written.prefix(20))))
      }
      guard number > before else { return damaged(.rowOrder(number, before: before)) }
      row = number
    }
    guard row <= CellName.lastRow else { return damaged(.tooManyRows) }
    isHidden = attributes.flag("hidden")
    column = -1
    return nil
  }

  @inline(__always)
  private mutating func startCell(_ attributes: XMLAttributes) -> WorkbookFailure? {
    let before = column
    column += 1
    kind = .number
    style = .plain
    hasFormula = false
    isInValue = false
    value.removeAll(keepingCapacity: true)
    guard row > 0 else { return damaged(.cellOutside) }
    if let reference = attributes.value("r") {
      guard let position = CellName.parse(reference) else {
        return damaged(.cellName(String(String(cString: reference).prefix(20))))
      }
      guard position.row == row, position.column > before else {
        return damaged(.cellOrder(String(cString: reference)))
      }
      column = position.column
    }
    guard column <= CellName.lastColumn else { return damaged(.tooManyColumns(row: row)) }
    if let written = attributes.value("s") {
      let index = atol(written)
      if index > 0, index < styles.count { style = styles[index] }
    }
    guard let written = attributes.value("t") else { return nil }
    switch (written[0], written[1]) {
    case (0x73, 0): kind = .shared
    case (0x73, _), (0x69, _): kind = .text  // str, inlineStr
    case (0x62, _): kind = .truth
    case (0x65, _): kind = .error
    case (0x64, _): kind = .date
    default: kind = .number
    }
    return nil
  }

  private mutating func endCell() -> WorkbookFailure? {
    guard !value.isEmpty else {
      if hasFormula, kind != .text { addBad(.noResult) }
      return nil
    }
    if let failure = moveToCell() { return failure }
    switch kind {
    case .shared:
      let index = Self.index(value)
      guard let index, index < strings.count else {
        addBad(.noText(String(decoding: value.prefix(20), as: UTF8.self)))
        return nil
      }
      let range = strings.range(index)
      strings.bytes.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    case .text: SheetText.append(value, to: &bytes)
    case .truth: bytes.append(contentsOf: value.first == 0x31 || value.first == 0x74 ? Self.yes : Self.no)
    case .error: addBad(.error(String(decoding: value.prefix(20), as: UTF8.self)))
    case .date:
      let text = String(decoding: value, as: UTF8.self)
      SheetText.append(Array((days.day(iso: text) ?? text).utf8), to: &bytes)
    case .number: appendNumber()
    }
    return nil
  }

  private static let yes = Array("TRUE".utf8)
  private static let no = Array("FALSE".utf8)

  private mutating func appendNumber() {
    if style == .date, let number = Double(String(decoding: value, as: UTF8.self)), let day = days.day(number) {
      bytes.append(contentsOf: day.utf8)
      return
    }
    let start = bytes.count
    if SheetNumber.append(value, style: style, to: &bytes) {
      if hasDecimals.count <= column { hasDecimals += repeatElement(false, count: column + 1 - hasDecimals.count) }
      if !hasDecimals[column], bytes[start...].contains(0x2E) { hasDecimals[column] = true }
    } else {
      // No number after all: what stands there may hold line ends and quotes.
      bytes.removeLast(value.count)
      SheetText.append(value, to: &bytes)
    }
  }

  /// Writes the line ends and separators between the last cell and this one.
  private mutating func moveToCell() -> WorkbookFailure? {
    if writtenRow < row {
      if isHidden {
        hiddenCount += 1
        if hiddenRows.count < 10 { hiddenRows.append(row) }
      }
      for _ in writtenRow..<row { bytes.append(0x0A) }
      padding += row - writtenRow
      writtenRow = row
      writtenColumn = 0
    }
    if writtenColumn < column {
      for _ in writtenColumn..<column { bytes.append(SheetText.separator) }
      padding += column - writtenColumn - 1
      writtenColumn = column
    }
    return padding > Self.longestPadding ? damaged(.cellsApart) : nil
  }

  private mutating func addBad(_ reason: SheetGrid.BadCell.Reason) {
    if badCells.count < Self.mostBadCells {
      badCells.append(SheetGrid.BadCell(row: row, column: column, reason: reason))
    }
  }

  private func damaged(_ damage: WorkbookFailure.Damage) -> WorkbookFailure { .damaged(part: "", damage) }

  private static func index(_ digits: [UInt8]) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var index = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      index = index * 10 + Int(digit - 0x30)
    }
    return index
  }
}
