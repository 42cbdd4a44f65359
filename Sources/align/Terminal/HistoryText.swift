import AlignReports
import AlignWords
import AlignmentEngine

/// The history as a person reads it: the runs, then what changed.
struct HistoryText {
  let runs: [Snapshot]
  let comparison: HistoryComparison?
  let name: String
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  /// Rows of a table that are shown.
  private static let rowsShown = 40

  /// Every line.
  func lines() -> [String] {
    let title = Phrase.titleHistory.text(in: language, screen.isolated(name))
    var lines = [screen.styled(title, .bold)]
    if runs.isEmpty { return lines + ["", Phrase.noRuns.text(in: language)] }
    lines += [""] + TextTable(table: HistoryTables.runs(runs, in: language), format: format, screen: screen).lines()
    guard let comparison else { return lines }
    lines += [""] + HistoryAnswer(comparison, format: format).lines
    lines += section(HistoryTables.changes(comparison, in: language))
    lines += section(HistoryTables.promises(comparison, in: language))
    lines += section(HistoryTables.flagTotals(comparison, in: language))
    return lines
  }

  private func section(_ table: ReportTable) -> [String] {
    guard table.count > 0 else { return [] }
    let text = TextTable(table: table, format: format, screen: screen, limit: Self.rowsShown)
    let rest = table.count - Self.rowsShown
    return ["", screen.styled(table.title.text(in: language), .bold)] + text.lines()
      + (rest > 0 ? [Phrase.more.text(in: language, format.count(rest))] : [])
  }
}
