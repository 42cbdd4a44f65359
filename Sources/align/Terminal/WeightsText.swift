import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine

/// Weights by level and method, as a person reads them.
struct WeightsText {
  let comparison: WeightComparison
  let workspace: Workspace
  let name: String
  let format: NumberFormat
  let screen: Screen
  let isExpertsOnly: Bool
  private var language: Language { format.language }

  /// Rows of one level that are shown; the other formats give them all.
  private static let rowsShown = 60

  /// Every line of the report.
  func lines() -> [String] {
    var lines = [screen.styled(Phrase.titleOfWeights.text(in: language, screen.isolated(name)), .bold)]
    if workspace.settings.isSynthetic { lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow)) }
    if !isExpertsOnly {
      lines += [""] + WeightTables.notes(comparison, in: language)
      for level in PlanLevel.allCases {
        lines += section(WeightTables.weights(comparison, of: workspace.plan, level: level, in: language))
      }
    }
    lines += section(WeightTables.experts(comparison, in: language))
    let limit = workspace.settings.flags["AL403"]?.thresholds["consistency_ratio"] ?? Consistency.limit
    let sentences = WeightTables.mendingSentences(comparison, above: limit, format: format)
    if !sentences.isEmpty { lines += [""] + sentences.map { screen.styled($0, .yellow) } }
    return lines
  }

  private func section(_ table: ReportTable) -> [String] {
    guard table.count > 0 else { return [] }
    let more = table.count - Self.rowsShown
    return ["", screen.styled(table.title.text(in: language), .bold)]
      + TextTable(table: table, format: format, screen: screen, limit: Self.rowsShown, cellWidth: 32).lines()
      + (more > 0 ? [Phrase.more.text(in: language, format.count(more))] : [])
  }
}
