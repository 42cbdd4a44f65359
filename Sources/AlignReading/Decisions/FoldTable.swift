import AlignModel

/// Parts that another program has dealt texts out to: a CSV file with the columns `line` and `fold`.
package struct FoldTable: Sendable {
  private var folds: [String: Int] = [:]

  /// Reads a file.
  ///
  /// - Throws: ``ReadFailure`` where it cannot be read, lacks a column, or a part is no whole number.
  package init(reading path: String) throws {
    let table = try PlainTable(reading: path)
    let (lines, parts) = (try table.column(["line"]), try table.column(["fold"]))
    var problems: [Problem] = []
    for row in 0..<table.count {
      let line = TextNormaliser.key(table[row, lines])
      guard !line.isEmpty else { continue }
      if let fold = Int(TextNormaliser.key(table[row, parts])), fold >= 0, folds[line] ?? fold == fold {
        folds[line] = fold
      } else {
        problems.append(
          Problem(.foldNumber, at: table.place(row, parts), .text(table[row, parts]), .text(table[row, lines])))
      }
    }
    if !problems.isEmpty { throw ReadFailure(problems, settings: Settings()) }
  }

  /// By place among some rows of the budget, the part of its line.
  package func folds(of rows: [BudgetRow], _ budget: Budget) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for (line, row) in rows.enumerated() { found[line] = folds[TextNormaliser.key(budget.id(of: row))] }
    return found
  }
}
