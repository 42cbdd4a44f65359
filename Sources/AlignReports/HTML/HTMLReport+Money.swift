import AlignModel
import AlignNumerics
import AlignWords
import AlignmentEngine

extension HTMLReport {
  /// Sources and goals that the flow names; the rest are put together.
  private static let sourcesShown = 40
  private static let goalsShown = 14

  /// Money from departments to goals.
  var moneyFlow: HTMLSection? {
    guard let analysis = contents.analysis else { return nil }
    let flow = MoneyFlow(of: analysis.funding, in: workspace.budget, to: plan)
    let total = flow.sources.indices.reduce(0) { $0 + flow.total(of: $1) }
    guard total > 0 else { return nil }
    let chart = flowChart(flow, total: total)
    let goals = plan.goals.ids.indices.filter { flow.total(at: $0) > 0 }.sorted {
      flow.total(at: $0) > flow.total(at: $1)
    }
    let rows: [[HTMLTable.Cell]] = goals.map { goal in
      [
        cell(.goal(GoalID(goal)), plan.name(of: GoalID(goal), in: language)),
        cell(.axis(plan.goals.axis[GoalID(goal)]), plan.name(of: plan.goals.axis[GoalID(goal)], in: language)),
        .number(format.amount(flow.total(at: goal))),
        .number(format.percent(flow.total(at: goal) / total)),
      ]
    }
    let table = HTMLTable(
      caption: Phrase.siteMostMoneyFirst.text(
        in: language, Phrase.moneyThatReachesEachGoal.text(in: language), format.unitName),
      columns: [
        .init(heading: Phrase.goal.text(in: language)), .init(heading: Phrase.axis.text(in: language)),
        .init(heading: format.unitName, isNumber: true),
        .init(heading: Phrase.ofTheBudget.text(in: language), isNumber: true),
      ], rows: rows)
    let year = format.label(String(analysis.year))
    let sources = words(flow.category)
    return HTMLSection(
      id: "money", heading: Phrase.whereTheMoneyGoes.text(in: language),
      lead: Phrase.fromToTheGoalsThatIt.text(in: language, sources),
      blocks: [
        .figure(
          .init(
            caption: goals.count > Self.goalsShown
              ? Phrase.theBudgetOfFromToGoals.text(in: language, year, sources, format.unitName)
              : Phrase.theBudgetOfFromToGoals2.text(in: language, year, sources, format.unitName),
            chart: chart)),
        .details(
          summary: Phrase.theSameInFiguresGoalBy.text(in: language), [.table(table)]),
      ])
  }

  private func flowChart(_ flow: MoneyFlow, total: Double) -> String {
    let bySize = flow.sources.indices.filter { flow.total(of: $0) > 0 }.sorted {
      flow.total(of: $0) == flow.total(of: $1) ? $0 < $1 : flow.total(of: $0) > flow.total(of: $1)
    }
    let groups = sourceGroups(bySize) { flow.total(of: $0) }
    let goals = plan.goals.ids.indices.filter { flow.total(at: $0) > 0 }.sorted {
      flow.total(at: $0) == flow.total(at: $1) ? $0 < $1 : flow.total(at: $0) > flow.total(at: $1)
    }
    let ends = ends(of: goals)
    let outside = [flow.unshared, flow.untied, flow.neutral].filter { flow.total(at: $0) > total * 1e-6 }
    let isByAxis = ends.count < goals.count
    let goalNodes = ends.map { end in
      let axis = plan.goals.axis[GoalID(end[0])]
      return FlowChart.Node(
        name: isByAxis ? plan.name(of: axis, in: language) : plan.name(of: GoalID(end[0]), in: language),
        amount: amount(end.reduce(0) { $0 + flow.total(at: $1) }, of: total), colour: "c\(axis.index % 10)")
    }
    let outsideNodes = outside.map { index in
      FlowChart.Node(
        name: outsideName(index, flow), amount: amount(flow.total(at: index), of: total),
        colour: index == flow.neutral ? "cp" : "cx")
    }
    let sourceNodes = groups.map { group in
      FlowChart.Node(
        name: group.count == 1
          ? sourceName(flow.sources[group[0]], flow)
          : Phrase.others.text(in: language, format.count(group.count)),
        amount: amount(group.reduce(0) { $0 + flow.total(of: $1) }, of: total), colour: "node")
    }
    let positions = ends + outside.map { [$0] }
    let amounts = groups.map { group in
      positions.map { index in
        group.reduce(0) { sum, source in index.reduce(sum) { $0 + flow.amounts[source][$1] } }
      }
    }
    let nodes = goalNodes + outsideNodes
    let reached = goals.reduce(0) { $0 + flow.total(at: $1) } / total
    return FlowChart(
      sources: sourceNodes, positions: nodes, amounts: amounts,
      label: Phrase.flowOfMoneyReachesGoalsThe.text(in: language, format.percent(reached), format.count(goals.count))
    ) { source, index, value in
      let arrow = language.isRightToLeft ? "←" : "→"
      return "\(sourceNodes[source].name) \(arrow) \(nodes[index].name): \(self.format.money(value))"
    }.html()
  }

