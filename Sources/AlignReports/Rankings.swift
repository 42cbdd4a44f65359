import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

/// What `align rank` can rank.
package enum Ranking: String, Sendable, CaseIterable {
  case goals, indicators, lines, departments

  /// What is ranked, in words.
  package var phrase: Phrase {
    switch self {
    case .goals: .goals
    case .indicators: .indicators
    case .lines: .lines
    case .departments: .departments
    }
  }

  /// The ranked table.
  package func table(of analysis: Analysis, in language: Language) -> ReportTable {
    switch self {
    case .goals: Self.goals(of: analysis, in: language)
    case .indicators: Self.indicators(of: analysis, in: language)
    case .lines: Self.lines(of: analysis, in: language)
    case .departments: Self.departments(of: analysis, in: language)
    }
  }

  /// The goals, the most under-funded first; those without a rank last, in table order.
  package static func goals(of analysis: Analysis, in language: Language) -> ReportTable {
    let goals = analysis.alignment.goals
    let order = goals.indices.filter { !goals[$0].isChildless }
      .sorted { (goals[$0].rank ?? .max, $0) < (goals[$1].rank ?? .max, $1) }
    return AnalysisRecords.goals(of: analysis, in: language).table(.goals, order)
  }

  /// The axes in table order, which is the order in which a plan names them.
  package static func axes(of analysis: Analysis, in language: Language) -> ReportTable {
    let axes = analysis.alignment.axes
    return AnalysisRecords.axes(of: analysis, in: language).table(.axes, axes.indices.filter { !axes[$0].isChildless })
  }

  /// The indicators by what their need share exceeds their funding share; those without both last, in table order.
  static func indicators(of analysis: Analysis, in language: Language) -> ReportTable {
    let alignment = analysis.alignment
    let excess = (0..<analysis.workspace.plan.indicators.count).map { index -> Double? in
      guard let need = alignment.needShare[IndicatorID(index)], let funding = alignment.fundingShare[IndicatorID(index)]
      else { return nil }
      return need - funding
    }
    let order =
      Scores.descending(excess, within: Scores.rounding) + excess.indices.filter { excess[$0] == nil }
    return AnalysisRecords.indicators(of: analysis, in: language).table(.indicators, order)
  }

  /// The lines, the best score first; those without a score last, in table order.
  static func lines(of analysis: Analysis, in language: Language) -> ReportTable {
    let scores = analysis.scoreLines()
    let order =
      Scores.descending(scores.score, within: Scores.rounding)
      + scores.score.indices.filter { scores.score[$0] == nil }
    return AnalysisRecords.lines(of: analysis, scores, in: language).table(.lines, order)
  }

  /// The departments, the one with most untied money first.
  static func departments(of analysis: Analysis, in language: Language) -> ReportTable {
    let figures = DepartmentFigures.all(of: analysis.funding, in: analysis.workspace.budget)
    return ReportTable(
      title: .departments,
      columns: [
        .words("department", .department), .number("lines", .lineCount), .number("approved", .approved),
        .number("linked", .linked), .number("untied", .untiedAmount), .number("untied_share", .untiedShare),
        .number("execution", .execution),
      ],
      count: figures.count
    ) { index in
      let figure = figures[index]
      return [
        analysis.workspace.departmentCell(figure.name, in: language), .integer(figure.lines),
        .amount(figure.approved), .money(figure.linked), .amount(figure.untied), .share(figure.untiedShare),
        .share(figure.execution),
      ]
    }
  }
}
