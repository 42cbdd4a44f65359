import AlignModel
import AlignWords
import AlignmentEngine

/// The page of an axis, a goal, an indicator or a department.
struct SiteSubjectPage {
  let subject: Explanation.Subject
  let volume: SiteVolume
  let report: HTMLReport
  let links: PageLinks
  let explanation: Explanation?
  var language: Language { volume.language }
  var format: NumberFormat { volume.format }
  var plan: Plan { volume.plan }
  var review: Review { volume.review }
  var analysis: Analysis? { volume.contents.analysis }

  /// Lines and flags that a page lists; all of them stand in tables of the downloads.
  static let listed = 30
  static let flagsListed = 20
  static let firstListed = 12
  /// How deep the steps of a figure are shown.
  private static let mostDepth = 2
  /// How many terms of one step are shown.
  private static let termsShown = 5

  init(_ subject: Explanation.Subject, _ explanation: Explanation?, in volume: SiteVolume) {
    (self.subject, self.explanation, self.volume) = (subject, explanation, volume)
    links = PageLinks(map: volume.map, root: "../")
    report = volume.report(links)
  }

  func page(at address: String) -> HTMLPage {
    var made: (title: String, meta: [String], part: SitePart, sections: [HTMLSection])
    var trail: [(name: String, address: String)] = []
    switch subject {
    case .axis(let axis):
      made = (plan.name(of: axis, in: language), [plan.axes.ids[axis.index]], .axes, sections(of: axis))
    case .goal(let goal):
      made = (plan.name(of: goal, in: language), [plan.goals.ids[goal.index]], .goals, sections(of: goal))
      trail = way(to: plan.goals.axis[goal])
    case .indicator(let indicator):
      made = (
        plan.name(of: indicator, in: language), [plan.indicators.ids[indicator.index]], .indicators,
        sections(of: indicator)
      )
      let goal = plan.indicators.goal[indicator]
      if goal.index < plan.goals.count { trail = way(to: plan.goals.axis[goal]) + step(.goal(goal)) }
    case .department(let name):
      made = (volume.workspace.department(name, in: language), [], .departments, sections(ofDepartment: name))
    case .whole, .line, .flag, .criterion: made = ("", [], .overview, [])
    }
    trail = [(made.part.name(in: language), links.address(of: made.part))] + trail
    let kind = Phrase.of("fact", subject.kind.rawValue).text(in: language)
    return HTMLPage(
      language: language, title: made.title, kicker: "",
      meta: ([Self.opening(kind)] + made.meta).joined(separator: " "),
      notices: report.notices, sections: made.sections + derivation, footer: report.footer,
      frame: SiteFrame(
        language: language, twin: volume.twin, name: volume.name, address: address, part: made.part, links: links,
        trail: trail, desks: volume.desks))
  }

  private func way(to axis: AxisID) -> [(name: String, address: String)] {
    axis.index < plan.axes.count ? step(.axis(axis)) : []
  }

  private func step(_ subject: Explanation.Subject) -> [(name: String, address: String)] {
    guard let address = links.address(of: subject) else { return [] }
    switch subject {
    case .axis(let axis): return [(plan.name(of: axis, in: language), address)]
    case .goal(let goal): return [(plan.name(of: goal, in: language), address)]
    default: return []
    }
  }

  // MARK: what every page ends with

  /// How the figures were made, and what would change them.
  private var derivation: [HTMLSection] {
    guard let explanation, let explanations = volume.explanations else { return [] }
    var maker = ExplanationPageMaker(explanations: explanations, format: volume.fine)
    maker.shown = Self.termsShown
    maker.mostDepth = Self.mostDepth
    var blocks: [HTMLBlock] = []
    var isCut = false
    var told: [(name: String, steps: [HTMLStep])] = []
    for figure in explanation.figures {
      let block = maker.block(figure)
      isCut = isCut || Self.isDeeper(figure.steps, than: Self.mostDepth + 1)
      let steps = ExplanationPage.steps(of: block, language)
      if steps.count > 2, let same = told.first(where: { $0.steps == steps }) {
        let note = Phrase.siteSameSteps.text(in: language, same.name)
        blocks.append(
          .details(
            summary: "\(block.name): \(block.value)", [.formula(block.formula, note: ""), .paragraph(note)]))
      } else {
        told.append((block.name, steps))
        blocks.append(ExplanationPage.details(block, format: volume.fine))
      }
    }
    if isCut {
      let note = Phrase.siteDeeperSteps.text(in: language, explanations.id(of: subject))
      blocks.append(.paragraph(note, isNote: true))
    }
    let unknown = maker.unknown(explanation.unknown)
    if !unknown.isEmpty {
      blocks += [.heading(Phrase.explainUnknown.text(in: language)), .list(unknown)]
    }
    var sections: [HTMLSection] = []
    if !blocks.isEmpty {
      sections.append(
        HTMLSection(
          id: "figures", heading: Self.opening(Phrase.explainFigures.text(in: language)),
          lead: Phrase.siteFiguresLead.text(in: language), blocks: blocks))
    }
    if !explanation.changes.isEmpty {
      sections.append(
        HTMLSection(
          id: "changes", heading: Self.opening(Phrase.explainChanges.text(in: language)), lead: "",
          blocks: [.list(explanation.changes.map(maker.change))]))
    }
    return sections
  }

