import AlignModel
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// Attainment by axis over time, and where each axis stands.
  var attainment: HTMLSection? {
    let history = AttainmentHistory(of: plan, at: review.period, weights: review.weights)
    let first = history.periods.first.map { format.label($0) } ?? ""
    let last = history.periods.last.map { format.label($0) } ?? ""
    func panel(
      _ title: String, _ subject: Explanation.Subject?, _ values: [Double?], _ now: Double?
    ) -> HTMLBlock.Panel {
      let known = values.compactMap { $0 }
      let said =
        known.isEmpty
        ? notEstimable
        : Phrase.fromTo.text(in: language, share(known.first), share(known.last))
      return .init(
        title: cell(subject, title), value: share(now),
        chart: TrendChart(values: values, label: "\(title): \(said)").svg(),
        first: first,
        last: last)
    }
    var panels = [panel(Phrase.theWholePlan.text(in: language), nil, history.plan, review.plan.attainment)]
    for axis in plan.axes.ids.indices {
      panels.append(
        panel(
          plan.name(of: AxisID(axis), in: language), .axis(AxisID(axis)), history.axes[axis],
          review.axes[axis].attainment))
    }
    return HTMLSection(
      id: "attainment", heading: Phrase.attainmentOfThePlanAxisBy.text(in: language),
      lead: ReviewAnswer(review, format: format).lines[0],
      blocks: [
        .panels(panels),
        .paragraph(
          Phrase.eachLineRunsQuarterByQuarter.text(in: language),
          isNote: true),
        .table(axisTable), .figure(.init(caption: "", chart: "", legend: statusLegend)),
        .paragraph(ReviewAnswer(review, format: format).method, isNote: true),
        .details(summary: Phrase.indicatorsFurthestBehind.text(in: language), [.table(laggards)]),
      ])
  }

  private var axisTable: HTMLTable {
    let rows = plan.axes.ids.indices.map { axis -> [HTMLTable.Cell] in
      let card = review.axes[axis]
      return [
        cell(.axis(AxisID(axis)), plan.name(of: AxisID(axis), in: language)), .chart(statusChart(card)),
        .number(share(card.attainment)),
        .number(card.changeFromYear.map(format.points) ?? notEstimable), .number(share(card.forecast)),
        .number(share(card.planEndProgress)),
      ]
    }
    return HTMLTable(
      caption: Phrase.siteInPlanOrder.text(in: language, SitePart.axes.name(in: language), format.unitName),
      columns: [
        .init(heading: Phrase.axis.text(in: language)),
        .init(heading: Phrase.indicatorsByStatus.text(in: language), isChart: true),
        .init(heading: Phrase.attainment.text(in: language), isNumber: true),
        .init(heading: Phrase.changeFromYear.text(in: language), isNumber: true),
        .init(heading: Phrase.forecast.text(in: language), isNumber: true),
        .init(heading: Phrase.planEndProgress.text(in: language), isNumber: true),
      ], rows: rows)
  }

  /// Statuses and their colours.
  var statusLegend: [(colour: String, label: String)] {
    [
      ("s-good", Phrase.onTrack.text(in: language)), ("s-warn", Phrase.behind.text(in: language)),
      ("s-bad", Phrase.offTrack.text(in: language)), ("s-calm", Phrase.notDue.text(in: language)),
      ("s-off", Phrase.statusUnknown.text(in: language)),
    ]
  }

  /// Indicators by status as one bar.
  func statusChart(_ card: GroupScorecard) -> String {
    let counts = [card.onTrack, card.behind, card.offTrack, card.notDue, card.unknown]
    let parts = zip(counts, statusLegend).map { count, entry in
      (value: Double(count), colour: entry.colour, label: "\(entry.label): \(format.count(count))")
    }
    let said = parts.filter { $0.value > 0 }.map(\.label)
    return StackChart(parts: parts, whole: Double(card.count), label: joined(said)).svg()
  }

  private var laggards: HTMLTable {
    let cards = review.indicators.filter { $0.status == .offTrack || $0.status == .behind }
      .sorted { ($0.attainment ?? 0, $0.indicator) < ($1.attainment ?? 0, $1.indicator) }.prefix(25)
    let rows = cards.map { card -> [HTMLTable.Cell] in
      let id = card.indicator
      return [
        cell(.indicator(id), plan.name(of: id, in: language)), owner(of: id, links),
        .number(share(card.attainment)), .number(card.changeFromYear.map(format.points) ?? notEstimable),
        .text(
          ReviewAnswer(review, format: format)
            .forecast(card.forecast.attainment, card.forecast.attainmentLow, card.forecast.attainmentHigh)),
        tag(card.status),
      ]
    }
    return HTMLTable(
      caption: Phrase.indicatorsBehindTheFurthestFirst.text(in: language),
      columns: [
        .init(heading: Phrase.indicator.text(in: language)), .init(heading: Phrase.owner.text(in: language)),
        .init(heading: Phrase.attainment.text(in: language), isNumber: true),
        .init(heading: Phrase.changeFromYear.text(in: language), isNumber: true),
        .init(heading: Phrase.forecast.text(in: language)),
        .init(heading: Phrase.status.text(in: language)),
      ], rows: Array(rows))
  }

  /// Departments: what each owns, was given and spent, and what stands out.
  var departments: HTMLSection? {
    let pages = review.departments.filter { $0.card != nil || $0.money != nil }
    guard pages.contains(where: { !$0.name.isEmpty }) else { return nil }
    let rows = pages.map { page -> [HTMLTable.Cell] in
      var cells: [HTMLTable.Cell] = [
        cell(.department(page.name), department(page.name)), .chart(page.card.map(statusChart) ?? ""),
        .number(page.card.map { share($0.attainment) } ?? "–"),
      ]
      if contents.analysis != nil {
        cells.append(.number(page.money.map { format.amount(Double($0.approved)) } ?? "–"))
        cells.append(.number(page.money?.untiedShare.map { format.percent($0) } ?? "–"))
        cells.append(.number(page.execution?.execution.map { format.percent($0) } ?? "–"))
      }
      return cells
    }
    var columns: [HTMLTable.Column] = [
      .init(heading: Phrase.department.text(in: language)),
      .init(heading: Phrase.itsIndicatorsByStatus.text(in: language), isChart: true),
      .init(heading: Phrase.attainment.text(in: language), isNumber: true),
    ]
    if contents.analysis != nil {
      columns += [
        .init(heading: Phrase.approved.text(in: language), isNumber: true),
        .init(heading: Phrase.untiedShare.text(in: language), isNumber: true),
        .init(heading: Phrase.execution.text(in: language), isNumber: true),
      ]
    }
    return HTMLSection(
      id: "departments", heading: Phrase.departmentsStrengthsAndWeaknesses.text(in: language),
      lead: Phrase.whatEachDepartmentAnswersForIn.text(in: language),
      blocks: departmentBlocks(
        HTMLTable(
          caption: Phrase.departmentsInOrder.text(in: language, format.unitName), columns: columns, rows: rows), pages))
  }

  /// The table of departments, and what stands out of each where it has no page of its own.
  private func departmentBlocks(_ table: HTMLTable, _ pages: [DepartmentPage]) -> [HTMLBlock] {
    let legend = HTMLBlock.figure(.init(caption: "", chart: "", legend: statusLegend))
    if links != nil { return [.table(table), legend] }
    return table.blocks(first: 12, summary: allOf(table.rows.count)) + [
      legend, .folds(pages.filter { !$0.strengths.isEmpty || !$0.weaknesses.isEmpty }.prefix(60).map(details)),
    ]
  }

  private func details(_ page: DepartmentPage) -> HTMLBlock {
    func words(_ points: [DepartmentPage.Point]) -> [String] {
      points.isEmpty
        ? [Phrase.nothingStandsOut.text(in: language)] : points.map { $0.words(in: format, plan: plan) }
    }
    let facts = DepartmentFacts(page, review: review, format: format)
    return .details(
      summary: facts.name,
      [
        .list(facts.lines), .heading(Phrase.strengths.text(in: language)), .list(words(page.strengths)),
        .heading(Phrase.weaknesses.text(in: language)), .list(words(page.weaknesses)),
      ])
  }

  /// How the budget was carried out.
  var execution: HTMLSection? {
    guard let execution = review.execution else { return nil }
    let lines = ReviewAnswer(review, format: format).lines
    let years = execution.years.map { year -> [HTMLTable.Cell] in
      [
        .text(format.label(String(year.year))), .number(share(year.variance)),
        .text(year.variance.map { Composition.Score(variance: $0).rawValue } ?? notEstimable),
      ]
    }
    let table = HTMLTable(
      ReviewTable.departments(of: execution, review: review, in: language), format: format, links: links)
    var blocks = table.blocks(first: 12, summary: allOf(table.rows.count))
    if execution.years.count > 1 {
      blocks.append(
        .table(
          HTMLTable(
            caption: Phrase.compositionVarianceByDepartmentYearBy.text(in: language),
            columns: [
              .init(heading: Phrase.year.text(in: language)),
              .init(heading: Phrase.variance.text(in: language), isNumber: true),
              .init(heading: Phrase.score2.text(in: language)),
            ], rows: years)))
    }
    blocks.append(
      .details(
        summary: Phrase.executionByGoal.text(in: language),
        [
          .table(
            HTMLTable(
              ReviewTable.goals(of: execution, review: review, in: language), format: format, most: 80, links: links))
        ]))
    if let chapters = ReviewTable.chapters(of: execution, in: language) {
      blocks.append(
        .details(
          summary: Phrase.executionByChapter.text(in: language), [.table(HTMLTable(chapters, format: format, most: 40))]
        ))
    }
    blocks.append(
      .paragraph(
        Phrase.deviationIsWhatWasSpentLess.text(in: language),
        isNote: true))
    return HTMLSection(
      id: "execution", heading: Phrase.howTheBudgetWasCarriedOut.text(in: language),
      lead: lines.dropFirst(4).dropLast().joined(separator: " "), blocks: blocks)
  }
}
