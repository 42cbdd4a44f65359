import AlignModel
import AlignWords
import AlignmentEngine

/// The tables of a review.
package enum ReviewTable: String, Sendable, CaseIterable {
  case indicators, goals, axes, departments, owners, execution, statistics

  /// The table.
  package func table(of review: Review, in language: Language) -> ReportTable {
    let plan = review.workspace.plan
    return switch self {
    case .indicators: Self.indicators(of: review, in: language)
    case .goals:
      Self.groups(.goals, review.goals, key: "id") { plan.name(of: GoalID($0), in: language) }
    case .axes:
      Self.groups(.axes, review.axes, key: "id") { plan.name(of: AxisID($0), in: language) }
    case .owners:
      Self.groups(
        .owners, review.owners, key: "owner", blank: Phrase.noOwner.text(in: language), of: review.workspace,
        in: language)
    case .departments: Self.departments(of: review, in: language)
    case .execution: Self.execution(of: review, in: language)
    case .statistics: Self.statistics(of: review, in: language)
    }
  }

  /// Every indicator, in table order.
  static func indicators(of review: Review, in language: Language) -> ReportTable {
    let plan = review.workspace.plan
    return ReportTable(
      title: .indicators,
      columns: [
        .words("id", .id), .words("name", .name), .words("goal", .goal, isShown: false), .words("owner", .owner),
        .words("unit", .unit, isShown: false), .words("state", .state, isShown: false),
        .number("actual", .actual, isShown: false), .number("target", .target, isShown: false),
        .number("attainment", .attainment), .number("change_from_quarter", .changeFromQuarter),
        .number("change_from_year", .changeFromYear), .words("new_measurement", .lastObserved, isShown: false),
        .words("last_observed", .lastObserved, isShown: false),
        .number("gained_per_year", .gainedPerYear, isShown: false),
        .number("required_per_year", .requiredPerYear, isShown: false), .number("ratio", .ratioToRequired),
        .words("basis", .ratioToRequired, isShown: false), .words("status", .status),
        .number("forecast", .actual, isShown: false), .number("forecast_low", .forecastLow, isShown: false),
        .number("forecast_high", .forecastHigh, isShown: false), .number("forecast_attainment", .forecast),
        .number("forecast_attainment_low", .forecastLow), .number("forecast_attainment_high", .forecastHigh),
        .words("forecast_method", .forecastMethod), .number("plan_end_gap", .planEndGap),
        .number("vision_end_gap", .visionEndGap, isShown: false),
        .number("vision_required_per_year", .requiredPerYear, isShown: false),
        .words("statistics", .statistics, isShown: false),
      ],
      count: review.indicators.count
    ) { index in
      let card = review.indicators[index]
      let id = card.indicator
      let goal = plan.indicators.goal[id].index
      return [
        .text(plan.indicators.ids[index]), .text(plan.name(of: id, in: language)),
        .text(goal < plan.goals.count ? plan.goals.ids[goal] : nil), review.workspace.ownerCell(of: id, in: language),
        .text(plan.indicators.units[id]), .word(card.state.rawValue, shown: card.state.words(in: language)),
        .number(card.actual), .number(card.target), .share(card.attainment), .points(card.changeFromQuarter),
        .points(card.changeFromYear), .word(card.hasNewMeasurement ? "yes" : "no", shown: ""),
        .text(card.lastObserved?.description), .number(card.pace.gainedPerYear),
        .number(card.planEnd?.requiredPerYear), .number(card.ratio), .text(card.basis?.rawValue),
        .word(card.status.rawValue, shown: card.status.words(in: language)), .number(card.forecast.value),
        .number(card.forecast.low), .number(card.forecast.high), .share(card.forecast.attainment),
        .share(card.forecast.attainmentLow), .share(card.forecast.attainmentHigh),
        .word(card.forecast.method.rawValue, shown: card.forecast.method.words(in: language)),
        .share(card.planEnd?.gap), .share(card.visionEnd?.gap), .number(card.visionEnd?.requiredPerYear),
        .text(card.statistics),
      ]
    }
  }

  private static func groups(
    _ title: Phrase, _ cards: [GroupScorecard], key: String, blank: String = "",
    name: (@Sendable (Int) -> String)? = nil, of workspace: Workspace? = nil, in language: Language = .en
  ) -> ReportTable {
    let heading: [ReportTable.Column] =
      name == nil ? [.words(key, .name)] : [.words(key, .id), .words("name", .name)]
    return ReportTable(title: title, columns: heading + groupColumns, count: cards.count) { index in
      let card = cards[index]
      let id: ReportTable.Cell =
        card.id.isEmpty
        ? .word("", shown: blank) : workspace?.departmentCell(card.id, in: language) ?? .text(card.id)
      return (name.map { [id, .text($0(index))] } ?? [id]) + groupCells(card)
    }
  }

  private static let groupColumns: [ReportTable.Column] = [
    .number("indicators", .indicators), .number("attainment", .attainment),
    .number("change_from_quarter", .changeFromQuarter), .number("change_from_year", .changeFromYear),
    .number("on_track", .onTrack), .number("behind", .behind), .number("off_track", .offTrack),
    .number("not_due", .notDue, isShown: false), .number("unknown", .statusUnknown),
    .number("forecast_attainment", .forecast), .number("forecast_attainment_low", .forecastLow, isShown: false),
    .number("forecast_attainment_high", .forecastHigh, isShown: false),
    .number("plan_end_progress", .planEndProgress), .number("vision_end_progress", .visionEndProgress, isShown: false),
    .number("have", .have, isShown: false), .number("stale", .stale, isShown: false),
    .number("never_measured", .neverMeasured, isShown: false),
    .number("not_measurable", .notMeasurable, isShown: false),
  ]

  private static func groupCells(_ card: GroupScorecard) -> [ReportTable.Cell] {
    [
      .integer(card.count), .share(card.attainment), .points(card.changeFromQuarter), .points(card.changeFromYear),
      .integer(card.onTrack), .integer(card.behind), .integer(card.offTrack), .integer(card.notDue),
      .integer(card.unknown), .share(card.forecast), .share(card.forecastLow), .share(card.forecastHigh),
      .share(card.planEndProgress), .share(card.visionEndProgress), .integer(card.have), .integer(card.stale),
      .integer(card.neverMeasured), .integer(card.notMeasurable),
    ]
  }

  /// The whole plan as a table of one row.
  static func plan(of review: Review) -> ReportTable {
    ReportTable(title: .total, columns: groupColumns, count: 1) { _ in groupCells(review.plan) }
  }

  static func departments(of review: Review, in language: Language) -> ReportTable {
    ReportTable(
      title: .departments,
      columns: [
        .words("department", .department), .number("indicators", .indicators), .number("attainment", .attainment),
        .number("change_from_year", .changeFromYear), .number("on_track", .onTrack), .number("behind", .behind),
        .number("off_track", .offTrack), .number("lines", .lineCount, isShown: false), .number("approved", .approved),
        .number("untied_share", .untiedShare), .number("execution", .execution),
      ],
      count: review.departments.count
    ) { index in
      let page = review.departments[index]
      return [
        review.workspace.departmentCell(page.name, in: language), .integer(page.card?.count ?? 0),
        .share(page.card?.attainment), .points(page.card?.changeFromYear), .integer(page.card?.onTrack ?? 0),
        .integer(page.card?.behind ?? 0), .integer(page.card?.offTrack ?? 0), .integer(page.money?.lines ?? 0),
        .amount(page.money?.approved), .share(page.money?.untiedShare), .share(page.execution?.execution),
      ]
    }
  }

  /// Execution by department, then by goal, then by chapter.
  static func execution(of review: Review, in language: Language) -> ReportTable {
    guard let execution = review.execution else {
      return composition(Composition([]), .executionByDepartment, by: "department", names: { $0 }, in: language)
    }
    let parts = [
      Self.departments(of: execution, review: review, in: language),
      Self.goals(of: execution, review: review, in: language),
      Self.chapters(of: execution, in: language),
    ].compactMap { $0 }
    let positions = parts.enumerated().flatMap { part, table in (0..<table.count).map { (part, $0) } }
    return ReportTable(title: .executionByDepartment, columns: parts[0].columns, count: positions.count) {
      parts[positions[$0].0].row(positions[$0].1)
    }
  }

  static func departments(of execution: BudgetExecution, review: Review, in language: Language) -> ReportTable {
    let workspace = review.workspace
    return composition(
      execution.departments, .executionByDepartment, by: "department",
      names: { workspace.department($0, in: language) }, in: language)
  }

  static func goals(of execution: BudgetExecution, review: Review, in language: Language) -> ReportTable {
    let plan = review.workspace.plan
    var names = ["": Phrase.outsidePlan.text(in: language)]
    for (index, id) in plan.goals.ids.enumerated() { names[id] = plan.name(of: GoalID(index), in: language) }
    let named = names
    return composition(execution.goals, .executionByGoal, by: "goal", names: { named[$0] ?? $0 }, in: language)
  }

  static func chapters(of execution: BudgetExecution, in language: Language) -> ReportTable? {
    let blank = Phrase.noChapter.text(in: language)
    return execution.chapters.map {
      composition($0, .executionByChapter, by: "economic", names: { $0.isEmpty ? blank : $0 }, in: language)
    }
  }

  private static func composition(
    _ composition: Composition, _ title: Phrase, by: String, names: @escaping @Sendable (String) -> String,
    in language: Language
  ) -> ReportTable {
    ReportTable(
      title: title,
      columns: [
        .words("by", .kind, isShown: false), .words("id", .id, isShown: false), .words("name", .name),
        .number("lines", .lineCount), .number("approved", .approved), .number("spent", .spent),
        .number("execution", .execution), .number("adjusted", .adjusted), .number("deviation", .deviation),
      ],
      count: composition.items.count
    ) { index in
      let item = composition.items[index]
      return [
        .text(by), .text(item.name), .word(names(item.name), shown: names(item.name)), .integer(item.lines),
        .money(item.approved), .money(item.spent), .share(item.execution), .money(item.adjusted),
        .money(item.deviation),
      ]
    }
  }

  /// Indicators whose statistics are stale or missing, by owner in the order of the table.
  static func statistics(of review: Review, in language: Language) -> ReportTable {
    let plan = review.workspace.plan
    let missing = review.owners.flatMap { owner in
      owner.indicators.filter { review.indicators[$0.index].knowledge != .have }.map { (owner.id, $0) }
    }
    return ReportTable(
      title: .missingStatistics,
      columns: [
        .words("owner", .owner), .words("id", .id), .words("name", .name), .words("statistics", .statistics),
        .words("last_observed", .lastObserved),
      ],
      count: missing.count
    ) { index in
      let (owner, id) = missing[index]
      let card = review.indicators[id.index]
      let words: Phrase =
        switch card.knowledge {
        case .have: .have
        case .stale: .stale
        case .neverMeasured: .neverMeasured
        case .notMeasurable: .notMeasurable
        }
      return [
        owner.isEmpty
          ? .word("", shown: Phrase.noOwner.text(in: language)) : review.workspace.departmentCell(owner, in: language),
        .text(plan.indicators.ids[id.index]), .text(plan.name(of: id, in: language)),
        .word(card.statistics, shown: words.text(in: language)), .text(card.lastObserved?.description),
      ]
    }
  }
}
