import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A roll-up as one self-contained page: the answer, small charts of how figures and goals are spread, cities, goals and flags.
package struct CountryPage {
  let rollUp: CountryRollUp
  let language: Language

  /// A page of a roll-up.
  package init(_ rollUp: CountryRollUp, language: Language) { (self.rollUp, self.language) = (rollUp, language) }

  /// Goals that get a small chart, those with most money first; the table has all of them.
  private static let goalsDrawn = 60
  /// Rows that are shown at once, and the most that a page holds: more stand in the workbook and in CSV.
  private static let rowsShown = 25
  private static let mostRows = 2_000
  /// Intervals of a small chart.
  private static let intervals = 20

  /// Writes the page.
  ///
  /// - Throws: what the sink throws.
  package func write(to sink: any ByteSink) throws {
    let answers = rollUp.groups.map { CountryAnswer($0, in: language) }
    let units = answers.map { Phrase.amountsIn2.text(in: language, $0.format.unitName) }
    let page = HTMLPage(
      language: language, title: language.series(answers.map(\.title)), kicker: Phrase.rollupKicker.text(in: language),
      meta: Array(Set(units)).sorted().joined(separator: " · "), notices: notices,
      sections: answers.enumerated().flatMap { sections($1, number: answers.count > 1 ? $0 + 1 : nil) },
      footer: Phrase.rollupFooter.text(in: language, Engine.name))
    var html = page.html()
    try html.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
  }

  private var notices: [(strong: String, text: String)] {
    let synthetic = rollUp.groups.reduce(0) { $0 + $1.syntheticCities }
    guard synthetic > 0 else { return [] }
    let count = NumberFormat(language: language).count(synthetic)
    return [(Phrase.madeUpData.text(in: language), Phrase.rollupSynthetic.text(in: language, count))]
  }

  private func sections(_ answer: CountryAnswer, number: Int?) -> [HTMLSection] {
    func section(_ id: String, _ heading: Phrase, _ lead: String, _ blocks: [HTMLBlock]) -> HTMLSection {
      let words = heading.text(in: language)
      let group = "\(answer.format.label(String(answer.group.year))) \(answer.group.currency.code)"
      return HTMLSection(
        id: number.map { "\(id)-\($0)" } ?? id, heading: number == nil ? words : "\(words) (\(group))", lead: lead,
        blocks: blocks)
    }
    let group = answer.group
    let answerText = answer.lines.dropFirst(group.syntheticCities > 0 ? 1 : 0)
    var sections = [
      section(
        "answer", .theAnswer, answerText.first ?? "",
        [.cards(cards(answer)), .list(answerText.dropFirst().map { HTMLCell.text($0) })]),
      section(
        "figures", .rollupFigures, Phrase.rollupPanelNote.text(in: language),
        [.panels(group.knownFigures.map { panel($0, answer) }), .table(table(.figures, answer))]),
      section("cities", .rollupCities, Phrase.rollupPeersNote.text(in: language), blocks(.cities, answer)),
    ]
    if !group.goals.isEmpty {
      let panels = group.goals.prefix(Self.goalsDrawn).filter { !$0.attainment.values.isEmpty }
        .map { panel($0, answer) }
      sections.append(
        section(
          "goals", .rollupGoals, Phrase.rollupGoalsNote.text(in: language), [.panels(panels)] + blocks(.goals, answer)))
    }
    if !group.flags.isEmpty { sections.append(section("flags", .flags, "", [.table(table(.flags, answer))])) }
    return sections
  }

  private func cards(_ answer: CountryAnswer) -> [HTMLBlock.Card] {
    let (group, format) = (answer.group, answer.format)
    func card(_ figure: CityFigure) -> HTMLBlock.Card {
      .init(
        label: figure.heading.text(in: language), value: answer.shown(figure, group.overall(figure)),
        note: Phrase.rollupMedianOf.text(
          in: language, answer.shown(figure, group.distribution(of: figure).quantile(0.5))))
    }
    let approved = HTMLBlock.Card(
      label: Phrase.figureApproved.text(in: language), value: format.amount(group.totals[.approved] ?? 0),
      note: format.unitName)
    return [approved] + group.knownFigures.filter { $0 != .linkedPerHead }.map(card)
  }

  private func table(_ table: CountryTable, _ answer: CountryAnswer) -> HTMLTable {
    HTMLTable(table.table(of: answer.group, in: language), format: answer.format, most: Self.mostRows)
  }

  private func blocks(_ kind: CountryTable, _ answer: CountryAnswer) -> [HTMLBlock] {
    let table = table(kind, answer)
    let count = kind == .cities ? answer.group.cities.count : answer.group.goals.count
    let blocks = table.blocks(
      first: Self.rowsShown, summary: Phrase.allRows.text(in: language, answer.format.count(table.rowCount)))
    guard count > table.rowCount else { return blocks }
    let rest = Phrase.rollupMore.text(in: language, answer.format.count(count - table.rowCount), kind.rawValue)
    return blocks + [.paragraph(rest, isNote: true)]
  }

  private func panel(_ figure: CityFigure, _ answer: CountryAnswer) -> HTMLBlock.Panel {
    let distribution = answer.group.distribution(of: figure)
    return panel(.text(figure.heading.text(in: language)), distribution, isShare: !figure.isPerHead) {
      answer.shown(figure, $0)
    }
  }

  private func panel(_ goal: CountryGoal, _ answer: CountryAnswer) -> HTMLBlock.Panel {
    panel(.text(goal.id), goal.attainment, isShare: true) { $0.map { answer.format.percent($0) } ?? "" }
  }

  /// A small chart of how values are spread: shares all on the scale from 0 to 1, so that charts compare; others up to their
  /// 90th percentile, with those above it in the last bar, since a few cities may have many times what the others have.
  private func panel(
    _ title: HTMLCell, _ distribution: Distribution, isShare: Bool, _ shown: (Double?) -> String
  ) -> HTMLBlock.Panel {
    let (low, high) = (0.0, isShare ? 1 : distribution.quantile(0.9) ?? 0)
    let median = distribution.quantile(0.5)
    let said = Phrase.rollupPanelSaid.text(
      in: language, shown(distribution.quantile(0)), shown(median), shown(distribution.quantile(1)))
    return .init(
      title: title, value: shown(median),
      chart: SpreadChart(
        counts: distribution.counts(from: low, to: high, intervals: Self.intervals),
        median: median.flatMap { high > low ? ($0 - low) / (high - low) : nil }, label: said
      ).svg(), first: shown(low), last: (isShare ? "" : "≥ ") + shown(high))
  }
}
