import AlignmentEngine
import AlignWords

extension HTMLReport {
  /// Scenarios side by side, where any was solved.
  package var scenarios: HTMLSection? {
    guard !contents.scenarios.isEmpty else { return nil }
    let tables = ScenarioTables(contents.scenarios, in: language)
    var blocks: [HTMLBlock] = [.table(sideBySide(tables.summary))]
    var lead = ([Phrase.whatTheNextBudgetWouldBe.text(in: language)] + (contents.analysis?.basisNotes(format) ?? []))
      .joined(separator: " ")
    let isOne = contents.scenarios.count == 1
    if isOne, case .answered(let answer)? = contents.scenarios.first {
      blocks = [.table(waterfall(answer))]
      lead = sentence(answer)
    }
    if let axes = tables.axes { blocks.append(.table(HTMLTable(axes, format: format))) }
    if let flags = tables.flags {
      blocks.append(
        .details(summary: flags.title.text(in: language), [.table(HTMLTable(flags, format: format))]))
    }
    if tables.limits.count > 0 {
      blocks.append(
        .details(
          summary: tables.limits.title.text(in: language), [.table(HTMLTable(tables.limits, format: format, most: 80))])
      )
    }
    if let lines = tables.lines {
      blocks.append(
        .details(summary: lines.title.text(in: language), [.table(HTMLTable(lines, format: format, most: 40))]))
    }
    return HTMLSection(
      id: "scenarios", heading: (isOne ? Phrase.oneScenario : .scenariosSideBySide).text(in: language), lead: lead,
      blocks: blocks)
  }

  /// Figures of the solver and its settings, which stand under the method only.
  static let ofMethod: Set<String> = ["lambda", "objective", "gap"]

  /// How each scenario was solved, for who wants to do it again.
  var scenarioMethod: HTMLTable? {
    guard !contents.scenarios.isEmpty else { return nil }
    let table = ScenarioTables(contents.scenarios, in: language).summary
    let columns = table.columns.indices.filter { $0 == 0 || Self.ofMethod.contains(table.columns[$0].key) }
    return HTMLTable(
      caption: Phrase.howScenariosWereSolved.text(in: language),
      columns: columns.map { .init(heading: table.columns[$0].heading.text(in: language), isNumber: $0 > 0) },
      rows: (0..<table.count).map { index in
        let row = table.row(index)
        return columns.map { column in
          guard case .number(let value) = row[column] else { return .text(row[column].shown(in: format)) }
          return .number(value.map { format.significant($0, digits: 5) } ?? notEstimable)
        }
      })
  }

  /// What one scenario comes to.
  private func sentence(_ answer: ScenarioAnswer) -> String {
    let after = answer.after.alignment
    func index(_ value: Double?) -> String { value.map { format.decimal($0, decimals: 3) } ?? notEstimable }
    return Phrase.oneScenarioComesTo.text(
      in: language, answer.model.scenario.name(in: language), format.money(Double(answer.model.envelope)),
      format.amount(answer.raised), format.amount(answer.cut), index(answer.before.alignmentIndex),
      index(after.alignmentIndex), share(after.coverage))
  }

  /// From the last budget to the draft: what is raised and what is cut, as bars on one scale from zero.
  private func waterfall(_ answer: ScenarioAnswer) -> HTMLTable {
    let (raised, cut, new) = (Double(answer.raised), Double(answer.cut), Double(answer.model.envelope))
    let old = new - raised + cut
    let most = old + raised
    let steps: [(name: Phrase, from: Double, to: Double, amount: Double, colour: String)] = [
      (.draftOld, 0, old, old, "cn"), (.raisedMoney, old, most, raised, "s-good"), (.cut, new, most, cut, "s-bad"),
      (.draftNew, 0, new, new, "fund"),
    ]
    let rows = steps.map { step -> [HTMLCell] in
      var svg = SVG()
      let label = "\(step.name.text(in: language)): \(format.money(step.amount))"
      if most > 0 {
        svg.rectangle(
          x: SVG.percent(step.from / most), y: "0", width: SVG.percent((step.to - step.from) / most), height: "18",
          fill: step.colour)
      }
      return [
        .text(step.name.text(in: language)), .chart(svg.picture(height: 18, class: "bar", label: label)),
        .number(format.amount(step.amount)),
      ]
    }
    return HTMLTable(
      caption: Phrase.fromBudgetToDraft.text(in: language, format.unitName),
      columns: [
        .init(heading: Phrase.figure2.text(in: language)),
        .init(heading: Phrase.siteBar.text(in: language), isChart: true),
        .init(heading: Phrase.amount.text(in: language), isNumber: true),
      ], rows: rows)
  }

  /// One column a scenario, one row a figure.
  private func sideBySide(_ table: ReportTable) -> HTMLTable {
    let scenarios = (0..<table.count).map { table.row($0) }
    let figures = table.columns.indices.dropFirst().filter {
      table.columns[$0].isShown && !Self.ofMethod.contains(table.columns[$0].key)
    }
    return HTMLTable(
      caption: table.title.text(in: language) + " (\(format.unitName))",
      columns: [.init(heading: Phrase.figure2.text(in: language))]
        + scenarios.map { .init(heading: $0[0].shown(in: format), isNumber: true) },
      rows: figures.map { figure in
        [.text(table.columns[figure].heading.text(in: language))]
          + scenarios.map { .number($0[figure].shown(in: format)) }
      })
  }
}
