import AlignBasics
import AlignModel
import Foundation

/// What a user's own workbook or table holds: which sheets are which of our tables, and where each of our columns is in them
/// (`align init --from`).
package struct WorkbookSurvey: Sendable {
  /// A sheet or file that looks like one of our tables.
  package struct Table: Sendable {
    /// Our name of the table, and the sheet that holds it (nil for a file of text).
    package var name: String
    package var sheet: String?
    /// Where our columns come from, in the order of the description.
    package var columns: [Column] = []
    /// Headings that are none of ours, and our columns that must be there and were not found.
    package var others: [String] = []
    package var missing: [String] = []
    /// The unit of amounts, as a sentence above the table names it.
    package var unit: String?
  }

  /// A column of ours and where it is.
  package struct Column: Sendable {
    package var name: String
    package var source: ColumnSource
    /// Whether a person has to look at it: it is a guess.
    package var isGuess: Bool
  }

  package private(set) var tables: [Table] = []
  /// Sheets that look like none of our tables.
  package private(set) var otherSheets: [String] = []
  package private(set) var calendar: FiscalCalendar
  package private(set) var currency: Currency
  /// What a sheet of settings in the workbook says, in the order of its keys.
  package private(set) var settingsSheet: [(key: String, value: String)] = []
  /// The name of the file.
  package let file: String

  /// Looks at a file.
  ///
  /// - Throws: ``ReadFailure`` where it is no workbook and no table.
  package init(reading path: String) throws {
    file = path.split(separator: "/").last.map(String.init) ?? path
    var grids: [(sheet: String?, bytes: FileBytes, layout: SheetLayout?)] = []
    do {
      let bytes = try FileBytes(mapping: path)
      if bytes.buffer.prefix(2).elementsEqual("PK".utf8) {
        let book = try Workbook(bytes, file: file)
        for sheet in book.sheets where !sheet.isHidden {
          let grid = try book.grid(sheet, calendar: .gregorian)
          if Self.isNamed(sheet.name, SettingsSheet.names) {
            settingsSheet = SettingsSheet.rows(of: SettingsSheet.yaml(grid).text)
            continue
          }
          if Self.isNamed(sheet.name, WorkspaceFolder.explanations) { continue }
          grids.append(
            (sheet.name, grid.bytes, SheetLayout(merges: grid.merges, decimalColumns: grid.decimalColumns)))
        }
      } else {
        let (encoding, start) = try TextEncoding.detect(bytes, jobs: 1)
        let text = try encoding.utf8(UnsafeRawBufferPointer(rebasing: bytes.buffer[start...]))
        grids.append((nil, FileBytes(copying: text), nil))
      }
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    } catch let failure as WorkbookFailure {
      throw ReadFailure(failure.problem(file: file))
    } catch is TextEncoding.Failure {
      throw ReadFailure(Problem(.fileIsNoTable, at: Problem.Place(file: file)))
    }
    let text = grids.lazy.map { String(decoding: $0.bytes.buffer.prefix(200_000), as: UTF8.self) }.joined(
      separator: " ")
    calendar = Self.isSolarHijri(text) ? .solarHijri : .gregorian
    currency = Currency(code: calendar == .solarHijri ? "IRR" : text.contains("€") ? "EUR" : "USD")
    for (key, value) in settingsSheet {
      if key == "calendar", let stated = FiscalCalendar(rawValue: value) { calendar = stated }
      if key == "currency", value.count == 3 { currency = Currency(code: value) }
    }
    for grid in grids {
      if let table = Self.table(in: grid.bytes, grid.layout, sheet: grid.sheet, settings, file) {
        if let index = tables.firstIndex(where: { $0.name == table.name }) {
          // The sheet with more of the table's columns is the table.
          guard table.columns.count > tables[index].columns.count else {
            if let sheet = table.sheet { otherSheets.append(sheet) }
            continue
          }
          if let sheet = tables[index].sheet { otherSheets.append(sheet) }
          tables[index] = table
        } else {
          tables.append(table)
        }
      } else if let sheet = grid.sheet {
        otherSheets.append(sheet)
      }
    }
    addPartsOfPlan()
    let order = Tables.all.map(\.name)
    tables.sort { (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0) }
  }

  private static func isNamed(_ sheet: String, _ names: [String]) -> Bool {
    names.contains { Heading.key($0) == Heading.key(sheet) }
  }

  private var settings: Settings {
    var settings = Settings()
    (settings.calendar, settings.currency) = (calendar, currency)
    return settings
  }

  /// Whether Persian letters stand in a text, or years of the solar calendar and none of the other.
  private static func isSolarHijri(_ text: String) -> Bool {
    if text.unicodeScalars.contains(where: { (0x600...0x6FF).contains($0.value) }) { return true }
    let head = text.prefix(100_000)
    return head.contains(/\b1(3[5-9]|4[0-4])[0-9]\b/) && !head.contains(/\b20[0-4][0-9]\b/)
  }

  // MARK: One sheet

  private static func table(
    in bytes: FileBytes, _ layout: SheetLayout?, sheet: String?, _ settings: Settings, _ file: String
  ) -> Table? {
    guard bytes.buffer.contains(where: { $0 > 0x20 }) else { return nil }
    var best: (description: TableDescription, heading: Heading, score: Int)?
    for description in Tables.all {
      let origin = TableOrigin(file: file, sheet: sheet)
      guard
        let heading = Heading(
          bytes.buffer, from: 0, description: description, settings: settings, origin: origin, layout: layout)
      else { continue }
      let found = Set(heading.columns.filter(\.isDescribed).map(\.name))
      let required = description.columns.filter { $0.presence != .optional }.map(\.name)
      let names = description.names
      let isNamed = [sheet, file.split(separator: ".").first.map(String.init)].contains { name in
        name.map { own in names.contains { Heading.key(own).contains(Heading.key($0)) } } ?? false
      }
      let matched = required.count(where: found.contains)
      guard
        isNamed
          ? found.count > 0
          : !description.isKnownByName && matched >= 2 && matched * 2 >= required.count
      else { continue }
      let score = 3 * matched + found.count + (isNamed ? 10 : 0) - 2 * (required.count - matched)
      if score > (best?.score ?? Int.min) { best = (description, heading, score) }
    }
    guard let best else { return nil }
    return mapped(best.description, best.heading, bytes, layout, sheet, settings, file)
  }

  /// The table with its columns, after what the reader itself proposes has been taken.
  private static func mapped(
    _ description: TableDescription, _ heading: Heading, _ bytes: FileBytes, _ layout: SheetLayout?, _ sheet: String?,
    _ settings: Settings, _ file: String
  ) -> Table {
    var settings = settings
    var guesses: [String: ColumnSource] = [:]
    for column in description.columns
    where column.presence != .optional && !heading.columns.contains(where: { $0.name == column.name }) {
      if let cell = ColumnGuess(bytes, heading).cell(for: column) {
        guesses[column.name] = .heading(heading.names[cell])
      }
    }
    if let code = codeBesideRunningNumber(description, heading, bytes) { guesses["line"] = .heading(code) }
    settings.columns[description.name] = guesses
    for _ in 0..<3 {
      var reader = TableReader(
        description: description, origin: TableOrigin(file: file, sheet: sheet), settings: settings, jobs: 1)
      reader.layout = layout
      var log = ProblemLog()
      if let table = reader.read(bytes, log: &log) {
        var builder = WorkspaceBuilder(settings: settings)
        builder.take(table, log: &log)
      }
      var proposed: [String: ColumnSource] = [:]
      for problem in log.summed {
        for case .name(let text) in problem.values where text.hasPrefix("columns: {\(description.name):") {
          let read = SettingsReader(FileBytes(copying: Array(text.utf8)), file: "").settings
          proposed.merge(read.columns[description.name] ?? [:]) { first, _ in first }
        }
      }
      let new = proposed.filter { guesses[$0.key] == nil }
      if new.isEmpty { break }
      guesses.merge(new) { first, _ in first }
      settings.columns[description.name] = guesses
    }
    var table = Table(name: description.name, sheet: sheet)
    table.unit =
      heading.titles.lazy.map { HeadingText($0, settings: settings, isTitle: true) }
      .first { $0.unit ?? 0 > 0 }?.unitText
    var used: Set<String> = []
    for column in description.columns {
      if let guess = guesses[column.name] {
        table.columns.append(Column(name: column.name, source: guess, isGuess: true))
        if case .heading(let name) = guess { used.insert(name) }
        if case .joined(let names) = guess { used.formUnion(names) }
      } else if let found = heading.columns.first(where: { $0.name == column.name && $0.isDescribed }),
        case .cell(let cell) = found.source
      {
        table.columns.append(Column(name: column.name, source: .heading(heading.names[cell]), isGuess: false))
        used.insert(heading.names[cell])
      } else if column.presence != .optional {
        table.missing.append(column.name)
      }
    }
    let isAcross = guesses.values.contains { if case .across = $0 { true } else { false } }
    if isAcross { table.missing.removeAll { $0 == "year" || $0 == "period" } }
    table.others = heading.names.filter { !$0.isEmpty && !used.contains($0) }
    return table
  }
}

