import AlignModel
import AlignWords
import AlignmentEngine

/// Cells that several sections, and the pages of a site, are made of.
extension HTMLReport {
  /// A name, which leads to the page of what it names where there is one.
  func cell(_ subject: Explanation.Subject?, _ name: String) -> HTMLCell { links?.cell(subject, name) ?? .text(name) }

  /// What a code of flags means, which leads to its page.
  func flagCell(_ code: String) -> HTMLCell {
    let meaning = FlagWords.meaning(of: code, in: language)
    return links?.address(ofCode: code).map { .link(meaning, $0) } ?? .text(meaning)
  }

  /// Whom a flag is about.
  func flagSubject(_ flag: Flag) -> HTMLCell {
    cell(links?.map.subject(flag.subject.kind, flag.subject.id), subject(of: flag))
  }

  /// A status as a coloured word.
  func tag(_ status: TrackStatus) -> HTMLCell {
    let colour =
      switch status {
      case .onTrack: "good"
      case .behind: "warn"
      case .offTrack: "bad"
      case .notDue, .unknown: "calm"
      }
    return .tag(status.words(in: language), colour: colour)
  }

  /// The owner of an indicator, which leads to the page of the department that it is.
  func owner(of indicator: IndicatorID, _ links: PageLinks?) -> HTMLCell {
    guard let owner = plan.indicators.owner.value(indicator) ?? nil, !owner.isEmpty else {
      return .text(Phrase.noOwner.text(in: language))
    }
    let name = workspace.department(owner, in: language)
    return links.flatMap { $0.address(of: $0.map.department(owner)) }.map { .link(name, $0) } ?? .text(name)
  }

  /// What a row of the budget is called; empty where it has no title.
  func title(of row: BudgetRow) -> String {
    let english = language.isRightToLeft ? nil : workspace.budget.titleEn?[row.index]
    return english ?? workspace.budget.title[row.index] ?? ""
  }

  /// Need and funding as two bars on the scale of their column.
  func pairChart(_ need: Double?, _ funding: Double?, most: Double) -> String {
    PairChart(
      first: need, second: funding, most: most,
      label: Phrase.needFunding.text(in: language, share(need), share(funding))
    ).svg()
  }

  /// The colours of ``pairChart(_:_:most:)``.
  var pairLegend: [(colour: String, label: String)] {
    [("need", Phrase.needShare.text(in: language)), ("fund", Phrase.fundingShare.text(in: language))]
  }

  /// An axis or a goal of a table.
  struct Part {
    var name: HTMLCell
    var card: GroupScorecard
    /// Nil where there is no budget.
    var money: Alignment.GroupAlignment?
  }

  /// Axes or goals in the plan's order: where their indicators stand, need and funding; and the colours.
  ///
  /// - Parameter heading: of the column of names.
  func partBlocks(_ parts: [Part], heading: Phrase, of part: SitePart, withChange: Bool = false) -> [HTMLBlock] {
    let most = parts.flatMap { [$0.money?.needShare ?? 0, $0.money?.fundingShare ?? 0] }.max() ?? 0
    let hasMoney = contents.analysis != nil
    let rows = parts.map { part -> [HTMLCell] in
      var cells: [HTMLCell] = [part.name, .chart(statusChart(part.card)), .number(share(part.card.attainment))]
      if withChange { cells.append(.number(part.card.changeFromYear.map(format.points) ?? notEstimable)) }
      if let money = part.money {
        cells += [
          .chart(pairChart(money.needShare, money.fundingShare, most: most)),
          .number(share(money.needShare)), .number(share(money.fundingShare)),
          .number(money.isChildless ? notEstimable : format.amount(money.funding)),
        ]
      }
      return cells
    }
    var columns: [HTMLTable.Column] = [
      .init(heading: heading.text(in: language)),
      .init(heading: Phrase.indicatorsByStatus.text(in: language), isChart: true),
      .init(heading: Phrase.attainment.text(in: language), isNumber: true),
    ]
    if withChange { columns.append(.init(heading: Phrase.changeFromYear.text(in: language), isNumber: true)) }
    if hasMoney {
      columns += [
        .init(heading: Phrase.needAndFunding.text(in: language), isChart: true),
        .init(heading: Phrase.needShare.text(in: language), isNumber: true),
        .init(heading: Phrase.fundingShare.text(in: language), isNumber: true),
        .init(heading: Phrase.funding.text(in: language), isNumber: true),
      ]
    }
    let caption = Phrase.siteInPlanOrder.text(in: language, part.name(in: language), format.unitName)
    return [
      .table(HTMLTable(caption: caption, columns: columns, rows: rows)),
      .figure(.init(caption: "", chart: "", legend: statusLegend + (hasMoney ? pairLegend : []))),
    ]
  }

  /// Indicators with status, attainment, forecast and money, in the order given.
  func indicatorTable(_ indicators: [IndicatorID], _ links: PageLinks?, caption: Phrase) -> HTMLTable {
    let answer = ReviewAnswer(review, format: format)
    let rows = indicators.map { id -> [HTMLCell] in
      let card = review.indicators[id.index]
      var cells: [HTMLCell] = [
        cell(.indicator(id), plan.name(of: id, in: language)), .text(plan.indicators.ids[id.index]), tag(card.status),
        .number(share(card.attainment)),
        .text(
          answer.forecast(card.forecast.attainment, card.forecast.attainmentLow, card.forecast.attainmentHigh)),
      ]
      if let analysis = contents.analysis { cells.append(.number(format.amount(analysis.funding.funding[id]))) }
      cells.append(owner(of: id, links))
      return cells
    }
    var columns: [HTMLTable.Column] = [
      .init(heading: Phrase.indicator.text(in: language)), .init(heading: Phrase.id.text(in: language)),
      .init(heading: Phrase.status.text(in: language)),
      .init(heading: Phrase.attainment.text(in: language), isNumber: true),
      .init(heading: Phrase.forecast.text(in: language)),
    ]
    if contents.analysis != nil {
      columns.append(.init(heading: Phrase.funding.text(in: language), isNumber: true))
    }
    columns.append(.init(heading: Phrase.owner.text(in: language)))
    return HTMLTable(
      caption: caption.text(in: language, format.unitName), columns: columns, rows: rows)
  }
}
