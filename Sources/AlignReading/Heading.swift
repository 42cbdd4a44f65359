import AlignModel
import Foundation

/// The heading row of a file, matched to a table's description.
struct Heading: Sendable {
  /// The columns to read, in the order of the description, then numbers by prefix, then attributes.
  private(set) var columns: [Source] = []
  /// The names as they stand there, by cell.
  private(set) var names: [String] = []
  private(set) var problems: [Problem] = []
  let separator: UInt8
  /// Cells in the heading, and its row as a person counts it.
  let cellCount: Int
  let row: Int
  /// Where the first record begins.
  let end: Int
  /// The cell of the first column that must be filled, which a total row leaves blank.
  private(set) var keyCell: Int?
  /// The cells of all columns that must be filled.
  private(set) var requiredCells: [Int] = []
  /// The heading of the key, as it stands there.
  private var keyName: [UInt8] = []
  /// The cell of the title, in which a total row may say what it is.
  private(set) var titleCell: Int?
  let bytesPerRecord: Int
  /// The year of the workspace, or one of its calendar, for the line that is shown where a year is missing.
  private let exampleYear: Int
  /// Other tables that are read from the same file or sheet.
  private let shared: SharedSource
  /// The amounts that the settings take as the base of every figure.
  private let stage: BudgetStage
  /// What each heading says besides its name.
  private var texts: [HeadingText] = []
  /// Columns whose unit stands in their heading, above the table, or in the heading of another column.
  private(set) var unitsFromHeading: [UnitTaken] = []

  /// The sentences above the table, in which a unit may stand.
  private(set) var titles: [String] = []

  /// What the heading of a cell says besides its name.
  func text(ofCell cell: Int) -> HeadingText { texts[cell] }

  /// A unit that a column has from a heading.
  struct UnitTaken: Sendable {
    var column: String
    var unit: Int
    /// The words of the unit.
    var text: String
    /// Whether the unit is told of this column: the first of those that have it alike.
    var isFirst: Bool
    /// Whether the heading is another column's.
    var isBorrowed: Bool
  }

  /// A column of ours and where its cells come from.
  struct Source: Sendable {
    var name: String
    var kind: CellKind
    var everyCell: Bool
    var source: Place
    var role = Role.described
    /// The power of ten of main units in one of the unit in which its amounts are written.
    var unit = 0

    enum Place: Sendable {
      case cell(Int)
      case joined([Int])
      case constant(String)
      case rowNumber

      /// The cell that names the row, where one does.
      var firstCell: Int? {
        switch self {
        case .cell(let cell): cell
        case .joined(let cells): cells.first
        case .constant, .rowNumber: nil
        }
      }
    }
    enum Role: Sendable { case described, prefixed(String), attribute }
  }

  /// Rows that may stand above the heading: a title, the name of the office, a date.
  private static let titleRows = 15