  /// The sources each on its own, and those beyond what a chart can name put together, never to more than the largest of them.
  private func sourceGroups(_ bySize: [Int], total: (Int) -> Double) -> [[Int]] {
    // One more than is shown would be “others” of one.
    if bySize.count <= Self.sourcesShown + 1 { return bySize.map { [$0] } }
    var groups = bySize.prefix(Self.sourcesShown).map { [$0] }
    let most = bySize.first.map(total) ?? 0
    var sum = Double.infinity
    for source in bySize.dropFirst(Self.sourcesShown) {
      if sum + total(source) > most {
        groups.append([])
        sum = 0
      }
      groups[groups.count - 1].append(source)
      sum += total(source)
    }
    return groups
  }

  /// Goals each on its own where there are few; else put together by axis, so that each keeps a colour and a label.
  private func ends(of goals: [Int]) -> [[Int]] {
    let inOrder = goals.sorted()
    if goals.count <= Self.goalsShown { return inOrder.map { [$0] } }
    var ofAxis = [[Int]](repeating: [], count: plan.axes.count)
    for goal in inOrder { ofAxis[plan.goals.axis[GoalID(goal)].index].append(goal) }
    return ofAxis.filter { !$0.isEmpty }
  }

  /// A source of the flow as shown.
  func sourceName(_ name: String, _ flow: MoneyFlow) -> String {
    if !name.isEmpty { return flow.category == .department ? department(name) : name }
    return flow.category == nil
      ? Phrase.theWholeBudget.text(in: language)
      : flow.category == .department ? department("") : Phrase.unclassified.text(in: language)
  }

  /// What the sources of the flow are.
  func words(_ category: LineCategory?) -> String {
    Phrase.of("flow-sources", category?.rawValue ?? "all").text(in: language)
  }

  /// A place of the flow that is no goal.
  func outsideName(_ index: Int, _ flow: MoneyFlow) -> String {
    switch index {
    case flow.untied: Phrase.untiedJudgedByNobody.text(in: language)
    case flow.neutral: Phrase.judgedToServeNoTarget.text(in: language)
    default: Phrase.restOfLinesTiedInPart.text(in: language)
    }
  }

  private func amount(_ value: Double, of total: Double) -> String {
    "\(format.amount(value)) · \(format.percent(value / total))"
  }

  /// A department as shown.
  func department(_ name: String) -> String { review.workspace.department(name, in: language) }

