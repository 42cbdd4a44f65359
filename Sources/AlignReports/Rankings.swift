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
    let plan = analysis.workspace.plan
    return groups(.goals, analysis.alignment, goals, order: order) { index in
      (plan.goals.ids[index], plan.name(of: GoalID(index), in: language))
    }
  }

  /// The axes in table order, which is the order in which a plan names them.
  package static func axes(of analysis: Analysis, in language: Language) -> ReportTable {
    let plan = analysis.workspace.plan
    let axes = analysis.alignment.axes
    return groups(.axes, analysis.alignment, axes, order: axes.indices.filter { !axes[$0].isChildless }) { index in
      (plan.axes.ids[index], plan.name(of: AxisID(index), in: language))
    }
  }

  private static func groups(
    _ title: Phrase, _ alignment: Alignment, _ groups: [Alignment.GroupAlignment], order: [Int],
    name: @escaping @Sendable (Int) -> (id: String, name: String)
  ) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .number("rank", .rank), .words("id", .id), .words("name", .name), .number("attainment", .attainment),
        .number("weight", .weight, isShown: false), .number("need_share", .needShare),
        .number("funding_share", .fundingShare), .number("under_funding", .underFunding),
        .number("under_funding_amount", .underFundingAmount), .number("ratio", .ratio, isShown: false),
        .number("funding", .funding), .number("keeping", .keeping), .number("improving", .improving),
        .words("base", .base, isShown: false),
      ],
      count: order.count
    ) { index in
      let group = groups[order[index]]
      let label = name(order[index])
      return [
        .integer(group.rank), .text(label.id), .text(label.name), .share(group.attainment), .number(group.weight),
        .share(group.needShare), .share(group.fundingShare), .points(group.underFunding),
        .money(group.underFundingAmount), .number(group.ratio), .money(group.funding), .money(group.keeping),
        .money(group.improving), .text(alignment.use.isOfLinked ? "linked" : "improving"),
      ]
    }
  }

  /// The indicators by what their need share exceeds their funding share; those without both last, in table order.
  static func indicators(of analysis: Analysis, in language: Language) -> ReportTable {
    let alignment = analysis.alignment
    let attainment = analysis.attainment
    let plan = analysis.workspace.plan
    let excess = (0..<plan.indicators.count).map { index -> Double? in
      guard let need = alignment.needShare[IndicatorID(index)], let funding = alignment.fundingShare[IndicatorID(index)]
      else { return nil }
      return need - funding
    }
    let order =
      Scores.descending(excess, within: Scores.rounding) + excess.indices.filter { excess[$0] == nil }
    return ReportTable(
      title: .indicators,
      columns: [
        .words("id", .id), .words("name", .name), .words("state", .state), .number("attainment", .attainment),
        .number("review_gap", .reviewGap, isShown: false), .number("planning_gap", .planningGap),
        .number("planning_gap_plan_end", .planningGapPlanEnd, isShown: false), .number("need", .need, isShown: false),
        .number("weight", .weight, isShown: false), .number("need_share", .needShare),
        .number("funding_share", .fundingShare), .number("funding", .funding), .number("keeping", .keeping),
        .number("improving", .improving), .words("base", .base, isShown: false), .words("owner", .owner),
      ],
      count: order.count
    ) { position in
      let id = IndicatorID(order[position])
      let state = attainment.state[id]
      return [
        .text(plan.indicators.ids[id.index]), .text(plan.name(of: id, in: language)),
        .word(state.rawValue, shown: state.words(in: language)), .share(attainment.attainment[id]),
        .number(attainment.reviewGap[id]), .share(attainment.planningGap[id]), .number(attainment.planEndGap[id]),
        .number(attainment.need[id]), .number(analysis.weights.indicator[id]),
        .share(alignment.needShare[id]), .share(alignment.fundingShare[id]), .money(analysis.funding.funding[id]),
        .money(alignment.use.keeping[id]), .money(alignment.use.improving[id]),
        .text(alignment.use.isOfLinked ? "linked" : "improving"), .text(plan.indicators.owner[id]),
      ]
    }
  }

  /// The lines, the best score first; those without a score last, in table order.
  static func lines(of analysis: Analysis, in language: Language) -> ReportTable {
    let scores = analysis.scoreLines()
    let funding = analysis.funding
    let budget = analysis.workspace.budget
    let use = analysis.alignment.use
    let order =
      Scores.descending(scores.score, within: Scores.rounding)
      + scores.score.indices.filter { scores.score[$0] == nil }
    return ReportTable(
      title: .lines,
      columns: [
        .words("id", .id), .words("title", .title), .words("department", .department), .number("approved", .approved),
        .number("share", .servedShare), .number("keeping", .keeping), .number("improving", .improving),
        .words("class", .lineClass), .number("score", .score),
        .number("score_coverage", .scoreCoverage, isShown: false),
        .number("quartile", .quartile),
      ],
      count: order.count
    ) { position in
      let index = order[position]
      let row = funding.rows[index]
      let lineClass = funding.lineClass[index]
      let english = !language.isRightToLeft ? budget.titleEn?[row.index] : nil
      let money = use.money(ofRow: index, in: funding)
      return [
        .text(budget.id(of: row)), .text(english ?? budget.title[row.index]), .text(budget.department(of: row)),
        .amount(funding.approved[index]), .share(funding.servedShare(index)), .money(money.keeping),
        .money(money.improving),
        .word(lineClass.rawValue, shown: lineClass.words(in: language)), .number(scores.score[index]),
        .share(scores.coverage[index]), .integer(scores.quartile[index]),
      ]
    }
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
      let blank = Phrase.noDepartment.text(in: language)
      return [
        figure.name.isEmpty ? .word("", shown: blank) : .text(figure.name), .integer(figure.lines),
        .amount(figure.approved), .money(figure.linked), .amount(figure.untied), .share(figure.untiedShare),
        .share(figure.execution),
      ]
    }
  }
}