  /// - Parameters:
  ///   - layout: how the cells of a sheet lie, where the bytes are of one.
  ///   - isMapped: whether a package says what every heading stands for.
  ///   - above: sentences above the table, where they are not in the bytes.
  init?(
    _ bytes: UnsafeRawBufferPointer, from start: Int, description: TableDescription, settings: Settings,
    origin: TableOrigin, layout: SheetLayout? = nil, isMapped: Bool = false, above given: [String] = []
  ) {
    var start = start
    var row = 1
    var declared = layout.map { _ in SheetText.separator }
    // Excel writes and reads a first line that names the separator.
    let head = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + 6, bytes.count)])
    if layout == nil, head.count >= 5, head.starts(with: Array("sep=".utf8)) || head.starts(with: Array("SEP=".utf8)) {
      declared = head[4]
      start = (bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
      row += 1
    }
    let mapping = settings.columns[description.name] ?? [:]
    let known = Self.known(description, mapping)
    var best: (names: [String], row: Int, end: Int, separator: UInt8, matches: Int)?
    var position = start
    var above: [String] = []
    var titles: [(row: Int, cells: [String])] = []
    var candidate = 0
    var candidates = 0
    // Blank rows above the heading do not count, but a sheet may be blank for a million rows.
    while candidates < Self.titleRows, candidate < 20 * Self.titleRows, position < bytes.count {
      let separator = declared ?? Self.separator(bytes, from: position)
      var scanner = CSVScanner(bytes, from: position, to: bytes.count, separator: separator)
      guard scanner.next() else { break }
      let own = (0..<scanner.count).map { scanner.text($0) }
      var names = own
      func isKnown(_ name: String) -> Bool {
        known.contains(Self.key(name))
          || (description.hasAmounts && known.contains(Self.key(HeadingText(name, settings: settings).base)))
      }
      var matches = names.count { isKnown($0) }
      if let joined = layout?.joined(above, own, row: row + candidate) {
        let joinedMatches = joined.count { isKnown($0) }
        if joinedMatches >= matches, joinedMatches >= (best?.matches ?? 0) {
          (names, matches) = (joined, joinedMatches)
        }
      }
      if best == nil ? names.contains(where: { !$0.isEmpty }) : matches > (best?.matches ?? 0) {
        best = (names, row + candidate, scanner.position, separator, matches)
      }
      let isWhole = matches >= max(2, description.columns.count { $0.presence != .optional })
      if isWhole, layout?.continues(row + candidate) != true { break }
      position = scanner.position
      if description.hasAmounts { titles.append((row + candidate, own)) }
      above = own
      candidate += 1
      if !scanner.isBlank { candidates += 1 }
    }
    guard let best else { return nil }
    separator = best.separator
    cellCount = best.names.count
    self.row = best.row
    end = best.end
    bytesPerRecord = Self.recordLength(bytes, from: best.end)
    names = best.names
    stage = settings.stage
    shared = SharedSource(description.name, settings)
    exampleYear = settings.year ?? settings.calendar.exampleYear
    texts = best.names.map { HeadingText($0, settings: settings) }
    // A single unknown word in each row is prose, of which a message has nothing to show.
    if best.matches == 0, best.names.count(where: { !$0.isEmpty }) <= 1 { return nil }
    match(best.names, description: description, mapping: mapping, origin: origin, isMapped: isMapped)
    if description.hasAmounts {
      self.titles = given + titles.filter { $0.row < best.row }.flatMap(\.cells)
      settleUnits(
        description.name, titles: self.titles.map { HeadingText($0, settings: settings, isTitle: true) }, settings,
        origin)
    }
  }

  /// The unit of each column of amounts: its heading's, that of a title above the table, the setting's, or that of the other columns.
  private mutating func settleUnits(
    _ table: String, titles: [HeadingText], _ settings: Settings, _ origin: TableOrigin
  ) {
    let title = titles.first { $0.unit != nil || $0.isForeign }
    let setting = settings.unit(of: table)
    let amounts = columns.indices.filter { columns[$0].kind.isAmount }
    func heading(_ index: Int) -> HeadingText? {
      if case .cell(let cell) = columns[index].source, texts[cell].unit != nil || texts[cell].isForeign {
        texts[cell]
      } else {
        nil
      }
    }
    let named = amounts.compactMap { heading($0) }
    let shared = Set(named.compactMap(\.unit)).count == 1 ? named.first : nil
    for index in amounts {
      guard let text = heading(index) ?? title ?? shared else {
        columns[index].unit = setting ?? 0
        continue
      }
      let place = Problem.Place(table: table, in: origin, row: row, column: columns[index].name)
      guard let unit = text.unit else {
        problems.append(
          Problem(.headingUnit, at: place, .text(text.unitText), .word(group: "currency", settings.currency.code)))
        continue
      }
      if let setting, setting != unit {
        problems.append(
          Problem(
            .unitsDisagree, at: place, .text(text.unitText),
            .money(settings.currency.minor(ofUnit: setting), settings.currency),
            .word(group: "currency", settings.currency.code)))
        continue
      }
      columns[index].unit = unit
      if unit != 0, setting == nil {
        unitsFromHeading.append(
          UnitTaken(
            column: columns[index].name, unit: unit, text: text.unitText,
            isFirst: !unitsFromHeading.contains { $0.unit == unit }, isBorrowed: heading(index) == nil && title == nil))
      }
    }
  }

  private mutating func match(
    _ names: [String], description: TableDescription, mapping: [String: ColumnSource], origin: TableOrigin,
    isMapped: Bool
  ) {
    var positions: [String: Int] = [:]
    var repeated: [(first: Int, index: Int)] = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      let key = Self.key(name)
      if let first = positions[key] { repeated.append((first, index)) }
      positions[key] = positions[key] ?? index
    }
    var used: Set<Int> = []
    var unclaimed: [ColumnDescription] = []
    func isThere(_ name: String) -> Bool {
      guard mapping[name] == nil, let column = description.columns.first(where: { $0.name == name }) else {
        return mapping[name] != nil
      }
      return ([name] + column.alsoCalled).contains { positions[Self.key($0)] != nil }
    }
    for var column in description.columns {
      if !column.orElse.isEmpty, column.orElse.contains(where: { $0.allSatisfy(isThere) }) {
        column.presence = .optional
      }
      let own = source(of: column, mapping[column.name], positions, description.name, origin)
      guard let source = own ?? stage(insteadOf: column, mapping, positions, description, origin) else {
        if column.presence != .optional, let found = YearsAcross(names, texts, instead: column, description) {
          problems.append(
            Problem(
              .yearsAcross, at: Problem.Place(table: description.name, in: origin, row: row, column: column.name),
              .column(table: description.name, column.name), .list(found.headings.prefix(6).map { .text($0) }),
              .name(found.mapping)))
        } else if column.name == "year", column.presence != .optional, mapping["year"] == nil {
          problems.append(
            Problem(
              .missingYear, at: Problem.Place(table: description.name, in: origin, row: row, column: "year"),
              .column(table: description.name, "year"),
              .name("columns: {\(description.name): {year: {constant: \(exampleYear)}}}")))
        } else if column.presence != .optional,
          mapping[column.name].map({ if case .across = $0 { true } else { false } }) ?? true
        {
          problems.append(
            Problem(
              .missingColumn,
              at: Problem.Place(table: description.name, in: origin, row: row, column: column.name),
              .column(table: description.name, column.name),
              .list(names.filter { !$0.isEmpty }.map { .text($0) }), .name("columns: \(description.name):")))
        }
        if mapping[column.name] == nil { unclaimed.append(column) }
        continue
      }
      if case .joined(let indices) = source { used.formUnion(indices) }
      if case .cell(let index) = source {
        used.insert(index)
        if column.presence == .everyCell { requiredCells.append(index) }
        if column.name == "title" { titleCell = index }
      }
      // A key of several columns is named by the first of them: the others may be running numbers.
      if keyCell == nil, column.presence == .everyCell, let first = source.firstCell {
        keyCell = first
        keyName = Array(names[first].utf8)
        if !requiredCells.contains(first) { requiredCells.append(first) }
      }
      columns.append(
        Source(name: column.name, kind: column.kind, everyCell: column.presence == .everyCell, source: source))
    }
    addRepeated(repeated, used, names, description, origin)
    takeOthers(names, besides: used, isMapped ? [] : unclaimed, description, origin)
  }

  /// Where a budget has only the amounts of the stage that the settings choose, they stand for the approved ones too.
  private mutating func stage(
    insteadOf column: ColumnDescription, _ mapping: [String: ColumnSource], _ positions: [String: Int],
    _ description: TableDescription, _ origin: TableOrigin
  ) -> Source.Place? {
    guard description.name == "budget", column.name == "approved", mapping["approved"] == nil, stage != .approved,
      let other = description.columns.first(where: { $0.name == stage.rawValue }),
      let found = source(of: other, mapping[other.name], positions, description.name, origin)
    else { return nil }
    problems.append(
      Problem(
        .stageAlone, .warning, at: Problem.Place(table: description.name, in: origin, row: row, column: other.name),
        .column(table: description.name, other.name), .column(table: description.name, "approved")))
    return found
  }

  /// Two equal headings are a mistake where one of them is read, since nobody can say which; else they are only said.
  private mutating func addRepeated(
    _ repeated: [(first: Int, index: Int)], _ used: Set<Int>, _ names: [String], _ description: TableDescription,
    _ origin: TableOrigin
  ) {
    for (first, index) in repeated {
      problems.append(
        Problem(
          .doubleHeading, used.contains(first) ? .error : .warning,
          at: Problem.Place(table: description.name, in: origin, row: row), .text(names[index]), .ordinal(first + 1),
          .ordinal(index + 1)))
    }
  }

  /// Headings that no column claims: criteria, misspelt ones, and further columns, which are said once.
  private mutating func takeOthers(
    _ names: [String], besides used: Set<Int>, _ unclaimed: [ColumnDescription], _ description: TableDescription,
    _ origin: TableOrigin
  ) {
    let keepsAttributes = description.name == "budget"
    let near = unclaimed.flatMap(\.names)
    var others: [String] = []
    for (index, name) in names.enumerated() where !name.isEmpty && !used.contains(index) {
      if let prefix = description.numberPrefix, let rest = Self.rest(of: name, after: prefix) {
        columns.append(
          Source(name: name, kind: .number, everyCell: false, source: .cell(index), role: .prefixed(rest)))
        continue
      }
      if let meant = Self.meant(by: name, among: near, prefix: description.numberPrefix) {
        var place = Problem.Place(table: description.name, in: origin, row: row, column: name)
        (place.heading, place.sheetColumn) = (name, index)
        problems.append(
          Problem(.misspeltHeading, at: place, .text(name), .table(description.name), suggestion: meant))
        continue
      }
      if !others.contains(name), !shared.claims(name) { others.append(name) }
      if keepsAttributes {
        columns.append(Source(name: name, kind: .text, everyCell: false, source: .cell(index), role: .attribute))
      }
    }
    guard !others.isEmpty else { return }
    problems.append(
      Problem(
        keepsAttributes ? .furtherColumns : .unreadColumns, .warning,
        at: Problem.Place(table: description.name, in: origin, row: row), .count(others.count),
        .list(others.map { .text($0) }), .name("columns: \(description.name):")))
  }

  /// What follows a prefix such as `criterion:`, in whatever capitals.
  private static func rest(of name: String, after prefix: String) -> String? {
    let start = name.prefix(prefix.count)
    guard start.count == prefix.count, start.lowercased() == prefix else { return nil }
    return String(name.dropFirst(prefix.count))
  }

  /// The heading that another one misspells, or nil where it is one of its own.
  private static func meant(by name: String, among known: [String], prefix: String?) -> String? {
    if let meant = Spelling.misspelt(name, among: known) { return meant }
    guard let prefix, let colon = name.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    guard Spelling.misspelt(String(name[..<colon]), among: [String(prefix.dropLast())]) != nil else { return nil }
    return prefix + name[name.index(after: colon)...]
  }

  private mutating func source(
    of column: ColumnDescription, _ mapped: ColumnSource?, _ positions: [String: Int], _ table: String,
    _ origin: TableOrigin
  ) -> Source.Place? {
    func index(_ name: String) -> Int? {
      if let index = positions[Self.key(name)] { return index }
      problems.append(
        Problem(
          .mappedColumn, at: Problem.Place(table: table, in: origin, row: row, column: column.name), .text(name)))
      return nil
    }
    switch mapped {
    case .heading(let name): return index(name).map { .cell($0) }
    case .joined(let names): return .joined(names.compactMap { index($0) })
    case .rowNumber: return .rowNumber
    case .constant(let text): return .constant(text)
    case .position(let index):
      if names.indices.contains(index) { return .cell(index) }
      problems.append(
        Problem(
          .mappedColumn, at: Problem.Place(table: table, in: origin, row: row, column: column.name),
          .text(CellName.letters(index))))
      return nil
    // A table with years across has been turned before it is read.
    case .across, nil:
      let called = column.names
      if let index = called.lazy.compactMap({ positions[Self.key($0)] }).first { return .cell(index) }
      return decorated(called, column.kind).map { .cell($0) }
    }
  }

  /// The cell whose heading is one of some names but for a unit and a year; nil where several are, which then is a table with
  /// years across.
  private func decorated(_ called: [String], _ kind: CellKind) -> Int? {
    guard kind.isAmount else { return nil }
    for name in called.map(Self.key) {
      let cells = texts.indices.filter { Self.key(texts[$0].base) == name }
      if !cells.isEmpty { return cells.count == 1 ? cells[0] : nil }
    }
    return nil
  }

  /// Headings that the description or the mapping knows.
  private static func known(_ description: TableDescription, _ mapping: [String: ColumnSource]) -> Set<String> {
    var known = Set(description.columns.flatMap(\.names).map(key))
    for source in mapping.values {
      switch source {
      case .heading(let name): known.insert(key(name))
      case .joined(let names): known.formUnion(names.map(key))
      default: break
      }
    }
    return known
  }

  /// The cell of a column of ours, where one is read.
  func cell(of column: String) -> Int? { columns.first { $0.name == column }?.source.firstCell }

  /// Whether a cell of the key holds its heading, as where a printed page begins anew.
  @inline(__always)
  func isHeadingKey(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.count == keyName.count && cell.elementsEqual(keyName)
  }

  /// A heading as it is matched: capitals, accents, spaces, hyphens, underscores and ZWNJ do not count.
  static func key(_ name: String) -> String {
    let plain = TextNormaliser.folded(name).filter { $0 != " " && $0 != "_" && $0 != "-" }
    guard plain.unicodeScalars.contains(where: { (0xC0...0x24F).contains($0.value) }) else { return plain }
    return plain.folding(options: .diacriticInsensitive, locale: nil)
  }

  /// The separator that comes most often in the heading, outside quotes.
  private static func separator(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var inQuotes = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte == 0x22 { inQuotes.toggle() }
      guard !inQuotes else { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == 0x7C { counts[byte, default: 0] += 1 }
    }
    return [0x2C, 0x3B, 0x09, 0x7C].max { counts[$0, default: 0] < counts[$1, default: 0] }.flatMap { best in
      counts[best, default: 0] > 0 ? best : nil
    } ?? 0x2C
  }

  /// The mean length of the first records, by which columns are made large enough at once.
  private static func recordLength(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let sample = bytes[start..<min(start + 65_536, bytes.count)]
    return sample.count / max(1, sample.count { $0 == 0x0A })
  }
}
