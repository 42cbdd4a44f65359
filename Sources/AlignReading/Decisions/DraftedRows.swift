import AlignBasics
import AlignModel
import Foundation

extension TableAppender {
  /// Adds the rows of a draft to the table `budget`: each drafted row as it stands, with the year of the draft, its amount
  /// where the settings' stage has amounts, and every other amount blank.
  ///
  /// - Parameters:
  ///   - rows: the rows that are drafted, in the order of `amounts`, which are in minor units.
  /// - Throws: ``ReadFailure`` where the table is of a shape that takes no rows of a year, or holds that year already.
  package mutating func append(draftOf rows: [BudgetRow], _ amounts: [Int64], year: Int, of workspace: Workspace) throws
  {
    let budget = workspace.budget
    if budget.years.contains(year) {
      throw ReadFailure(Problem(.draftYearThere, at: Problem.Place(file: file), .year(year)))
    }
    let stage = workspace.settings.stage.rawValue
    for column in ["line", "year", stage] where !has(column) {
      throw ReadFailure(Problem(.appendNoColumn, at: Problem.Place(file: file), .column(table: "budget", column)))
    }
    guard workspace.origins["budget"]?.further.isEmpty ?? true else {
      throw ReadFailure(Problem(.appendNoColumn, at: Problem.Place(file: file), .column(table: "budget", "year")))
    }
    let records = self.records()
    for (row, amount) in zip(rows, amounts) {
      let number = budget.rowNumbers[row.index]
      guard records.indices.contains(number - 1) else { continue }
      var record: [Int: String] = [:]
      for (index, text) in records[number - 1].enumerated() where !text.isEmpty { record[index] = text }
      for column in amountColumns { record[column.cell] = nil }
      set("year", String(year), in: &record)
      if let column = amountColumns.first(where: { $0.name == stage }) {
        record[column.cell] = Self.written(amount, unit: column.unit, workspace.settings)
      }
      append(record: record)
    }
  }

  private func set(_ column: String, _ text: String, in record: inout [Int: String]) {
    if let cell = cell(of: column) { record[cell] = text }
  }

  /// An amount in the unit of its column, exactly.
  private static func written(_ minorUnits: Int64, unit: Int, _ settings: Settings) -> String {
    var value = Decimal(minorUnits) / Decimal(settings.currency.minorPerMain)
    for _ in 0..<unit { value /= 10 }
    let text = "\(value)"
    return settings.decimalMark(of: "budget") == "," ? text.replacing(".", with: ",") : text
  }
}

/// How the columns of a draft are headed, in every language.
package struct DraftHeadings: Sendable {
  /// The line; what a person may change; what was drafted; whether a person holds it.
  private let line, approved, drafted, held: [String]

  /// Headings of the columns of a draft.
  package init(line: [String], approved: [String], drafted: [String], held: [String]) {
    (self.line, self.approved, self.drafted, self.held) = (line, approved, drafted, held)
  }

  /// Whether these are the headings of a draft.
  func stand(_ headings: [String]) -> Bool { columns(of: headings) != nil }

  /// The places of the columns; nil where one is missing that must stand there.
  func columns(of headings: [String]) -> (line: Int, approved: Int, drafted: Int, held: Int?)? {
    func index(_ names: [String]) -> Int? {
      let keys = Set(names.map(TextNormaliser.folded))
      return headings.firstIndex { heading in
        keys.contains(TextNormaliser.folded(heading))
          || (heading.hasSuffix(")") && keys.contains(TextNormaliser.folded(String(heading.prefix { $0 != "(" }))))
      }
    }
    guard let line = index(line), let approved = index(approved), let drafted = index(drafted) else { return nil }
    return (line, approved, drafted, index(held))
  }
}

