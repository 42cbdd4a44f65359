import AlignModel
import AlignWords
import AlignmentEngine

extension SiteSubjectPage {
  /// An axis: its figures, its goals and indicators, whose money reaches it, and its flags.
  func sections(of axis: AxisID) -> [HTMLSection] {
    let goals = plan.goals.ids.indices.filter { plan.goals.axis[GoalID($0)] == axis }
    let card = review.axes[axis.index]
    let sections: [HTMLSection?] = [
      figures(card, analysis?.alignment.axes[axis.index], robust: nil), goalSection(goals),
      indicatorSection(card.indicators), givers(to: goals), flagSection,
    ]
    return sections.compactMap { $0 }
  }

  /// A goal: the same, and its lines.
  func sections(of goal: GoalID) -> [HTMLSection] {
    let card = review.goals[goal.index]
    let robust = volume.contents.robustness?.goals.first { $0.index == goal.index }?.underFunded
    let sections: [HTMLSection?] = [
      figures(card, analysis?.alignment.goals[goal.index], robust: robust), indicatorSection(card.indicators),
      givers(to: [goal.index]), lineSection(explanation?.lines ?? []), flagSection,
    ]
    return sections.compactMap { $0 }
  }

  private func figures(
    _ card: GroupScorecard, _ money: Alignment.GroupAlignment?, robust: Double?
  ) -> HTMLSection {
    var cards = [
      HTMLBlock.Card(
        label: Self.opening(Phrase.attainment.text(in: language)), value: report.share(card.attainment),
        note: card.changeFromYear.map { Phrase.pointsSinceAYearBefore.text(in: language, format.points($0)) }
          ?? Phrase.noEarlierPeriodToCompareWith.text(in: language)),
      HTMLBlock.Card(
        label: Phrase.statisticsInTime.text(in: language),
        value: report.share(card.count > 0 ? Double(card.have) / Double(card.count) : nil),
        note: Phrase.ofIndicators.text(in: language, format.count(card.have), format.count(card.count))),
    ]
    var lead = Phrase.siteIndicatorsOf.text(
      in: language, format.count(card.count), format.count(card.onTrack), format.count(card.behind),
      format.count(card.offTrack))
    if let money, !money.isChildless {
      cards.append(
        .init(
          label: Self.opening(Phrase.needShare.text(in: language)), value: report.share(money.needShare),
          note: Phrase.siteOfAllNeed.text(in: language)))
      cards.append(
        .init(
          label: Self.opening(Phrase.fundingShare.text(in: language)), value: report.share(money.fundingShare),
          note: Phrase.siteOfAllMoney.text(in: language)))
      cards.append(
        .init(
          label: Self.opening(Phrase.funding.text(in: language)), value: format.amount(money.funding),
          note: Phrase.siteKeepsImproves.text(
            in: language, format.unitName, format.amount(money.keeping), format.amount(money.improving))))
      if let amount = money.underFundingAmount {
        let money = format.money(amount.magnitude)
        if amount > 0, let robust, robust < 0.5 {
          lead += " " + Phrase.siteShortUnsure.text(in: language, money, format.percent(robust))
        } else {
          lead += " " + (amount > 0 ? Phrase.siteShort : .siteOver).text(in: language, money)
          if let robust, amount > 0 { lead += " " + Phrase.siteRobust.text(in: language, format.percent(robust)) }
        }
      }
    }
    return section(
      "answer", .siteWhereItStands, lead,
      [
        .cards(cards),
        .figure(
          .init(
            caption: Self.opening(Phrase.indicatorsByStatus.text(in: language)), chart: report.statusChart(card),
            legend: report.statusLegend)),
      ])
  }

  private func goalSection(_ goals: [Int]) -> HTMLSection? {
    if goals.isEmpty { return nil }
    return section(
      "goals", .siteItsGoals, "",
      report.partBlocks(
        goals.map { index in
          HTMLReport.Part(
            name: links.cell(.goal(GoalID(index)), plan.name(of: GoalID(index), in: language)),
            card: review.goals[index], money: analysis?.alignment.goals[index])
        }, heading: .goal, of: .goals))
  }

  func indicatorSection(_ indicators: [IndicatorID], _ heading: Phrase = .siteItsIndicators) -> HTMLSection? {
    if indicators.isEmpty { return nil }
    return section(
      "indicators", heading, "",
      folded(report.indicatorTable(indicators, links, caption: .siteIndicatorsInOrder), of: indicators.count))
  }

  /// A department: what it was given and spent, what stands out, what it owns, its lines and its flags.
  func sections(ofDepartment name: String) -> [HTMLSection] {
    let page = review.departments.first { $0.name == name } ?? DepartmentPage(name: name)
    let sections: [HTMLSection?] = [
      summary(of: page), reached(by: name),
      indicatorSection(page.card?.indicators ?? explanation?.indicators ?? [], .siteIndicatorsOwned),
      untied(of: name), lineSection(explanation?.lines ?? []), flagSection,
    ]
    return sections.compactMap { $0 }
  }

