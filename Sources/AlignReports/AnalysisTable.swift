import AlignModel
import AlignWords
import AlignmentEngine

/// A table of an analysis, for formats that hold one.
package enum AnalysisTable: String, Sendable, CaseIterable {
  case goals, axes, indicators, lines, departments, flags

  /// The table, in its own order.
  package func made(of analysis: Analysis, in language: Language) -> ReportTable {
    switch self {
    case .goals: Ranking.goals.table(of: analysis, in: language)
    case .axes: Ranking.axes(of: analysis, in: language)
    case .indicators: Ranking.indicators.table(of: analysis, in: language)
    case .lines: Ranking.lines.table(of: analysis, in: language)
    case .departments: Ranking.departments.table(of: analysis, in: language)
    case .flags: FlagTables.list(analysis.flagList, of: analysis.workspace, in: language)
    }
  }
}
