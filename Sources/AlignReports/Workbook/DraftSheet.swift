import AlignModel
import AlignWords
import AlignmentEngine
import CXlsxWriter

/// The lines of a draft as a sheet that an office prints and works on: grouped by department and programme with their sums,
/// amounts in the display unit beside exact ones. The sheet is named as the table `budget` and reads back as it: its first
/// row is the heading, and rows of sums say that they are.
struct DraftSheet: Sendable {
  let answer: ScenarioAnswer
  let language: Language
  /// Whether the other years follow, as they were.
  let includesOtherYears: Bool
  /// What the sheet is called, where it is not the table that it reads back as.
  var name: String?

  private var budget: Budget { answer.after.workspace.budget }
  private var settings: Settings { answer.model.today.workspace.settings }

  /// A column: what it is called, how wide it is, and what its cells are.
  private struct Column {
    var heading: String
    var width: Double
    var content: Content
    var note = ""
    var choices: [String] = []
  }

  fileprivate enum Content {
    case words(@Sendable (Int) -> String?)
    case number(@Sendable (Int) -> ReportTable.Cell)
    /// In the display unit.
    case shownOld, shownNew, shownChange, percent
    /// In main units.
    case approved, old, drafted
    case reason
  }

  /// One row of the sheet below its heading.
  private enum Row {
    case line(Int)
    /// A sum of the rows that follow it, with its level of outline.
    case sum(title: String, level: Int, lines: [Int], rows: Int)
  }

  func write(to file: WorkbookFile) throws {
    let page = try file.addSheet(name ?? TableWords.sheet("budget", in: language))
    let (columns, printed) = self.columns
    let rows = self.rows
    for (index, column) in columns.enumerated() {
      page.width(column.width, index)
      try page.text(column.heading, 0, index, .heading)
      page.note(column.note, row: 0, column: index)
      if !column.choices.isEmpty, !rows.isEmpty { page.offer(column.choices, column: index, rows: 1...rows.count) }
    }
    for (offset, row) in rows.enumerated() { try write(row, offset + 1, columns, to: page) }
    worksheet_outline_settings(page.sheet, 1, 0, 1, 0)
    worksheet_freeze_panes(page.sheet, 1, 2)
    page.printsWide(heading: 0)
    worksheet_print_area(page.sheet, 0, 0, lxw_row_t(rows.count), lxw_col_t(printed - 1))
    worksheet_set_header(page.sheet, "&C&\"Tahoma,Bold\"&11" + title(in: language).replacing("&", with: "&&"))
    worksheet_set_footer(page.sheet, "&C&P / &N")
  }

  /// What the draft is called: its year first.
  func title(in language: Language) -> String {
    let format = NumberFormat(language: language, settings: settings, largest: answer.model.envelope)
    let name = answer.model.today.workspace.settings.name(in: language.rawValue) ?? ""
    return Phrase.draftOfYear.text(
      in: language, format.label(String(answer.model.targetYear)), name, answer.model.scenario.name(in: language))
  }

  // MARK: Rows

  private var rows: [Row] {
    let drafted = answer.draft.count
    var rows: [Row] = []
    func groups(_ lines: [Int], by category: LineCategory) -> [(name: String, lines: [Int])] {
      guard let column = budget.categories[category] else { return [] }
      var order: [String] = []
      var found: [String: [Int]] = [:]
      for line in lines {
        let name = column[line] ?? ""
        if found[name] == nil { order.append(name) }
        found[name, default: []].append(line)
      }
      return order.map { ($0, found[$0] ?? []) }
    }
    func sum(_ name: String, _ level: Int, _ lines: [Int], rows: Int) -> Row {
      let shown = name.isEmpty ? Phrase.draftUnnamed.text(in: language) : name
      return .sum(title: Phrase.draftSum.text(in: language, shown), level: level, lines: lines, rows: rows)
    }
    func add(_ lines: [Int], level: Int) {
      let programs = groups(lines, by: .program)
      // A programme of one line needs no sum, and a department of one programme has had it.
      guard programs.count > 1 else {
        rows += lines.map { .line($0) }
        return
      }
      for program in programs {
        if program.lines.count > 1, !program.name.isEmpty {
          rows.append(sum(program.name, level, program.lines, rows: program.lines.count))
        }
        rows += program.lines.map { .line($0) }
      }
    }
    let all = Array(0..<drafted)
    rows.append(.sum(title: Phrase.draftTotal.text(in: language), level: 0, lines: all, rows: 0))
    let departments = groups(all, by: .department)
    if departments.count > 1 {
      for department in departments {
        let place = rows.count
        rows.append(sum(department.name, 0, department.lines, rows: 0))
        add(department.lines, level: 1)
        rows[place] = sum(department.name, 0, department.lines, rows: rows.count - place - 1)
      }
    } else {
      add(all, level: 0)
    }
    rows[0] = .sum(title: Phrase.draftTotal.text(in: language), level: 0, lines: all, rows: rows.count - 1)
    if includesOtherYears { rows += (drafted..<budget.count).map { .line($0) } }
    return rows
  }

