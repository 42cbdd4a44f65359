import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// An analysis as a person reads it: the answer in a few lines, then axes, goals and flags.
struct AnalysisText {
  let analysis: Analysis
  let totals: FlagTotals
  let name: String
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  init(_ analysis: Analysis, totals: FlagTotals, name: String, format: NumberFormat, screen: Screen) {
    self.analysis = analysis
    self.totals = totals
    self.name = name
    self.format = format
    self.screen = screen
  }

  /// The goals that the first page shows.
  private static let goalsShown = 10

  /// Every line of the report.
  func lines() -> [String] {
    var lines = [screen.styled(title, .bold)]
    if analysis.workspace.settings.isSynthetic {
      lines.append(screen.styled(Phrase.synthetic.text(in: language), .yellow))
    }
    lines += [""] + answer + ["", screen.styled(Phrase.amountsIn.text(in: language, format.unitName), .faint)]
    lines += section(Ranking.axes(of: analysis, in: language), limit: .max)
    let goals = Ranking.goals(of: analysis, in: language)
    lines += section(goals, limit: Self.goalsShown)
    if goals.count > Self.goalsShown {
      lines.append(Phrase.moreRows.text(in: language, format.count(goals.count - Self.goalsShown), "goals"))
    }
    lines += FlagText.lines(totals, format: format, screen: screen)
    let warnings = analysis.allWarnings.count
    if warnings > 0 { lines += ["", Phrase.warningsCount.text(in: language, format.count(warnings))] }
    return lines
  }

  private var title: String {
    Phrase.titleAnalysis.text(
      in: language, screen.isolated(name), format.label(String(analysis.year)),
      format.label(analysis.period))
  }

  private var answer: [String] {
    let alignment = analysis.alignment
    let classes = ClassTotals(of: analysis.funding)
    let plan = analysis.workspace.plan
    let unmeasured = plan.indicators.handles.filter { !analysis.attainment.isKnown($0) }.count
    return [
      Phrase.servesPlan.text(
        in: language, share(alignment.coverage), format.amount(analysis.funding.totalLinked),
        format.money(Double(analysis.funding.totalApproved))),
      Phrase.liveCoverage.text(in: language, share(alignment.liveCoverage), share(alignment.liveCoverageUpper)),
      analysis.keepingAndImproving(format),
      Phrase.servesNothing.text(
        in: language, format.count(classes.untied.lines + classes.neutral.lines),
        format.money(Double(classes.untied.approved) + Double(classes.neutral.approved)),
        format.count(classes.untied.lines), format.amount(classes.untied.approved),
        format.count(classes.neutral.lines), format.amount(classes.neutral.approved)),
      underFunded,
      Phrase.alignment.text(
        in: language, alignment.alignmentIndex.map { format.decimal($0, decimals: 3) } ?? notEstimable,
        share(alignment.planAttainment), format.count(unmeasured), format.count(plan.indicators.count),
        format.money(alignment.unmeasuredFunding)),
    ] + analysis.directionNotes(format) + analysis.basisNotes(format)
  }

  private var underFunded: String {
    let goals = analysis.alignment.goals
    let worst = goals.indices
      .filter { (goals[$0].underFunding ?? 0) > 0 }
      .sorted { (goals[$0].rank ?? .max) < (goals[$1].rank ?? .max) }
      .prefix(3)
    guard !worst.isEmpty else { return Phrase.noUnderFunded.text(in: language) }
    let names = worst.map { index in
      let amount = goals[index].underFundingAmount.map(format.money) ?? notEstimable
      let name = TextWidth.clean(analysis.workspace.plan.name(of: GoalID(index), in: language))
      let note =
        goals[index].isNotImproved
        ? "; " + Phrase.nothingImprovesIt.text(in: language, format.money(goals[index].keeping)) : ""
      return "\(screen.isolated(name)) (\(amount)\(note))"
    }
    return Phrase.mostUnderFunded.text(in: language, language.list(names))
  }

  private var notEstimable: String { Phrase.notEstimable.text(in: language) }

  private func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? notEstimable }

  private func section(_ table: ReportTable, limit: Int) -> [String] {
    ["", screen.styled(table.title.text(in: language), .bold)]
      + TextTable(table: table, format: format, screen: screen, limit: limit).lines()
  }
}
