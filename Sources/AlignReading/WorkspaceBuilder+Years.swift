import AlignModel

/// The tables of scenarios of several years: `projects`, `commitments` and `prices`.
extension WorkspaceBuilder {
  /// By record the line that it names; nil, and a warning, where the budget has none of that code: such a row is left out.
  private func lines(_ table: ReadTable, _ log: inout ProblemLog) -> [LineID?] {
    guard let column = table.reference("line") else { return [] }
    return column.codes.enumerated().map { record, code in
      if code >= 0 { return LineID(Int(code)) }
      if let unknown = column.unknown[record] {
        log.add(
          problem(table, .rowOfUnknownLine, .warning, record: record, column: "line", .text(unknown), .table("budget")))
      }
      return nil
    }
  }

  mutating func takeProjects(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let costs = table.amounts("cost") else { return }
    let (years, from, until) = (table.numbers("years"), table.meanings("from"), table.meanings("until"))
    var seen: [LineID: Int] = [:]
    for (record, line) in lines(table, &log).enumerated() {
      guard let line, let cost = costs[record] else { continue }
      var project = Project(line: line, cost: cost, row: table.row(record))
      if cost <= 0 { log.add(problem(table, .projectCost, record: record, column: "cost")) }
      if let count = years?[record] {
        if count >= 1, count <= 50, count == count.rounded() {
          project.years = Int(count)
        } else {
          log.add(problem(table, .projectYears, record: record, column: "years", .number(count)))
        }
      }
      (project.from, project.until) = (index(from, record), index(until, record))
      if let first = project.from, let last = project.until, first > last {
        log.add(problem(table, .projectWindow, record: record, column: "until", .year(last), .year(first)))
      }
      if let earlier = seen.updateValue(project.row, forKey: line) {
        log.add(
          problem(
            table, .doubleID, record: record, column: "line", .text(lineWords?.name(of: line) ?? ""),
            .ordinal(earlier)))
        continue
      }
      workspace.projects.append(project)
    }
  }

  mutating func takeCommitments(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let years = table.meanings("year"), let amounts = table.amounts("amount") else { return }
    for (record, line) in lines(table, &log).enumerated() {
      guard let line, let year = index(years, record), let amount = amounts[record] else { continue }
      if amount < 0 { log.add(problem(table, .projectCost, record: record, column: "amount")) }
      workspace.commitments.append(Commitment(line: line, year: year, amount: amount, row: table.row(record)))
    }
  }

  mutating func takePrices(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let years = table.meanings("year"), let levels = table.numbers("index") else { return }
    for record in 0..<table.count {
      guard let year = index(years, record), let level = levels[record] else { continue }
      if !(level > 0 && level < 1e12) {
        log.add(problem(table, .priceLevel, record: record, column: "index", .number(level)))
        continue
      }
      if workspace.prices.updateValue(level, forKey: year) != nil {
        log.add(problem(table, .priceTwice, record: record, column: "year", .year(year)))
      }
    }
  }
}
