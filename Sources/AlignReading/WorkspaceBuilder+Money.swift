import AlignBasics
import AlignModel

/// The budget.
extension WorkspaceBuilder {
  mutating func takeBudget(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let lines = table.words("line"), let years = table.meanings("year"), let approved = table.amounts("approved")
    else { return }
    lineWords = lines.words
    var budget = Budget()
    budget.lineIDs = lines.words
    budget.line = Column(Parallel.array(count: table.count, jobs: jobs) { LineID(Int(max(lines.codes[$0], 0))) })
    budget.year = Column(years)
    budget.approved = Column(approved.minorUnits)
    budget.proposed = table.amounts("proposed")
    budget.amended = table.amounts("amended")
    budget.allocated = table.amounts("allocated")
    budget.committed = table.amounts("committed")
    budget.spent = table.amounts("spent")
    budget.title = table.text("title") ?? TextColumn()
    budget.titleEn = table.text("title_en")
    budget.description = table.text("description")
    for category in LineCategory.allCases {
      if let column = table.words(category.rawValue) { budget.categories[category] = column.category }
    }
    if let kinds = table.meanings("kind") {
      budget.kindCodes = Parallel.array(count: table.count, jobs: jobs) { kinds[$0] < 0 ? 255 : UInt8(kinds[$0]) }
    }
    if let mandatory = table.meanings("mandatory") {
      budget.mandatory = Column(Parallel.array(count: table.count, jobs: jobs) { mandatory[$0] == 0 })
    } else {
      budget.mandatory = Column(repeating: false, count: table.count)
    }
    takeDirections(of: table, &budget, &log)
    takeStage(of: table, &budget, &log)
    budget.criteria = table.prefixed
    budget.further = Tables.budget.columns.compactMap { column in
      Budget.holds(column.name) ? nil : table.columns[column.name].map { (column.name, $0) }
    }
    budget.attributes = table.attributes
    budget.rowNumbers = table.rowNumbers
    checkLinesOnce(lines, years, table, &log)
    checkTotals(table, &log)
    workspace.budget = budget
  }

  /// The amounts of a column, of all years and whatever their signs, must add to less than an integer holds: then no sum of
  /// any of them can pass its range, here or in a later stage.
  private func checkTotals(_ table: ReadTable, _ log: inout ProblemLog) {
    for column in Tables.budget.columns {
      guard case .amount(let amounts)? = table.columns[column.name] else { continue }
      var total: UInt64 = 0
      var isBeyond = false
      for amount in amounts.minorUnits where amount != AmountColumn.blank {
        let (sum, overflow) = total.addingReportingOverflow(amount.magnitude)
        (total, isBeyond) = (sum, isBeyond || overflow)
      }
      guard isBeyond || total > UInt64(Int64.max) else { continue }
      let currency = workspace.settings.currency
      log.add(
        problem(
          table, .amountsBeyondRange, column: column.name, .money(.max, currency),
          .word(group: "currency", currency.code)))
    }
  }

  /// A line stands once in a year; its second row would be counted twice.
  private func checkLinesOnce(_ lines: WordColumn, _ years: [Int32], _ table: ReadTable, _ log: inout ProblemLog) {
    let known = years.lazy.filter { $0 >= 0 }
    guard let first = known.min(), let last = known.max(), first <= last else { return }
    let span = Int(last - first) + 1
    var seen = [Bool](repeating: false, count: span * lines.words.count)
    for record in 0..<table.count where lines.codes[record] >= 0 && years[record] >= 0 {
      let index = Int(years[record] - first) * lines.words.count + Int(lines.codes[record])
      if seen[index] {
        let earlier = (0..<record).first {
          lines.codes[$0] == lines.codes[record] && years[$0] == years[record]
        }
        log.add(
          problem(
            table, .doubleLine, record: record, column: "line", .text(lines[record] ?? ""), .year(Int(years[record])),
            .ordinal(table.row(earlier ?? record))))
      }
      seen[index] = true
    }
  }
}
