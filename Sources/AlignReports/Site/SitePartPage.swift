import AlignModel
import AlignWords
import AlignmentEngine

/// A page of the menu: sections of the one-file report, with links to the pages of what they name.
struct SitePartPage {
  let part: SitePart
  let volume: SiteVolume
  let report: HTMLReport
  private var links: PageLinks
  private var language: Language { volume.language }
  private var format: NumberFormat { volume.format }
  private var plan: Plan { volume.plan }

  init(_ part: SitePart, in volume: SiteVolume) {
    (self.part, self.volume) = (part, volume)
    links = PageLinks(map: volume.map, root: "")
    report = volume.report(links)
  }

  func page(at address: String) -> HTMLPage {
    let isFirst = part == .overview
    return HTMLPage(
      language: language, title: isFirst ? volume.name : part.name(in: language), kicker: report.kicker,
      meta: isFirst ? report.meta : "", notices: report.notices, sections: sections, footer: report.footer,
      frame: SiteFrame(
        language: language, twin: volume.twin, name: volume.name, address: address, part: part, links: links,
        desks: volume.desks))
  }

  private var sections: [HTMLSection] {
    switch part {
    case .overview:
      [report.answer, report.moneyFlow, report.attainment, report.scenarios, report.changes].compactMap { $0 }
    case .axes: [axes]
    case .goals: [goals, report.need].compactMap { $0 }
    case .indicators: indicators
    case .departments: [report.departments ?? departments, report.quartiles, report.execution].compactMap { $0 }
    case .flags: [report.flagSection].compactMap { $0 }
    case .data: [report.inventory].compactMap { $0 }
    case .method: [report.method].compactMap { $0 }
    case .downloads: [downloads]
    }
  }

  /// The axes: need, funding, and where their indicators stand.
  private var axes: HTMLSection {
    return HTMLSection(
      id: "axes", heading: Phrase.siteAxesSide.text(in: language),
      lead: Phrase.siteAxesLead.text(in: language),
      blocks: report.partBlocks(
        plan.axes.ids.indices.map { index in
          HTMLReport.Part(
            name: links.cell(.axis(AxisID(index)), plan.name(of: AxisID(index), in: language)),
            card: volume.review.axes[index], money: volume.contents.analysis?.alignment.axes[index])
        }, heading: .axis, of: .axes, withChange: true))
  }

  /// Every goal in the order of the plan, each under its axis.
  private var goals: HTMLSection {
    var blocks: [HTMLBlock] = []
    for axis in plan.axes.ids.indices {
      let members = plan.goals.ids.indices.filter { plan.goals.axis[GoalID($0)].index == axis }
      if members.isEmpty { continue }
      let rows = members.map { index -> [HTMLCell] in
        let card = volume.review.goals[index]
        return [
          links.cell(.goal(GoalID(index)), plan.name(of: GoalID(index), in: language)),
          .text(plan.goals.ids[index]), .chart(report.statusChart(card)), .number(report.share(card.attainment)),
        ]
      }
      blocks.append(
        .table(
          HTMLTable(
            caption: plan.name(of: AxisID(axis), in: language),
            columns: [
              .init(heading: Phrase.goal.text(in: language)), .init(heading: Phrase.id.text(in: language)),
              .init(heading: Phrase.indicatorsByStatus.text(in: language), isChart: true),
              .init(heading: Phrase.attainment.text(in: language), isNumber: true),
            ], rows: rows)))
    }
    blocks.append(.figure(.init(caption: "", chart: "", legend: report.statusLegend)))
    return HTMLSection(
      id: "goals", heading: Phrase.siteGoalsByAxis.text(in: language),
      lead: ReviewAnswer(volume.review, format: format).lines[0], blocks: blocks)
  }

  /// Every indicator, a section for each axis.
  private var indicators: [HTMLSection] {
    plan.axes.ids.indices.compactMap { axis in
      let card = volume.review.axes[axis]
      if card.count == 0 { return nil }
      return HTMLSection(
        id: "axis-\(axis + 1)", heading: plan.name(of: AxisID(axis), in: language),
        lead: Phrase.siteIndicatorsOf.text(
          in: language, format.count(card.count), format.count(card.onTrack), format.count(card.behind),
          format.count(card.offTrack)),
        blocks: [.table(report.indicatorTable(card.indicators, links, caption: .siteIndicatorsInOrder))])
    }
  }

  /// Where neither the budget nor the plan names a department.
  private var departments: HTMLSection {
    HTMLSection(
      id: "departments", heading: SitePart.departments.name(in: language),
      lead: Phrase.siteNoDepartments.text(in: language), blocks: [])
  }

  private var downloads: HTMLSection {
    let tables = volume.downloads
    let rows = tables.map { download -> [HTMLCell] in
      [
        .link("\(download.name).csv", download.address), .text(download.table.title.text(in: language)),
        .number(format.count(download.table.count)),
      ]
    }
    return HTMLSection(
      id: "downloads", heading: Phrase.siteEveryTable.text(in: language),
      lead: Phrase.siteDownloadsLead.text(
        in: language, volume.workspace.settings.currency.word(in: language)),
      blocks: [
        .table(
          HTMLTable(
            caption: Phrase.siteFiles.text(in: language),
            columns: [
              .init(heading: Phrase.file.text(in: language)), .init(heading: Phrase.table.text(in: language)),
              .init(heading: Phrase.rows.text(in: language), isNumber: true),
            ], rows: rows))
      ])
  }
}

extension PageLinks {
  /// A name as a link to the page of what it names; the name alone where there is none.
  func cell(_ subject: Explanation.Subject?, _ name: String) -> HTMLCell {
    address(of: subject).map { .link(name, $0) } ?? .text(name)
  }
}
