import AlignWords

extension HTMLReport {
  /// Scenarios side by side, where any was solved.
  var scenarios: HTMLSection? {
    guard !contents.scenarios.isEmpty else { return nil }
    let tables = ScenarioTables(contents.scenarios, in: language)
    var blocks: [HTMLBlock] = [.table(sideBySide(tables.summary))]
    if let axes = tables.axes { blocks.append(.table(HTMLTable(axes, format: format))) }
    if let flags = tables.flags {
      blocks.append(
        .details(summary: flags.title.text(in: language), [.table(HTMLTable(flags, format: format))]))
    }
    if tables.limits.count > 0 {
      blocks.append(
        .details(
          summary: tables.limits.title.text(in: language), [.table(HTMLTable(tables.limits, format: format, most: 80))])
      )
    }
    if let lines = tables.lines {
      blocks.append(
        .details(summary: lines.title.text(in: language), [.table(HTMLTable(lines, format: format, most: 40))]))
    }
    return HTMLSection(
      id: "scenarios", heading: Phrase.scenariosSideBySide.text(in: language),
      lead: ([Phrase.whatTheNextBudgetWouldBe.text(in: language)] + (contents.analysis?.basisNotes(format) ?? []))
        .joined(separator: " "),
      blocks: blocks)
  }

  /// One column a scenario, one row a figure.
  private func sideBySide(_ table: ReportTable) -> HTMLTable {
    let scenarios = (0..<table.count).map { table.row($0) }
    let figures = table.columns.indices.dropFirst().filter { table.columns[$0].isShown }
    return HTMLTable(
      caption: table.title.text(in: language) + " (\(format.unitName))",
      columns: [.init(heading: Phrase.figure2.text(in: language))]
        + scenarios.map { .init(heading: $0[0].shown(in: format), isNumber: true) },
      rows: figures.map { figure in
        [.text(table.columns[figure].heading.text(in: language))]
          + scenarios.map { .number($0[figure].shown(in: format)) }
      })
  }
}