extension WorkbookSurvey {
  /// The heading of codes of a budget whose «ردیف» only numbers its rows from 1 on: links would be tied to whatever stands in
  /// that row next year.
  private static func codeBesideRunningNumber(
    _ description: TableDescription, _ heading: Heading, _ bytes: FileBytes
  ) -> String? {
    guard description.name == "budget",
      let number = heading.columns.first(where: { $0.name == "line" && $0.isDescribed })?.source.firstCell
    else { return nil }
    let cells = ColumnGuess(bytes, heading)
    guard cells.isRunningNumber(number) else { return nil }
    let names = Set(["کد", "کد ردیف", "کد بودجه", "کد پروژه", "code", "budget code", "código"].map(Heading.key))
    return heading.names.indices.first { names.contains(Heading.key(heading.names[$0])) && cells.areCodes($0) }.map {
      heading.names[$0]
    }
  }

  /// Tables that stand in the sheet of the indicators: axes and goals by their names, targets and measurements across the years,
  /// and the year of the baseline in its heading.
  private mutating func addPartsOfPlan() {
    guard let index = tables.firstIndex(where: { $0.name == "indicators" }) else { return }
    var plan = tables[index]
    var parts: [Table] = []
    var left = plan.others.map { (name: $0, text: HeadingText($0, settings: settings)) }
    func has(_ name: String) -> Bool { tables.contains { $0.name == name } || parts.contains { $0.name == name } }
    func source(_ name: String) -> ColumnSource? { plan.columns.first { $0.name == name }?.source }
    func guess(_ name: String, _ source: ColumnSource) -> Column { Column(name: name, source: source, isGuess: true) }
    func take(_ names: [String]) -> String? {
      let keys = Set(names.map(Heading.key))
      guard let place = left.firstIndex(where: { keys.contains(Heading.key($0.name)) }) else { return nil }
      return left.remove(at: place).name
    }
    if !has("goals"), let goal = source("goal") {
      let axis = take(Tables.goals.columns.first { $0.name == "axis" }?.names ?? [])
      var goals = Table(name: "goals", sheet: plan.sheet, columns: [guess("id", goal)])
      if let axis { goals.columns.append(guess("axis", .heading(axis))) } else { goals.missing = ["axis"] }
      goals.columns.append(guess("name", goal))
      parts.append(goals)
      if !has("axes"), let axis {
        parts.append(
          Table(
            name: "axes", sheet: plan.sheet,
            columns: [guess("id", .heading(axis)), guess("name", .heading(axis))]))
      }
    }
    // Headings with a year: «هدف ۱۴۰۲» is a target, «عملکرد ۱۴۰۱» a measurement, «مقدار پایه ۱۳۹۷» the baseline and its year.
    func keys(_ name: String, of description: TableDescription) -> Set<String> {
      Set((description.columns.first { $0.name == name }?.names ?? []).map(Heading.key))
    }
    let baselines = keys("baseline", of: Tables.indicators)
    for (description, name) in [(Tables.targets, "target"), (Tables.measurements, "value")] where !has(description.name)
    {
      guard let id = source("id") else { break }
      let keys = keys(name, of: description).subtracting(baselines)
      let found = left.lazy.filter { keys.contains(Heading.key($0.text.base)) }.compactMap { name, text in
        text.year.flatMap { YearsAcross.range(of: $0, in: name) }.map {
          (before: String(name[..<$0.lowerBound]), after: String(name[$0.upperBound...]))
        }
      }
      guard let (before, after) = found.first else { continue }
      left.removeAll { $0.text.year != nil && $0.name.hasPrefix(before) && $0.name.hasSuffix(after) }
      let across = guess(name, .across(before: before, after: after))
      parts.append(Table(name: description.name, sheet: plan.sheet, columns: [guess("indicator", id), across]))
    }
    if source("baseline") == nil,
      let place = left.firstIndex(where: { $0.text.year != nil && baselines.contains(Heading.key($0.text.base)) })
    {
      let (name, text) = left.remove(at: place)
      plan.columns.append(guess("baseline", .heading(name)))
      plan.missing.removeAll { $0 == "baseline" }
      if source("baseline_year") == nil, let year = text.year {
        plan.columns.append(guess("baseline_year", .constant(String(year))))
      }
    }
    plan.others = left.map(\.name)
    tables[index] = plan
    tables += parts
  }
}