  /// Whether steps stand inside of a step more levels down than that.
  private static func isDeeper(_ step: Step, than levels: Int) -> Bool {
    step.terms.contains { levels == 0 || isDeeper($0, than: levels - 1) }
  }

  /// The lines behind a subject.
  func lineSection(_ lines: [Explanation.LineMoney], lead: String = "") -> HTMLSection? {
    guard let explanations = volume.explanations, !lines.isEmpty else { return nil }
    let words = ExplanationWords(explanations, format: format)
    let table = ExplanationTables(explanations: explanations, words: words).lines(Array(lines.prefix(Self.listed)))
    // On the page of an indicator every line serves it.
    var hidden: Set<String> = []
    if case .indicator = subject { hidden = ["indicator"] }
    let made = HTMLTable(
      table,
      caption: Phrase.siteMostMoneyFirst.text(in: language, Phrase.siteItsLines.text(in: language), format.unitName),
      format: format, most: Self.listed, links: links, hiding: hidden)
    return section("lines", .siteItsLines, lead, folded(made, of: lines.count))
  }

  /// A table whose first rows stand open, and the note that says where the rest of it is.
  func folded(_ table: HTMLTable, of count: Int) -> [HTMLBlock] {
    let shown = table.rows.count
    let all =
      count > shown
      ? Phrase.siteFirstRows.text(in: language, format.count(shown)) : report.allOf(shown)
    let rest = count - shown
    return table.blocks(first: Self.firstListed, summary: all)
      + (rest > 0 ? [.paragraph(Phrase.siteMoreRows.text(in: language, format.count(rest)), isNote: true)] : [])
  }

  /// The flags of a subject and of what stands under it.
  var flagSection: HTMLSection? {
    guard let analysis, let positions = explanation?.flags, !positions.isEmpty else { return nil }
    let rows = positions.prefix(Self.flagsListed).map { position -> [HTMLCell] in
      let flag = analysis.flagList[position]
      let meaning = FlagWords.meaning(of: flag.code, in: language)
      return [
        links.address(ofCode: flag.code).map { .link(meaning, $0) } ?? .text(meaning),
        .text(flag.code), report.severity(flag.severity),
        links.cell(volume.map.subject(flag.subject.kind, flag.subject.id), report.subject(of: flag)),
        .number(flag.amount.map { format.amount($0) } ?? "–"),
      ]
    }
    let table = HTMLTable(
      caption: Phrase.siteInCodeOrder.text(in: language, Phrase.explainFlags.text(in: language), format.unitName),
      columns: [
        .init(heading: Phrase.meaning.text(in: language)), .init(heading: Phrase.code.text(in: language)),
        .init(heading: Phrase.severity.text(in: language)), .init(heading: Phrase.subject.text(in: language)),
        .init(heading: Phrase.amount.text(in: language), isNumber: true),
      ], rows: rows)
    let lead = Phrase.siteFlagsOf.text(in: language, format.count(positions.count))
    return section("flags", .siteItsFlags, lead, folded(table, of: positions.count))
  }

  func section(_ id: String, _ heading: Phrase, _ lead: String, _ blocks: [HTMLBlock]) -> HTMLSection {
    HTMLSection(id: id, heading: heading.text(in: language), lead: lead, blocks: blocks)
  }

  /// A phrase at the beginning of a line, with a capital where the language has them.
  static func opening(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Departments whose money reaches some goals, the most first.
  func givers(to goals: [Int]) -> HTMLSection? {
    guard let flow = volume.flow, let category = flow.category else { return nil }
    let amounts = flow.sources.indices.map { source in goals.reduce(0) { $0 + flow.amounts[source][$1] } }
    let order = amounts.indices.filter { amounts[$0] > 0 }.sorted { (amounts[$0], -$0) > (amounts[$1], -$1) }
    guard let first = order.first else { return nil }
    let total = amounts.reduce(0, +)
    let heading = category == .department ? SitePart.departments.name(in: language) : report.words(category)
    let rows = order.map { source -> [HTMLCell] in
      let name = report.sourceName(flow.sources[source], flow)
      let subject = category == .department ? Explanation.Subject.department(flow.sources[source]) : nil
      return [
        links.cell(subject, name), bar(amounts[source], of: amounts[first]), .number(format.amount(amounts[source])),
        .number(format.percent(amounts[source] / total)),
      ]
    }
    let table = HTMLTable(
      caption: Phrase.siteMostMoneyFirst.text(in: language, heading, format.unitName),
      columns: moneyColumns(heading), rows: rows)
    return section("givers", .siteWhoPays, "", folded(table, of: rows.count))
  }

  func moneyColumns(_ heading: String) -> [HTMLTable.Column] {
    [
      .init(heading: heading), .init(heading: Phrase.siteBar.text(in: language), isChart: true),
      .init(heading: Phrase.amount.text(in: language), isNumber: true),
      .init(heading: Phrase.servedShare.text(in: language), isNumber: true),
    ]
  }

  /// An amount as a bar from zero on the scale of its column.
  func bar(_ amount: Double, of most: Double) -> HTMLCell {
    .chart(
      StackChart(
        parts: [(value: amount, colour: "fund", label: format.money(amount))], whole: most,
        label: format.money(amount), height: 12
      ).svg())
  }
}