  private func write(_ row: Row, _ index: Int, _ columns: [Column], to page: SheetFile) throws {
    switch row {
    case .line(let line):
      page.outline(row: index, level: line < answer.draft.count ? 2 : 0)
      for (position, column) in columns.enumerated() { try write(line, column, index, position, columns, to: page) }
    case .sum(let title, let level, let lines, let count):
      if level > 0 { page.outline(row: index, level: level) }
      for (position, column) in columns.enumerated() {
        try writeSum(title, lines, count, column, index, position, columns, to: page)
      }
    }
  }

  private func write(
    _ line: Int, _ column: Column, _ row: Int, _ position: Int, _ columns: [Column], to page: SheetFile
  ) throws {
    let isDrafted = line < answer.draft.count
    let (old, new) = (isDrafted ? answer.model.base[line] : 0, isDrafted ? answer.draft[line] : 0)
    func cell(_ place: Content.Place) -> String { reference(place, row, columns) }
    switch column.content {
    case .words(let words):
      try page.text(words(line) ?? "", row, position, CellLook(number: "@", isWrapped: position == 1))
    case .number(let value): try number(value(line), row, position, to: page)
    case .approved:
      let amount = isDrafted ? new : (budget.approvedAsRead ?? budget.approved)[BudgetRow(line)]
      try exact(amount, row, position, isEntry: isDrafted, to: page)
    case .old: if isDrafted { try exact(old, row, position, to: page) }
    case .drafted: if isDrafted { try exact(new, row, position, to: page) }
    case .reason:
      if isDrafted { try page.text(answer.reason(ofRow: line, in: language), row, position, .wrapped) }
    case .shownOld where isDrafted: try shown(old, row, position, to: page)
    case .shownNew where isDrafted:
      try shown(new, row, position, "=\(cell(.approved))/\(unit)", to: page)
    case .shownChange where isDrafted:
      try shown(new - old, row, position, "=\(cell(.shownNew))-\(cell(.shownOld))", isSigned: true, to: page)
    case .percent where isDrafted && old != 0:
      try page.formula(
        "=\(cell(.shownChange))/\(cell(.shownOld))", value: Double(new - old) / Double(old), row, position,
        CellLook(number: digits("+0.0%;-0.0%;0.0%")))
    default: break
    }
  }

  private func writeSum(
    _ title: String, _ lines: [Int], _ count: Int, _ column: Column, _ row: Int, _ position: Int, _ columns: [Column],
    to page: SheetFile
  ) throws {
    let fill = 0xEEF2F7
    let old = lines.reduce(Int64(0)) { $0 &+ answer.model.base[$1] }
    let new = lines.reduce(Int64(0)) { $0 &+ answer.draft[$1] }
    func put(_ value: Double, _ format: String, _ formula: String? = nil) throws {
      let look = CellLook(number: digits(format), isBold: true, fill: fill)
      let letters = CellName.letters(position)
      try page.formula(
        formula ?? "=SUBTOTAL(9,\(letters)\(row + 2):\(letters)\(row + 1 + count))", value: value, row, position, look)
    }
    func cell(_ place: Content.Place) -> String { reference(place, row, columns) }
    switch column.content {
    case .shownOld: try put(Double(old) / minorPerUnit, shownFormat)
    case .shownNew: try put(Double(new) / minorPerUnit, shownFormat)
    case .shownChange: try put(Double(new - old) / minorPerUnit, signedFormat)
    case .percent where old != 0:
      try put(
        Double(new - old) / Double(old), "+0.0%;-0.0%;0.0%", "=\(cell(.shownChange))/\(cell(.shownOld))")
    case .approved: try put(settings.currency.main(new), moneyFormat)
    case .old: try put(settings.currency.main(old), moneyFormat)
    case .drafted: try put(settings.currency.main(new), moneyFormat)
    case .words where position == 1: try page.text(title, row, position, CellLook(isBold: true, fill: fill))
    default: break
    }
  }

  // MARK: Columns