/// Guesses, from what stands in them, which of the columns that nobody named is which of ours.
private struct ColumnGuess {
  private let heading: Heading
  private var texts: [[String]]

  init(_ bytes: FileBytes, _ heading: Heading) {
    self.heading = heading
    texts = Array(repeating: [], count: heading.names.count)
    var scanner = CSVScanner(bytes.buffer, from: heading.end, to: bytes.buffer.count, separator: heading.separator)
    var rows = 0
    while rows < 500, scanner.next() {
      rows += 1
      for cell in 0..<min(scanner.count, texts.count) where !scanner[cell].isEmpty {
        texts[cell].append(scanner.plainText(cell))
      }
    }
  }

  /// Whether a column numbers the rows from 1 on.
  func isRunningNumber(_ cell: Int) -> Bool {
    let numbers = texts[cell].map { Int(TextNormaliser.folded($0)) }
    return numbers.count > 1 && numbers.enumerated().allSatisfy { $1 == $0 + 1 }
  }

  /// Whether a column tells its rows apart.
  func areCodes(_ cell: Int) -> Bool { texts[cell].count > 1 && Set(texts[cell]).count == texts[cell].count }

  /// The cell that may be a column of ours: the largest amounts, the longest words, or codes that differ.
  func cell(for column: ColumnDescription) -> Int? {
    let taken = Set(heading.columns.filter(\.isDescribed).compactMap(\.source.firstCell))
    let free = texts.indices.filter { !taken.contains($0) && texts[$0].count > 1 && !heading.names[$0].isEmpty }
    func numbers(_ cell: Int) -> [Double] {
      texts[cell].compactMap { text in Array(text.utf8).withUnsafeBytes { WrittenDecimal($0)?.double } }
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
    switch column.kind {
    case .amount:
      return free.filter { numbers($0).count * 10 >= texts[$0].count * 8 }.max { mean(numbers($0)) < mean(numbers($1)) }
        .flatMap { mean(numbers($0)) > 100 ? $0 : nil }
    case .text:
      let words = free.filter { numbers($0).isEmpty }
      return words.max { mean(texts[$0].map { Double($0.count) }) < mean(texts[$1].map { Double($0.count) }) }
    case .word:
      guard column.name == "line" || column.name == "id" else { return nil }
      return free.first { cell in
        texts[cell].allSatisfy { $0.contains(where: \.isNumber) && !$0.contains(" ") }
          && Set(texts[cell]).count * 10 >= texts[cell].count * 8
      }
    default: return nil
    }
  }
}

extension Heading.Source {
  /// Whether it is a column of the description, and not a number by prefix or an attribute.
  var isDescribed: Bool { if case .described = role { true } else { false } }
}