  /// Need against funding by goal.
  var need: HTMLSection? {
    guard let analysis = contents.analysis else { return nil }
    let goals = analysis.alignment.goals
    let ranked = goals.indices.filter { !goals[$0].isChildless }
      .sorted { (goals[$0].rank ?? .max, $0) < (goals[$1].rank ?? .max, $1) }
    let most = goals.flatMap { [$0.needShare ?? 0, $0.fundingShare ?? 0] }.max() ?? 0
    guard most > 0 else { return nil }
    let robust = contents.robustness
    let positions = Dictionary(
      (robust?.goals ?? []).enumerated().map { ($1.index, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = ranked.prefix(Self.goalsListed).map { index -> [HTMLTable.Cell] in
      let goal = goals[index]
      let name = plan.name(of: GoalID(index), in: language)
      let chart = pairChart(goal.needShare, goal.fundingShare, most: most)
      var cells: [HTMLTable.Cell] = [
        cell(.goal(GoalID(index)), name), .chart(chart), .number(share(goal.needShare)),
        .number(share(goal.fundingShare)),
        .number(goal.underFundingAmount.map { format.amount($0) } ?? notEstimable),
        .number(format.amount(goal.keeping)), .number(format.amount(goal.improving)), .number(share(goal.attainment)),
      ]
      if let robust {
        let found = positions[index]
        cells.append(.number(share(found.map { robust.goals[$0].underFunded })))
        let mean = found.map { robust.acceptability.meanRank(of: $0) }
        cells.append(.number(mean.map { format.decimal($0, decimals: 1) } ?? notEstimable))
      }
      return cells
    }
    var columns: [HTMLTable.Column] = [
      .init(heading: Phrase.goal.text(in: language)),
      .init(heading: Phrase.needAndFunding.text(in: language), isChart: true),
      .init(heading: Phrase.needShare.text(in: language), isNumber: true),
      .init(heading: Phrase.fundingShare.text(in: language), isNumber: true),
      .init(heading: Phrase.shortByOver.text(in: language), isNumber: true),
      .init(heading: Phrase.keeping.text(in: language), isNumber: true),
      .init(heading: Phrase.improving.text(in: language), isNumber: true),
      .init(heading: Phrase.attainment.text(in: language), isNumber: true),
    ]
    if robust != nil {
      columns.append(.init(heading: Phrase.underFundedUnderOfWeightings.text(in: language), isNumber: true))
      columns.append(.init(heading: Phrase.meanRank2.text(in: language), isNumber: true))
    }
    return HTMLSection(
      id: "need", heading: Phrase.needAgainstFundingByGoal.text(in: language),
      lead: ([Phrase.aGoalSShareOfThe.text(in: language)] + analysis.basisNotes(format)).joined(separator: " "),
      blocks: HTMLTable(
        caption: Phrase.goalsMostUnderFundedFirst.text(in: language, format.unitName),
        columns: columns, rows: Array(rows)
      ).blocks(first: 15, summary: allOf(rows.count)) + [
        .figure(
          .init(
            caption: "", chart: "",
            legend: pairLegend)),
        .details(
          summary: Phrase.whatEachIndicatorGets.text(in: language),
          [
            .table(
              HTMLTable(Ranking.indicators.table(of: analysis, in: language), format: format, most: 400, links: links))
          ]),
      ] + lineBlocks(analysis) + robustBlocks(analysis))
  }

  /// The costliest lines with what they keep and improve; all of them stand in the tables that programs get.
  private func lineBlocks(_ analysis: Analysis) -> [HTMLBlock] {
    let (funding, budget) = (analysis.funding, workspace.budget)
    let costliest = (0..<funding.count).sorted { (funding.approved[$1], $0) < (funding.approved[$0], $1) }
      .prefix(Self.linesListed)
    let rows = costliest.map { k -> [HTMLTable.Cell] in
      let row = funding.rows[k]
      let money = analysis.alignment.use.money(ofRow: k, in: funding)
      return [
        .text(budget.id(of: row)), .text(title(of: row)),
        .number(format.amount(funding.approved[k])), .number(format.amount(money.keeping)),
        .number(format.amount(money.improving)),
      ]
    }
    guard !rows.isEmpty else { return [] }
    let heading = Phrase.linesWithMostMoney.text(in: language)
    let table = HTMLTable(
      caption: Phrase.siteMostMoneyFirst.text(in: language, heading, format.unitName),
      columns: [
        .init(heading: Phrase.line.text(in: language)), .init(heading: Phrase.title.text(in: language)),
        .init(heading: Phrase.approved.text(in: language), isNumber: true),
        .init(heading: Phrase.keeping.text(in: language), isNumber: true),
        .init(heading: Phrase.improving.text(in: language), isNumber: true),
      ], rows: Array(rows))
    return [.details(summary: heading, [.table(table)])]
  }

  /// Lines that the page lists; the budget has thousands.
  private static let linesListed = 200

  /// How far the order of goals depends on taste.
  private func robustBlocks(_ analysis: Analysis) -> [HTMLBlock] {
    guard let robustness = contents.robustness else {
      let note = Phrase.oneSetOfWeightsWasUsed.text(in: language)
      return [.paragraph(note, isNote: true)]
    }
    let report = RobustReport(robustness, of: analysis, order: nil, in: language)
    let isUniform = robustness.options.weightings == .uniform
    return [
      .heading(
        isUniform
          ? Phrase.whateverWeightsOnePrefers.text(in: language)
          : Phrase.underWeightsAboutThoseInForce.text(in: language)),
      .list(report.sentences(format)),
      .paragraph(
        report.drawn(format) + " " + Phrase.marginNote.text(in: language) + " "
          + (isUniform
            ? Phrase.nearAGoalIsUnderFunded.text(in: language)
            : Phrase.nearAGoalStaysUnderFunded.text(in: language)),
        isNote: true),
    ]
  }

  /// Goals that the table lists; a plan has tens.
  private static let goalsListed = 80

  /// Resource alignment by quartile and department.
  var quartiles: HTMLSection? {
    guard let analysis = contents.analysis else { return nil }
    let money = QuartileMoney(of: analysis.funding, scores: analysis.scoreLines(), in: workspace.budget)
    guard money.total.quartiles.reduce(0, +) > 0 else { return nil }
    let words = [
      Phrase.firstQuarterBestAligned.text(in: language), Phrase.second.text(in: language),
      Phrase.third.text(in: language),
      Phrase.fourthLeastAligned.text(in: language), Phrase.noScore.text(in: language),
    ]
    let colours = ["q1", "q2", "q3", "q4", "q0"]
    let shown = money.rows.prefix(16)
    let most = shown.map(\.sum).max() ?? 0
    let rows = shown.map { row -> [HTMLTable.Cell] in
      let values = row.quartiles + [row.unscored]
      let parts = zip(zip(values, colours), words).map {
        (value: $0.0, colour: $0.1, label: "\($1): \(format.money($0.0))")
      }
      let best = row.sum > 0 ? row.quartiles[0] / row.sum : nil
      let last = row.sum > 0 ? row.quartiles[3] / row.sum : nil
      return [
        cell(.department(row.name), department(row.name)),
        .chart(
          StackChart(
            parts: parts, whole: most,
            label: Phrase.firstQuarterFourth.text(in: language, share(best), share(last))
          ).svg()),
        .number(format.amount(row.sum)), .number(share(best)), .number(share(last)),
      ]
    }
    var blocks: [HTMLBlock] = [
      .table(
        HTMLTable(
          caption: Phrase.departmentsByMoney.text(in: language, format.unitName),
          columns: [
            .init(heading: Phrase.department.text(in: language)),
            .init(heading: Phrase.moneyByQuartile.text(in: language), isChart: true),
            .init(heading: Phrase.approved.text(in: language), isNumber: true),
            .init(heading: Phrase.inTheFirst.text(in: language), isNumber: true),
            .init(heading: Phrase.inTheFourth.text(in: language), isNumber: true),
          ], rows: rows)),
      .figure(.init(caption: "", chart: "", legend: zip(colours, words).map { ($0, $1) })),
    ]
    if money.rows.count > shown.count {
      blocks.append(
        .paragraph(Phrase.more.text(in: language, format.count(money.rows.count - shown.count)), isNote: true))
    }
    return HTMLSection(
      id: "quartiles", heading: Phrase.resourceAlignmentByQuartile.text(in: language),
      lead: Phrase.everyLineHasAScoreHow.text(in: language),
      blocks: blocks)
  }
}
