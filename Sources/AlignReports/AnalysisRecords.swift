import AlignModel
import AlignWords
import AlignmentEngine

/// What is told of each goal, axis, indicator and line of an analysis.
enum AnalysisRecords {
  /// Goals, by their place.
  static func goals(of analysis: Analysis, in language: Language) -> RecordFields<Int> {
    let plan = analysis.workspace.plan
    return groups(analysis.alignment, analysis.alignment.goals) {
      (plan.goals.ids[$0], plan.name(of: GoalID($0), in: language))
    }
  }

  /// Axes, by their place.
  static func axes(of analysis: Analysis, in language: Language) -> RecordFields<Int> {
    let plan = analysis.workspace.plan
    return groups(analysis.alignment, analysis.alignment.axes) {
      (plan.axes.ids[$0], plan.name(of: AxisID($0), in: language))
    }
  }

  /// What shares of money are shares of.
  private static func base(_ alignment: Alignment) -> ReportTable.Cell {
    .text(alignment.use.isOfLinked ? "linked" : "improving")
  }

  private static func groups(
    _ alignment: Alignment, _ groups: [Alignment.GroupAlignment], name: @escaping @Sendable (Int) -> (String, String)
  ) -> RecordFields<Int> {
    // What has no indicator has no weight and gets no money that could be told.
    func known(_ money: @escaping @Sendable (Alignment.GroupAlignment) -> Double?) -> @Sendable (Int) -> Double? {
      { groups[$0].isChildless ? nil : money(groups[$0]) }
    }
    let (weight, funding) = (known { $0.weight }, known { $0.funding })
    let (keeping, improving) = (known { $0.keeping }, known { $0.improving })
    return RecordFields(fields: [
      .number("rank", .rank) { .integer(groups[$0].rank) },
      .words("id", .id) { .text(name($0).0) },
      .words("name", .name, inDocument: false) { .text(name($0).1) },
      .number("attainment", .attainment) { .share(groups[$0].attainment) },
      .number("weight", .weight, isShown: false) { .number(weight($0)) },
      .number("need_share", .needShare) { .share(groups[$0].needShare) },
      .number("funding_share", .fundingShare) { .share(groups[$0].fundingShare) },
      .number("under_funding", .underFunding) { .points(groups[$0].underFunding) },
      .number("under_funding_amount", .underFundingAmount) { .money(groups[$0].underFundingAmount) },
      .number("ratio", .ratio, isShown: false) { .number(groups[$0].ratio) },
      .number("funding", .funding) { .money(funding($0)) },
      .number("keeping", .keeping) { .money(keeping($0)) },
      .number("improving", .improving) { .money(improving($0)) },
      .words("base", .base, isShown: false, inDocument: false) { _ in base(alignment) },
    ])
  }

  /// Indicators, by their place.
  static func indicators(of analysis: Analysis, in language: Language) -> RecordFields<Int> {
    let (alignment, attainment, plan) = (analysis.alignment, analysis.attainment, analysis.workspace.plan)
    let (weights, funding) = (analysis.weights.indicator, analysis.funding.funding)
    return RecordFields(fields: [
      .words("id", .id) { .text(plan.indicators.ids[$0]) },
      .words("name", .name, inDocument: false) { .text(plan.name(of: IndicatorID($0), in: language)) },
      .words("state", .state) {
        let state = attainment.state[IndicatorID($0)]
        return .word(state.rawValue, shown: state.words(in: language))
      },
      .number("attainment", .attainment) { .share(attainment.attainment[IndicatorID($0)]) },
      .number("review_gap", .reviewGap, isShown: false) { .number(attainment.reviewGap[IndicatorID($0)]) },
      .number("planning_gap", .planningGap) { .share(attainment.planningGap[IndicatorID($0)]) },
      .number("planning_gap_plan_end", .planningGapPlanEnd, isShown: false) {
        .number(attainment.planEndGap[IndicatorID($0)])
      },
      .number("need", .need, isShown: false) { .number(attainment.need[IndicatorID($0)]) },
      .number("weight", .weight, isShown: false) { .number(weights[IndicatorID($0)]) },
      .number("need_share", .needShare) { .share(alignment.needShare[IndicatorID($0)]) },
      .number("funding_share", .fundingShare) { .share(alignment.fundingShare[IndicatorID($0)]) },
      .number("funding", .funding) { .money(funding[IndicatorID($0)]) },
      .number("keeping", .keeping) { .money(alignment.use.keeping[IndicatorID($0)]) },
      .number("improving", .improving) { .money(alignment.use.improving[IndicatorID($0)]) },
      .words("base", .base, isShown: false, inDocument: false) { _ in base(alignment) },
      .words("owner", .owner, inDocument: false) {
        analysis.workspace.ownerCell(of: IndicatorID($0), in: language)
      },
    ])
  }

  /// Lines of the budget's year, by their place.
  static func lines(of analysis: Analysis, _ scores: LineScores, in language: Language) -> RecordFields<Int> {
    let (funding, budget, use) = (analysis.funding, analysis.workspace.budget, analysis.alignment.use)
    let english = language.isRightToLeft ? nil : budget.titleEn
    let money = (0..<funding.count).map { use.money(ofRow: $0, in: funding) }
    // Compiled patterns of rules are only read.
    nonisolated(unsafe) let shares = LineTies(of: analysis)
    let indicators = analysis.workspace.plan.indicators.ids
    return RecordFields(fields: [
      .words("id", .id) { .text(budget.id(of: funding.rows[$0])) },
      .words("title", .title, inDocument: false) {
        let row = funding.rows[$0].index
        return .text(english?[row] ?? budget.title[row])
      },
      .words("department", .department, inDocument: false) {
        budget.department(of: funding.rows[$0]).map { analysis.workspace.departmentCell($0, in: language) }
          ?? .text(nil)
      },
      .number("approved", .approved) { .amount(funding.approved[$0]) },
      .number("share", .servedShare) { .share(funding.servedShare($0)) },
      .number("keeping", .keeping) { .money(money[$0].keeping) },
      .number("improving", .improving) { .money(money[$0].improving) },
      .words("class", .lineClass) {
        let lineClass = funding.lineClass[$0]
        return .word(lineClass.rawValue, shown: lineClass.words(in: language))
      },
      .number("score", .score) { .number(scores.score[$0]) },
      .number("score_coverage", .scoreCoverage, isShown: false, inDocument: false) { .share(scores.coverage[$0]) },
      .number("quartile", .quartile) { .integer(scores.quartile[$0]) },
      .words("indicators", .indicators) { .compound(LineSharesCell(shares: shares[$0], ids: indicators)) },
    ])
  }
}
