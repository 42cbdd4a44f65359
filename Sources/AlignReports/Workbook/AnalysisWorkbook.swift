import AlignModel
import AlignWords
import AlignmentEngine

extension ReportWorkbook {
  /// An analysis as a workbook: summary with the chart of need against funding, goals, axes, indicators, lines, departments
  /// and flags.
  ///
  /// - Parameters:
  ///   - name: what the workspace is called.
  ///   - isSummary: no lines, and flags by code.
  package static func of(_ analysis: Analysis, totals: FlagTotals, name: String, in language: Language, isSummary: Bool)
    -> ReportWorkbook
  {
    let settings = analysis.workspace.settings
    let format = NumberFormat(language: language, settings: settings, largest: analysis.funding.totalApproved)
    let title = Phrase.titleAnalysis.text(
      in: language, name, format.label(String(analysis.year)), format.label(analysis.period))
    var workbook = ReportWorkbook(language: language, settings: settings, title: title)
    workbook.add(analysis, totals: totals, isSummary: isSummary)
    workbook.add(
      isSummary
        ? FlagTables.totals(totals, in: language)
        : FlagTables.list(analysis.flagList, of: analysis.workspace, in: language))
    return workbook
  }

  /// A report as a workbook: the analysis where there is a budget, the review, and the flags; where it is public, flags by
  /// code only, since single ones name people and reasons.
  package static func of(_ contents: ReportContents, name: String, in language: Language, isSummary: Bool)
    -> ReportWorkbook
  {
    let settings = contents.review.workspace.settings
    var workbook = ReportWorkbook(language: language, settings: settings, title: name)
    if let analysis = contents.analysis { workbook.add(analysis, totals: contents.totals, isSummary: isSummary) }
    for table in ReviewTable.allCases {
      let made = table.table(of: contents.review, in: language)
      if made.count > 0 { workbook.add(made, named: Phrase.reviewed.text(in: language, made.title.text(in: language))) }
    }
    if !contents.scenarios.isEmpty {
      let tables = ScenarioTables(contents.scenarios, in: language)
      workbook.add(tables.summary)
      if let axes = tables.axes { workbook.add(axes) }
    }
    let hidesFlags = isSummary || contents.isPublic
    workbook.add(
      hidesFlags
        ? FlagTables.totals(contents.totals, in: language)
        : FlagTables.list(contents.flags, of: contents.review.workspace, in: language))
    return workbook
  }

  /// The sheets of an analysis without its flags.
  private mutating func add(_ analysis: Analysis, totals: FlagTotals, isSummary: Bool) {
    let synthetic = settings.isSynthetic ? [Phrase.synthetic.text(in: language)] : []
    let chart = Chart(
      title: .needAgainstFunding, table: .goals, names: "name", values: ["need_share", "funding_share"])
    add(SummaryTable.of(analysis, totals: totals, in: language), preface: [title] + synthetic, chart: chart)
    add(Ranking.goals(of: analysis, in: language))
    add(Ranking.axes(of: analysis, in: language))
    add(Ranking.indicators.table(of: analysis, in: language))
    if !isSummary { add(Ranking.lines.table(of: analysis, in: language)) }
    add(Ranking.departments.table(of: analysis, in: language))
  }

  /// A workspace and its tables as they were read, as a workbook that reads back: its settings and its tables as they were read.
  package static func of(_ workspace: Workspace, tables: [ReadTable], in language: Language) -> ReportWorkbook {
    let settings = workspace.settings
    var workbook = ReportWorkbook(
      language: language, settings: settings, title: settings.name(in: language.rawValue) ?? "workspace")
    workbook.isExact = true
    let rows = SettingsText.entries(of: settings)
    workbook.add(
      ReportTable(
        title: .of("table", "settings"), columns: [.words("key", .key), .words("value", .value)], count: rows.count
      ) {
        [.text(rows[$0].key), .text(rows[$0].value)]
      })
    for exported in ExportedTable.all(tables) { workbook.add(exported.table) }
    return workbook
  }
}

