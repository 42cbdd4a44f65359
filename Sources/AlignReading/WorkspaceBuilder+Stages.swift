import AlignModel

/// Which way the money of a budget goes, and which of its stages counts.
extension WorkspaceBuilder {
  /// Takes the directions of rows from their column, or from a column of another name that holds nothing else.
  func takeDirections(of table: ReadTable, _ budget: inout Budget, _ log: inout ProblemLog) {
    if let directions = table.meanings("direction") {
      budget.directionCodes = directions.map { $0 < 0 ? 255 : UInt8($0) }
      return
    }
    guard
      let (name, codes) = table.attributes.lazy.compactMap({ attribute in
        directions(attribute.values, table.count).map { (attribute.name, $0) }
      }).first
    else { return }
    budget.directionCodes = codes
    log.add(
      problem(
        table, .directionsFound, .warning, .text(name), .count(codes.count { $0 == 1 }), .count(codes.count { $0 == 2 })
      ))
  }

  /// The directions that a column of words names; nil where any cell is another word, or where all is expenditure.
  private func directions(_ values: TextColumn, _ count: Int) -> [UInt8]? {
    var known: [String: UInt8] = [:]
    for (index, words) in BudgetDirection.words.enumerated() {
      for word in words { known[TextNormaliser.allowedWord(word)] = UInt8(index) }
    }
    var codes = [UInt8](repeating: 255, count: count)
    var hasOther = false
    for record in 0..<count {
      guard let text = values[record], !text.isEmpty else { continue }
      guard text.utf8.count < 60, let code = known[TextNormaliser.allowedWord(text)] else { return nil }
      codes[record] = code
      hasOther = hasOther || code > 0
    }
    return hasOther ? codes : nil
  }

  /// Puts the stage that `align.yaml` chooses in the place of the approved amounts; a row without it keeps its approved one.
  func takeStage(of table: ReadTable, _ budget: inout Budget, _ log: inout ProblemLog) {
    let stage = workspace.settings.stage
    budget.stage = stage
    guard stage != .approved else { return }
    guard let amounts = stage == .amended ? budget.amended : budget.proposed else {
      var missing = problem(table, .stageMissing, column: stage.rawValue, .name(stage.rawValue))
      missing.place.row = table.headingRow
      log.add(missing)
      return
    }
    var blank = 0
    budget.approvedAsRead = budget.approved
    for record in 0..<table.count {
      if let amount = amounts[record] {
        budget.approved.values[record] = amount
      } else {
        blank += 1
      }
    }
    if blank > 0 {
      log.add(
        problem(table, .stageBlank, .warning, column: stage.rawValue, .count(blank), .name(stage.rawValue)))
    }
  }
}
