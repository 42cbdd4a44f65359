import AlignBasics
import AlignModel

/// A table of another shape, turned into rows of ours before it is read: years across become rows, stages in rows become
/// columns, rows that are not wanted are left out (DESIGN §3, "Shapes").
struct ReshapedTable {
  /// Records of text as those of a sheet; the heading is the first.
  private(set) var bytes: [UInt8] = []
  /// By record its row in the file, and by column its cell there, −1 where it has none of its own.
  private(set) var rows: [Int] = []
  private(set) var cells: [Int] = []
  private(set) var headingRow: Int
  private(set) var problems: [Problem] = []
  /// Rows that a filter left out.
  private(set) var filtered = 0

  private struct Column {
    /// Our name, and by year the cell.
    var name: String
    var cells: [(time: String, cell: Int)]
  }

  /// - Parameter heading: the table's, found in the bytes; what it lacks does not matter.
  init(_ file: UnsafeRawBufferPointer, heading: Heading, reader: TableReader) {
    headingRow = heading.row
    let table = reader.description.name
    let settings = reader.settings
    let mapping = settings.columns[table] ?? [:]
    var problems: [Problem] = []
    func cell(_ name: String) -> Int? {
      let key = Heading.key(name)
      if let index = heading.names.firstIndex(where: { Heading.key($0) == key }) { return index }
      problems.append(
        Problem(.mappedColumn, at: Problem.Place(table: table, in: reader.origin, row: heading.row), .text(name)))
      return nil
    }
    let filters = (settings.filters[table] ?? [:]).compactMap { name, words in
      cell(name).map { (cell: $0, keys: Set(words.map(TextNormaliser.folded))) }
    }
    let across = mapping.sorted { $0.key < $1.key }.compactMap { name, source -> Column? in
      guard case .across(let before, let after) = source else { return nil }
      let cells = Self.cells(of: heading.names, before: before, after: after, settings.calendar)
      if cells.isEmpty {
        problems.append(
          Problem(
            .mappedColumn, at: Problem.Place(table: table, in: reader.origin, row: heading.row, column: name),
            .text("\(before){year}\(after)")))
      }
      return Column(name: name, cells: cells)
    }
    var stage: (cell: Int, value: Int, words: [(key: String, name: String)])?
    if let stages = settings.stages[table], let column = cell(stages.column),
      let value = stages.value.map({ cell($0) }) ?? heading.cell(of: "approved")
    {
      stage = (column, value, stages.words.sorted { $0.key < $1.key }.map { (TextNormaliser.folded($0.value), $0.key) })
    }
    /// A name with the unit that the headings of some cells name, which is the same in all of them.
    func named(_ name: String, _ cells: [Int]) -> String {
      guard reader.description.hasAmounts else { return name }
      let units = cells.map { heading.text(ofCell: $0) }
      guard let first = units.first, units.contains(where: { !$0.unitText.isEmpty }) else { return name }
      if let other = units.first(where: { $0.unit != first.unit || $0.isForeign != first.isForeign }) {
        let words = [first, other].map { $0.unitText.isEmpty ? "–" : $0.unitText }
        problems.append(
          Problem(
            .unitsDiffer, at: Problem.Place(table: table, in: reader.origin, row: heading.row, column: name),
            .text(words[0]), .text(words[1])))
      }
      return "\(name) (\(first.unitText))"
    }
    let acrossNames = across.map { column in named(column.name, column.cells.map(\.cell)) }
    let stageNames = stage.map { stage in stage.words.map { named($0.name, [stage.value]) } } ?? []
    self.problems = problems
    guard problems.isEmpty else { return }

    let taken = Set(across.flatMap { $0.cells.map(\.cell) } + (stage.map { [$0.cell, $0.value] } ?? []))
    let kept = heading.names.indices.filter { !taken.contains($0) }
    let time = reader.description.columns.contains { $0.name == "period" } ? "period" : "year"
    let isAcross = !across.isEmpty
    write(
      kept.map { heading.names[$0] } + (isAcross ? [time] + acrossNames : []) + stageNames)
    cells = kept + [Int](repeating: -1, count: (isAcross ? 1 + across.count : 0) + (stage?.words.count ?? 0))

    var groups: [[String]: Int] = [:]
    var merged: [(row: Int, cells: [String], values: [String])] = []
    var scanner = CSVScanner(file, from: heading.end, to: file.count, separator: heading.separator)
    var row = heading.row
    while scanner.next() {
      row += 1
      func text(_ cell: Int) -> String { cell < scanner.count ? scanner.plainText(cell) : "" }
      if scanner.isBlank { continue }
      guard filters.allSatisfy({ $0.keys.contains(TextNormaliser.folded(text($0.cell))) }) else {
        filtered += 1
        continue
      }
      let own = kept.map(text)
      if isAcross {
        var times: [String] = []
        for column in across {
          for (time, _) in column.cells where !times.contains(time) { times.append(time) }
        }
        for time in times {
          let values = across.map { column in column.cells.first { $0.time == time }.map { text($0.cell) } ?? "" }
          if values.allSatisfy(\.isEmpty) { continue }
          write(own + [time] + values)
          rows.append(row)
        }
      } else if let stage {
        guard let index = stage.words.firstIndex(where: { $0.key == TextNormaliser.folded(text(stage.cell)) }) else {
          filtered += 1
          continue
        }
        if let group = groups[own], merged[group].values[index].isEmpty {
          merged[group].values[index] = text(stage.value)
        } else {
          groups[own] = merged.count
          var values = [String](repeating: "", count: stage.words.count)
          values[index] = text(stage.value)
          merged.append((row, own, values))
        }
      } else {
        write(own)
        rows.append(row)
      }
    }
    for record in merged {
      write(record.cells + record.values)
      rows.append(record.row)
    }
  }

