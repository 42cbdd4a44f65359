import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// Writes two pages of A4 for a council: the answer, the decisions to take, and one picture.
  ///
  /// - Throws: what the sink throws.
  package func writeBrief(to sink: any ByteSink) throws {
    let page = HTMLPage(
      language: language, title: name, kicker: kicker, meta: meta, notices: notices,
      sections: [briefAnswer, decisionSection, picture].compactMap { $0 }, footer: footer)
    var html = page.html()
    try html.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
  }

  private var briefAnswer: HTMLSection? {
    guard var section = answer else { return nil }
    section.blocks = section.blocks.filter { if case .cards = $0 { true } else { false } }
    return section
  }

  private var decisionSection: HTMLSection? {
    let decisions = decisions.prefix(Self.mostDecisions)
    if decisions.isEmpty { return nil }
    return HTMLSection(
      id: "decisions", heading: Phrase.briefDecisions.text(in: language), lead: "",
      blocks: [.list(Array(decisions), isOrdered: true)])
  }

  private static let mostDecisions = 3

  /// What a council can settle, the weightiest first.
  private var decisions: [String] {
    [moreForGoal, untiedLines, alreadyMet, axisBehind, statisticsMissing].compactMap { $0 }
  }

  /// The goal that is shortest of money, where most weightings say so.
  private var moreForGoal: String? {
    guard let analysis = contents.analysis, let supported = contents.supportedShortGoals else { return nil }
    let goals = analysis.alignment.goals
    let short = goals.indices.filter { supported.contains($0) && (goals[$0].underFunding ?? 0) > 0 }
    guard let worst = short.min(by: { (goals[$0].rank ?? .max) < (goals[$1].rank ?? .max) }) else { return nil }
    let agree = contents.robustness?.goals.first { $0.index == worst }?.underFunded
    return Phrase.briefMoreForGoal.text(
      in: language, plan.name(of: GoalID(worst), in: language), share(goals[worst].needShare),
      share(goals[worst].fundingShare), goals[worst].underFundingAmount.map(format.money) ?? notEstimable, share(agree))
  }

  private var untiedLines: String? {
    guard let analysis = contents.analysis else { return nil }
    let untied = ClassTotals(of: analysis.funding).untied
    let approved = Double(analysis.funding.totalApproved)
    guard untied.approved > 0, approved > 0 else { return nil }
    return Phrase.briefUntied.text(
      in: language, format.count(untied.lines), format.money(Double(untied.approved)),
      format.percent(Double(untied.approved) / approved))
  }

  private var alreadyMet: String? {
    let rows = contents.totals.counts.filter { $0.code == FlagCode.servesOnlyMet.code && $0.count > $0.accepted }
    let stake = rows.reduce(Int64(0)) { $0 + $1.atStake }
    if stake == 0 { return nil }
    return Phrase.briefMet.text(
      in: language, format.count(rows.reduce(0) { $0 + $1.count }), format.money(Double(stake)))
  }

  private var axisBehind: String? {
    let known = review.axes.indices.filter { review.axes[$0].attainment != nil }
    guard known.count > 1,
      let lowest = known.min(by: { (review.axes[$0].attainment ?? 0) < (review.axes[$1].attainment ?? 0) })
    else { return nil }
    let card = review.axes[lowest]
    return Phrase.briefAxis.text(
      in: language, plan.name(of: AxisID(lowest), in: language), share(card.attainment), format.count(card.offTrack),
      format.count(card.count))
  }

  private var statisticsMissing: String? {
    let missing = review.plan.neverMeasured + review.plan.notMeasurable + review.plan.stale
    return missing == 0 ? nil : Phrase.briefStatistics.text(in: language, format.count(missing))
  }

  /// Where the money goes; without a budget, how the plan has come on.
  private var picture: HTMLSection? {
    guard var section = moneyFlow ?? attainment else { return nil }
    section.id = "picture"
    section.blocks = Array(section.blocks.prefix(1))
    return section
  }
}