  private func summary(of page: DepartmentPage) -> HTMLSection {
    let facts = DepartmentFacts(page, review: review, format: format)
    var cards: [HTMLBlock.Card] = []
    if let money = page.money {
      let reached = money.approved > 0 ? money.linked / Double(money.approved) : nil
      cards = [
        .init(
          label: Self.opening(Phrase.approved.text(in: language)), value: format.amount(money.approved),
          note: Phrase.siteOnLines.text(in: language, format.unitName, format.count(money.lines))),
        .init(
          label: Phrase.budgetThatServesThePlan.text(in: language), value: report.share(reached),
          note: format.money(money.linked)),
        .init(
          label: Self.opening(Phrase.untiedShare.text(in: language)), value: report.share(money.untiedShare),
          note: format.money(Double(money.untied))),
      ]
    }
    if let execution = page.execution, let year = review.execution?.year {
      cards.append(
        .init(
          label: Self.opening(Phrase.execution.text(in: language)), value: report.share(execution.execution),
          note: format.label(String(year))))
    }
    if let card = page.card {
      cards.append(
        .init(
          label: Self.opening(Phrase.attainment.text(in: language)), value: report.share(card.attainment),
          note: Phrase.siteOfIndicatorsOwned.text(in: language, format.count(card.count))))
    }
    func words(_ points: [DepartmentPage.Point]) -> [HTMLCell] {
      points.isEmpty
        ? [.text(Phrase.nothingStandsOut.text(in: language))]
        : points.map { links.cell($0.indicator.map { .indicator($0) }, $0.words(in: format, plan: plan)) }
    }
    return section(
      "answer", .siteWhereItStands, facts.lines.joined(separator: " "),
      (cards.isEmpty ? [] : [.cards(cards)]) + [
        .heading(Phrase.strengths.text(in: language)), .list(words(page.strengths)),
        .heading(Phrase.weaknesses.text(in: language)), .list(words(page.weaknesses)),
      ])
  }

  /// The goals that a department's money reaches, and what reaches none.
  private func reached(by name: String) -> HTMLSection? {
    guard let flow = volume.flow, flow.category == .department, let source = flow.sources.firstIndex(of: name) else {
      return nil
    }
    let amounts = flow.amounts[source]
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    let goals = plan.goals.ids.indices.filter { amounts[$0] > 0 }.sorted { (amounts[$0], -$0) > (amounts[$1], -$1) }
    let outside = [flow.unshared, flow.untied, flow.neutral].filter { amounts[$0] > 0 }
    let most = (goals + outside).map { amounts[$0] }.max() ?? 0
    let rows = (goals + outside).map { place -> [HTMLCell] in
      let name =
        place < plan.goals.count
        ? links.cell(.goal(GoalID(place)), plan.name(of: GoalID(place), in: language))
        : .text(report.outsideName(place, flow))
      return [
        name, bar(amounts[place], of: most), .number(format.amount(amounts[place])),
        .number(format.percent(amounts[place] / total)),
      ]
    }
    let table = HTMLTable(
      caption: Phrase.siteMostMoneyFirst.text(in: language, SitePart.goals.name(in: language), format.unitName),
      columns: moneyColumns(Phrase.goal.text(in: language)), rows: rows)
    return section("goals", .whereTheMoneyGoes, "", folded(table, of: rows.count))
  }

  /// Its lines that nobody has tied to the plan or judged to serve none.
  private func untied(of name: String) -> HTMLSection? {
    guard let analysis, let explanation else { return nil }
    let funding = analysis.funding
    let lines = explanation.lines.filter { funding.lineClass[$0.row] == .untied && funding.approved[$0.row] > 0 }
    guard !lines.isEmpty else { return nil }
    let rows = lines.prefix(Self.listed).map { line -> [HTMLCell] in
      let row = funding.rows[line.row]
      return [
        .text(volume.workspace.budget.id(of: row)), .text(report.title(of: row)),
        .number(format.amount(funding.approved[line.row])),
      ]
    }
    let table = HTMLTable(
      caption: Phrase.siteMostMoneyFirst.text(
        in: language, Phrase.siteUntiedLines.text(in: language), format.unitName),
      columns: [
        .init(heading: Phrase.line.text(in: language)), .init(heading: Phrase.title.text(in: language)),
        .init(heading: Phrase.approved.text(in: language), isNumber: true),
      ], rows: rows)
    return section(
      "untied", .siteUntiedLines, Phrase.siteUntiedLead.text(in: language), folded(table, of: lines.count))
  }
}