/// Amounts of an earlier draft that a person has changed.
package struct KeptAmounts: Sendable {
  /// By line, in minor units, in the order of the file.
  package private(set) var amounts: [(line: LineID, name: String, minorUnits: Int64)] = []

  /// Reads a draft: the lines whose amount is no longer the one that was drafted, and those that were held before.
  ///
  /// - Throws: ``ReadFailure`` where it is no draft, or an amount cannot be read.
  package init(reading path: String, headings named: DraftHeadings, of workspace: Workspace) throws {
    let table = try PlainTable(reading: path, sheet: named.stand)
    let headings = table.headings
    guard let columns = named.columns(of: headings) else {
      throw ReadFailure(Problem(.keepNoDraft, at: Problem.Place(file: table.file)))
    }
    let (lineColumn, newColumn, oldColumn) = (columns.line, columns.approved, columns.drafted)
    let heldColumn = columns.held
    let currency = workspace.settings.currency
    var problems: [Problem] = []
    for row in 0..<table.count {
      let (written, before) = (table[row, newColumn], table[row, oldColumn])
      let key = TextNormaliser.key(table[row, lineColumn])
      // A row without a line is a subtotal.
      let isHeld = heldColumn.map { Self.says(table[row, $0]) } ?? false
      guard !TextNormaliser.key(before).isEmpty, written != before || isHeld, !key.isEmpty else { continue }
      guard let id = workspace.budget.lineIDs.line(ofKey: key) else {
        problems.append(Problem(.decisionLine, at: table.place(row, lineColumn), .text(table[row, lineColumn])))
        continue
      }
      let wanted = Self.amount(written, currency)
      guard let wanted, wanted >= 0 else {
        problems.append(Problem(.scenarioAmount, at: table.place(row, newColumn), .text(written)))
        continue
      }
      if isHeld || wanted != Self.amount(before, currency) {
        amounts.append((id, workspace.budget.lineIDs.name(of: id), wanted))
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems, settings: workspace.settings) }
  }

  /// Whether a cell says yes: a person may have taken the word out, or written no.
  private static func says(_ text: String) -> Bool {
    SheetWords.yesNo.word(text) == "yes"
  }

  /// Amounts that a person has typed.
  package init(_ amounts: [(line: LineID, name: String, minorUnits: Int64)]) { self.amounts = amounts }

  /// An amount in main units as a person types it, in the digits of any language; nil of anything else, and of one below 0.
  package static func minorUnits(_ text: String, _ currency: Currency) -> Int64? {
    amount(text, currency).flatMap { $0 >= 0 && $0 < 1 << 53 ? $0 : nil }
  }

  /// An amount in minor units; a cell that was emptied is nothing.
  static func amount(_ text: String, _ currency: Currency) -> Int64? {
    if TextNormaliser.key(text).isEmpty { return 0 }
    return YAMLFile.decimal(text)?.minorUnits(decimals: currency.decimals)?.value
  }

  /// The amounts as limits: each line held at its own.
  ///
  /// - Parameter name: what a limit is called, by language, for the name of a line.
  package func limits(of workspace: Workspace, named name: (String) -> [String: String]) -> [Scenario.Limit] {
    let ids = workspace.budget.lineIDs
    let keys = (0..<ids.count).map { TextNormaliser.key(ids.name(of: LineID($0))) }
    return amounts.map { kept in
      let key = TextNormaliser.key(kept.name)
      var selection = LineSelection()
      selection.lines = [key]
      // A code stands for all that begin with it, and here for itself alone.
      let longer = keys.filter { $0 != key && linePrefixes(of: $0).contains { $0 == key } }
      if !longer.isEmpty {
        var except = LineSelection()
        except.lines = Set(longer)
        selection.except = [except]
      }
      var limit = Scenario.Limit()
      limit.subject = .lines(selection)
      limit.name = name(kept.name)
      limit.keptLine = key
      (limit.floor, limit.cap, limit.form) = (.money(kept.minorUnits), .money(kept.minorUnits), .hold)
      return limit
    }
  }
}
