import AlignModel
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// The answer, before anything else.
  var answer: HTMLSection? {
    HTMLSection(
      id: "answer", heading: Phrase.theAnswer.text(in: language), lead: lead,
      blocks: [
        .cards(cards), .heading(Phrase.lookHereFirst.text(in: language)), .list(first, isOrdered: true),
      ])
  }

  private var lead: String {
    let attained = share(review.plan.attainment)
    guard let analysis = contents.analysis, let coverage = analysis.alignment.coverage else {
      return Phrase.thePlanHasComeOfThe.text(in: language, attained)
    }
    let classes = ClassTotals(of: analysis.funding)
    let approved = Double(analysis.funding.totalApproved)
    let untied = approved > 0 ? Double(classes.untied.approved) / approved : 0
    let neutral = approved > 0 ? Double(classes.neutral.approved) / approved : 0
    let rest = max(0, 1 - coverage - untied - neutral)
    let year = format.label(String(analysis.year))
    let partly = rest >= 0.005 ? Phrase.partOfTiedLines.text(in: language, hundredths(rest)) : ""
    let answer = Phrase.ofEveryInTheBudgetOf.text(
      in: language, year, hundredths(coverage), hundredths(untied), hundredths(neutral), partly, attained)
    return ([answer] + analysis.directionNotes(format)).joined(separator: " ")
  }

  private func hundredths(_ share: Double) -> String { format.decimal(share * 100, decimals: 0) }

  private var cards: [HTMLBlock.Card] {
    var cards: [HTMLBlock.Card] = []
    if let analysis = contents.analysis {
      let alignment = analysis.alignment
      cards.append(
        .init(
          label: Phrase.budgetThatServesThePlan.text(in: language), value: share(alignment.coverage),
          note: Phrase.ofWord.text(
            in: language, format.amount(analysis.funding.totalLinked),
            format.money(Double(analysis.funding.totalApproved))),
          address: links?.address(of: Figure.coverage)
        ))
      cards.append(
        .init(
          label: Phrase.servesTargetsNotYetMet.text(in: language),
          value: share(alignment.liveCoverage),
          note: Phrase.upToWithTheUnknownOnes.text(in: language, share(alignment.liveCoverageUpper)),
          address: links?.address(of: Figure.liveCoverage)))
      let use = alignment.use
      cards.append(
        .init(
          label: Phrase.keepsAndImproves.text(in: language),
          value: "\(format.amount(use.keepingTotal)) · \(format.amount(use.improvingTotal))",
          note: Phrase.keepsAndImprovesNote.text(in: language, format.unitName),
          address: links?.address(of: Figure.baseAmount)))
    }
    let plan = review.plan
    cards.append(
      .init(
        label: Phrase.attainmentOfThePlan.text(in: language), value: share(plan.attainment),
        note: plan.changeFromYear.map {
          Phrase.pointsSinceAYearBefore.text(in: language, format.points($0))
        } ?? Phrase.noEarlierPeriodToCompareWith.text(in: language),
        address: contents.analysis == nil ? nil : links?.address(of: Figure.planAttainment)))
    if let analysis = contents.analysis {
      cards.append(
        .init(
          label: Phrase.alignmentIndexTo.text(in: language),
          value: analysis.alignment.alignmentIndex.map { format.decimal($0, decimals: 3) } ?? notEstimable,
          note: Phrase.everyRialWhereTheNeedIs.text(in: language),
          address: links?.address(of: Figure.alignmentIndex)))
      cards.append(
        .init(
          label: Phrase.moneyUnderAWarning.text(in: language),
          value: format.amount(Double(contents.totals.atStake)),
          note: Phrase.eachLineOnce.text(in: language, format.unitName),
          address: links?.address(of: Figure.amountAtStake)))
    }
    let known = plan.count > 0 ? Double(plan.have) / Double(plan.count) : nil
    cards.append(
      .init(
        label: Phrase.statisticsInTime.text(in: language), value: share(known),
        note: Phrase.ofIndicators.text(in: language, format.count(plan.have), format.count(plan.count))))
    return cards
  }

  private var first: [String] {
    var points: [String] = []
    if let analysis = contents.analysis {
      let goals = analysis.alignment.goals
      // What most weightings do not support is no finding.
      let supported = contents.supportedShortGoals
      let worst = goals.indices.filter { (goals[$0].underFunding ?? 0) > 0 && supported?.contains($0) != false }
        .sorted { (goals[$0].rank ?? .max) < (goals[$1].rank ?? .max) }.prefix(3)
      points += worst.map { index in
        let goal = quoted(plan.name(of: GoalID(index), in: language))
        let amount = goals[index].underFundingAmount.map(format.money) ?? notEstimable
        if goals[index].isNotImproved {
          return Phrase.theGoalIsNotImproved.text(
            in: language, goal, share(goals[index].needShare), format.money(goals[index].keeping), amount)
        }
        return Phrase.theGoalCarriesOfTheNeed.text(
          in: language, goal, share(goals[index].needShare), share(goals[index].fundingShare), amount)
      }
    }
    // What goals are short of was said above.
    let heavy = contents.totals.counts.filter {
      $0.count > 0 && $0.severity > .info && $0.atStake > 0 && $0.code != "AL202"
    }
    .sorted { $0.atStake > $1.atStake }.prefix(2)
    points += heavy.map { row in
      Phrase.timesWith.text(
        in: language, format.count(row.count), FlagWords.meaning(of: row.code, in: language), row.code,
        format.money(Double(row.atStake)))
    }
    let axes = review.axes.indices.filter { review.axes[$0].attainment != nil }
      .sorted { (review.axes[$0].attainment ?? 0) < (review.axes[$1].attainment ?? 0) }
    if let lowest = axes.first, axes.count > 1 {
      let axis = quoted(plan.name(of: AxisID(lowest), in: language))
      let card = review.axes[lowest]
      points.append(
        Phrase.theAxisIsFurthestBehindOf.text(
          in: language, axis, share(card.attainment), format.count(card.offTrack), format.count(card.count)))
    }
    let missing = review.plan.neverMeasured + review.plan.notMeasurable + review.plan.stale
    if missing > 0 {
      points.append(
        Phrase.indicatorsHaveNoStatisticsOrOld.text(in: language, format.count(missing)))
    }
    return points
  }
}
