import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// What `align check` found, as a person reads it.
struct CheckText {
  let workspace: Workspace
  let lint: PlanLint
  let totals: FlagTotals
  let name: String
  let format: NumberFormat
  let screen: Screen
  let isSummary: Bool
  let warnings: Int
  private var language: Language { format.language }

  /// Flags one by one are shown up to this many; the other formats give them all.
  private static let flagsShown = 40

  /// Every line of the report.
  func lines() -> [String] {
    let title = Phrase.titleCheck.text(
      in: language, screen.isolated(name),
      lint.period.map { format.label($0) } ?? Phrase.unknown.text(in: language))
    var lines = [screen.styled(title, .bold)]
    if workspace.settings.isSynthetic { lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow)) }
    let total = lint.inventory.total
    lines += [
      "",
      Phrase.checkSummary.text(
        in: language, format.count(total.count), format.count(total.have), format.count(total.stale),
        format.count(total.neverMeasured), format.count(total.notMeasurable)),
    ]
    lines += section(tables)
    lines += section(InventoryTable.axes(lint.inventory, plan: workspace.plan, in: language))
    lines += section(InventoryTable.owners(lint.inventory, in: language))
    lines += FlagText.lines(totals, format: format, screen: screen)
    if !isSummary, !lint.flagList.isEmpty {
      let list = FlagTables.list(lint.flagList, of: workspace, in: language)
      lines += [""] + FlagText.lines(list, most: Self.flagsShown, format: format, screen: screen)
      if list.count > Self.flagsShown {
        lines.append(Phrase.more.text(in: language, format.count(list.count - Self.flagsShown)))
      }
    }
    if warnings > 0 { lines += ["", Phrase.warningsCount.text(in: language, format.count(warnings))] }
    return lines
  }

  private var tables: ReportTable {
    let found = workspace.tables
    return ReportTable(
      title: .tables, columns: [.words("table", .table), .number("rows", .rows)], count: found.count
    ) {
      let name = found[$0].name
      return [.word(name, shown: TableWords.sheet(name, in: language)), .integer(found[$0].rows)]
    }
  }

  private func section(_ table: ReportTable) -> [String] {
    guard table.count > 0 else { return [] }
    return ["", screen.styled(table.title.text(in: language), .bold)]
      + TextTable(table: table, format: format, screen: screen).lines()
  }
}