  private mutating func write(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(SheetText.separator) }
      SheetText.append(Array(cell.utf8), to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// The cells whose heading is a year or a period between two texts, in the order of the heading.
  private static func cells(
    of names: [String], before: String, after: String, _ calendar: FiscalCalendar
  ) -> [(time: String, cell: Int)] {
    let (before, after) = (Heading.key(before), Heading.key(after))
    return names.enumerated().compactMap { cell, name in
      let key = Heading.key(name)
      guard key.hasPrefix(before), key.hasSuffix(after), key.count > before.count + after.count else { return nil }
      let time = String(key.dropFirst(before.count).dropLast(after.count))
      guard Period(parsing: time, calendar: calendar) != nil || calendar.year(time) != nil else { return nil }
      return (time, cell)
    }
  }
}

extension TableReader {
  /// Whether the settings say that the table has another shape.
  var isReshaped: Bool {
    settings.stages[description.name] != nil || settings.filters[description.name] != nil
      || settings.columns[description.name]?.values.contains { if case .across = $0 { true } else { false } } == true
  }

  /// The table of another shape, read as ours.
  func readReshaped(_ bytes: FileBytes, _ heading: Heading, log: inout ProblemLog) -> ReadTable? {
    let shape = ReshapedTable(bytes.buffer, heading: heading, reader: self)
    shape.problems.forEach { log.add($0) }
    guard shape.problems.isEmpty else { return nil }
    if shape.filtered > 0 {
      log.add(problem(.rowsFiltered, .warning, .count(shape.filtered), .count(shape.rows.count)))
    }
    var reader = self
    let decimals = shape.cells.indices.filter {
      shape.cells[$0] >= 0 && layout?.decimalColumns.contains(shape.cells[$0]) == true
    }
    reader.layout = SheetLayout(merges: [], decimalColumns: Set(decimals))
    reader.isTurned = true
    reader.titlesAbove = heading.titles
    var own = ProblemLog()
    var table = reader.read(FileBytes(copying: shape.bytes), log: &own)
    func row(_ turned: Int) -> Int { turned < 2 ? shape.headingRow : shape.rows[min(turned - 2, shape.rows.count - 1)] }
    log.add(
      own.mapped { problem in
        var problem = problem
        problem.place.row = problem.place.row.map(row)
        if let cell = problem.place.sheetColumn {
          problem.place.sheetColumn =
            shape.cells.indices.contains(cell) && shape.cells[cell] >= 0 ? shape.cells[cell] : nil
        }
        return problem
      })
    guard var turned = table else { return nil }
    turned.rowNumbers = RowNumbers(rows: (0..<turned.count).map { row(turned.row($0)) })
    turned.headingRow = shape.headingRow
    turned.origin.cells = turned.origin.cells.compactMapValues { cell in
      shape.cells.indices.contains(cell) && shape.cells[cell] >= 0 ? shape.cells[cell] : nil
    }
    table = turned
    return table
  }
}