  private var columns: (all: [Column], printed: Int) {
    let format = NumberFormat(language: language, settings: settings, largest: answer.model.envelope)
    let unitName = format.unitName
    func heading(_ phrase: Phrase) -> String { phrase.text(in: language) }
    func amount(_ phrase: Phrase, _ content: Content) -> Column {
      Column(heading: "\(heading(phrase)) (\(unitName))", width: 15, content: content)
    }
    var first: [Column] = []
    var rest: [Column] = []
    for column in Tables.budget.columns where column.name != "approved" {
      guard let written = WrittenColumn(column, of: budget) else { continue }
      let isPrinted = ["line", "title", "department", "program"].contains(column.name)
      let width: Double = column.name == "title" ? 38 : ["department", "program"].contains(column.name) ? 20 : 13
      let choices = TableWords.choices(of: column.name, "budget", in: language)
      let cell = written.cell
      let (language, name) = (language, column.name)
      let content: Content =
        written.isNumeric
        ? .number(cell)
        : .words { line in
          guard case .text(let text) = cell(line) else { return nil }
          return choices.isEmpty ? text : text.map { TableWords.choice($0, column: name, of: "budget", in: language) }
        }
      let made = Column(
        heading: written.heading.text(in: language), width: width, content: content, choices: choices)
      if isPrinted { first.append(made) } else { rest.append(made) }
    }
    // The code of the line stands first, then its title, whatever the order of the table.
    first.sort { $0.width == 13 && $1.width != 13 }
    first += [
      amount(.draftOld, .shownOld), amount(.draftNew, .shownNew), amount(.draftChange, .shownChange),
      Column(heading: heading(.draftPercent), width: 10, content: .percent),
      Column(heading: heading(.reason), width: 48, content: .reason),
    ]
    let exactUnit = " (\(exactUnitName))"
    let approved = TableWords.heading("approved", of: "budget", in: language)
    var exact = [
      Column(
        heading: approved + exactUnit, width: 20, content: .approved, note: Phrase.draftEntry.text(in: language)),
      Column(heading: heading(.draftOldExact), width: 20, content: .old),
      Column(heading: heading(.draftNewExact), width: 20, content: .drafted),
    ]
    let kept = answer.keptRows
    if !kept.isEmpty {
      let yes = Phrase.yes.text(in: language)
      exact.append(
        Column(heading: heading(.draftHeld), width: 10, content: .words { kept.contains($0) ? yes : nil }))
    }
    for criterion in budget.criteria {
      let values = criterion.values
      rest.append(
        Column(heading: "criterion:\(criterion.name)", width: 13, content: .number { .number(values[$0]) }))
    }
    for attribute in budget.attributes where !DraftTable.isAdded(attribute.name) {
      let values = attribute.values
      rest.append(Column(heading: attribute.name, width: 13, content: .words { values[$0] }))
    }
    return (first + exact + rest, first.count)
  }

  /// The currency as the reader of headings knows it: its word where that is one of its units, else its code.
  private var exactUnitName: String {
    let word = settings.currency.word(in: language)
    return MoneyUnit.exponent(of: word, in: settings.currency) == 0 ? word : settings.currency.code
  }

  private func reference(_ place: Content.Place, _ row: Int, _ columns: [Column]) -> String {
    let index = columns.firstIndex { $0.content.place == place } ?? 0
    return CellName.letters(index) + String(row + 1)
  }

  // MARK: Cells

  private var unit: String {
    let units = settings.displayUnit?.mainUnits ?? 1
    return units == units.rounded() && units < 1e15 ? String(Int64(units)) : "\(units)"
  }
  private var minorPerUnit: Double {
    (settings.displayUnit?.mainUnits ?? 1) * Double(settings.currency.minorPerMain)
  }
  private var moneyFormat: String {
    let decimals = settings.currency.decimals
    return "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
  }
  private var shownFormat: String { settings.displayUnit.map { $0.mainUnits > 1 } ?? false ? "#,##0.0" : moneyFormat }
  private var signedFormat: String { "+\(shownFormat);-\(shownFormat);0" }

  private func shown(
    _ amount: Int64, _ row: Int, _ column: Int, _ formula: String? = nil, isSigned: Bool = false, to page: SheetFile
  ) throws {
    let look = CellLook(number: digits(isSigned ? signedFormat : shownFormat))
    let value = Double(amount) / minorPerUnit
    if let formula, !ReportWorkbook.isBeyondNumbers(amount) {
      try page.formula(formula, value: value, row, column, look)
    } else {
      try page.number(value, row, column, look)
    }
  }

  private func exact(_ amount: Int64?, _ row: Int, _ column: Int, isEntry: Bool = false, to page: SheetFile) throws {
    guard let amount else { return }
    let fill = isEntry ? 0xFFF8DC : nil
    if ReportWorkbook.isBeyondNumbers(amount) {
      try page.text(settings.currency.exact(amount), row, column, CellLook(number: "@", fill: fill))
    } else {
      try page.number(
        settings.currency.main(amount), row, column, CellLook(number: digits(moneyFormat), fill: fill))
    }
  }

  private func number(_ cell: ReportTable.Cell, _ row: Int, _ column: Int, to page: SheetFile) throws {
    switch cell {
    case .amount(let amount): try exact(amount, row, column, to: page)
    case .integer(let number?): try page.number(Double(number), row, column, CellLook(number: "0"))
    case .number(let number?) where number.isFinite: try page.number(number, row, column, CellLook(number: "General"))
    case .text(let text?): try page.text(text, row, column, CellLook(number: "@"))
    default: break
    }
  }

  private func digits(_ format: String) -> String { language.spreadsheetFormat(format) }
}

extension DraftSheet.Content {
  fileprivate enum Place { case approved, shownOld, shownNew, shownChange, other }
  fileprivate var place: Place {
    switch self {
    case .approved: .approved
    case .shownOld: .shownOld
    case .shownNew: .shownNew
    case .shownChange: .shownChange
    default: .other
    }
  }
}