/// The figures that answer the question, each with its meaning.
package enum SummaryTable {
  /// The figures of an analysis, a row each.
  package static func of(_ analysis: Analysis, totals: FlagTotals, in language: Language) -> ReportTable {
    let alignment = analysis.alignment
    let funding = analysis.funding
    let directionFigures: [(String, Phrase, ReportTable.Cell, Phrase)] =
      analysis.directions.map { totals in
        [
          ("total_revenue", .figureRevenue, .amount(totals.revenue), .meaningRevenue),
          ("total_transfers", .figureTransfers, .amount(totals.transfers), .meaningTransfers),
          ("total_gross", .figureGross, .amount(totals.gross), .meaningGross),
        ]
      } ?? []
    let classes = ClassTotals(of: funding)
    let plan = analysis.workspace.plan
    let unknown = plan.indicators.handles.filter { !analysis.attainment.isKnown($0) }.count
    let worst = alignment.goals.indices.filter { (alignment.goals[$0].underFunding ?? 0) > 0 }
      .sorted { (alignment.goals[$0].rank ?? .max) < (alignment.goals[$1].rank ?? .max) }.prefix(3)
      .map { plan.name(of: GoalID($0), in: language) }
    let currency = analysis.workspace.settings.currency
    let rows: [(String, Phrase, ReportTable.Cell, Phrase)] =
      [
        ("total_approved", .figureApproved, .amount(funding.totalApproved), .meaningApproved)
      ] + directionFigures + [
        ("linked", .figureLinked, .money(funding.totalLinked), .meaningLinked),
        ("coverage", .figureCoverage, .share(alignment.coverage), .meaningCoverage),
        ("live_coverage", .figureLive, .share(alignment.liveCoverage), .meaningLive),
        ("live_coverage_upper", .figureLiveUpper, .share(alignment.liveCoverageUpper), .meaningLiveUpper),
        ("keeping", .figureKeeping, .money(alignment.use.keepingTotal), .meaningKeeping),
        ("improving", .figureImproving, .money(alignment.use.improvingTotal), .meaningImproving),
        ("base_amount", .figureBase, .money(alignment.use.base), .meaningBase),
        ("theta", .figureTheta, .share(alignment.use.theta), .meaningTheta),
        ("judged_kind", .figureJudged, .money(alignment.use.judged), .meaningJudged),
        ("alignment_index", .figureIndex, .number(alignment.alignmentIndex), .meaningIndex),
        ("plan_attainment", .figureAttainment, .share(alignment.planAttainment), .meaningAttainment),
        ("untied_lines", .figureUntiedLines, .integer(classes.untied.lines), .meaningUntied),
        ("untied_amount", .figureUntied, .amount(classes.untied.approved), .meaningUntied),
        ("neutral_lines", .figureNeutralLines, .integer(classes.neutral.lines), .meaningNeutral),
        ("neutral_amount", .figureNeutral, .amount(classes.neutral.approved), .meaningNeutral),
        ("unmeasured_indicators", .figureUnknown, .integer(unknown), .meaningUnknown),
        ("unmeasured_funding", .figureUnknownFunding, .money(alignment.unmeasuredFunding), .meaningUnknown),
        (
          "most_under_funded", .figureWorst,
          worst.isEmpty
            ? .word("", shown: Phrase.noUnderFunded.text(in: language))
            : .text(language.series(worst)), .meaningWorst
        ),
        ("at_stake", .figureAtStake, .amount(totals.atStake), .meaningAtStake),
      ]
    return ReportTable(
      title: .summary,
      columns: [
        .words("key", .key, isShown: false), .words("figure", .figure), .number("value", .value),
        .words("meaning", .meaning),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      let figure = row.1.text(in: language)
      let unit = row.2.isMoney ? " (\(currency.word(in: language)))" : ""
      return [.text(row.0), .text(figure + unit), row.2, .text(row.3.text(in: language))]
    }
  }
}
