import AlignModel
import AlignWords
import AlignmentEngine

/// The tables of an explanation.
struct ExplanationTables {
  let explanations: Explanations
  let words: ExplanationWords
  private var analysis: Analysis { explanations.analysis }
  private var language: Language { words.language }

  /// The links and rules of a line, and what became of each.
  func ties(_ ties: [Explanation.Tie]) -> ReportTable {
    let rows = ties.map { tie -> [ReportTable.Cell] in
      let status = tie.isRule ? Phrase.of("table", "rules") : Phrase.of("link-status", tie.status)
      return [
        .text(words.place(tie.source)), .text(tie.names),
        .text(tie.target.map(words.label) ?? LineClass.neutral.words(in: language)), .share(tie.share),
        .word(tie.status, shown: status.text(in: language)),
        .word(tie.verdict.rawValue, shown: Phrase.of("verdict", tie.verdict.rawValue).text(in: language)),
      ]
    }
    return table(
      .explainTies,
      [
        .words("place", .explainWhere), .words("line", .line), .words("target", .explainStep),
        .number("share", .servedShare), .words("status", .state), .words("verdict", .explainVerdict),
      ], rows)
  }

  func targets(_ targets: [Explanation.TargetRow]) -> ReportTable {
    let rows = targets.map { row -> [ReportTable.Cell] in
      [
        .text(words.format.label(String(row.target.year))), .number(row.target.value ?? row.target.low),
        .number(row.target.high), .text(words.place(row.source)),
      ]
    }
    return table(
      .explainTargets,
      [
        .words("year", .year), .number("target", .statedTarget),
        .number("high", .statedTargetHigh, isShown: targets.contains { $0.target.high != nil }),
        .words("place", .explainWhere),
      ], rows)
  }

  func measurements(_ observed: [Explanation.Observed]) -> ReportTable {
    let rows = observed.map { row -> [ReportTable.Cell] in
      [
        .text(words.format.label(row.measurement.period)), .number(row.measurement.value),
        .text(row.isUsed ? "✓" : ""), .text(words.place(row.source)),
      ]
    }
    return table(
      .explainMeasurements,
      [
        .words("period", .period), .number("value", .explainValue), .words("used", .explainUsed),
        .words("place", .explainWhere),
      ], rows)
  }

  func years(_ years: [Explanation.YearMoney]) -> ReportTable {
    table(
      .explainYears,
      [
        .words("year", .year), .number("funding", .funding),
        .number("funding_real", .realAmount, isShown: years.contains { $0.real != nil }),
      ],
      years.map { [.text(words.format.label(String($0.year))), .money($0.amount), .money($0.real)] })
  }

  /// Lines with the money that reaches the subject, made when they are asked for.
  func lines(_ lines: [Explanation.LineMoney]) -> ReportTable {
    let analysis = analysis
    let (plan, funding, budget) = (analysis.workspace.plan, analysis.funding, analysis.workspace.budget)
    let language = language
    let english = language.isRightToLeft ? nil : budget.titleEn
    let hasIndicators = lines.contains { $0.indicator != nil }
    let places = lines.map { language.list($0.ties.map(words.place)) }
    return ReportTable(
      title: .explainLines,
      columns: [
        .words("line", .line), .words("title", .title),
        .words("indicator", .indicator, isShown: hasIndicators), .number("approved", .approved),
        .number("share", .servedShare), .number("amount", .amount), .words("use", .kind),
        .words("links", .explainLinks, isShown: hasIndicators),
      ], count: lines.count
    ) { index in
      let line = lines[index]
      let row = funding.rows[line.row]
      let use = line.isImproving ? Phrase.improving : Phrase.keeping
      return [
        .text(budget.id(of: row)), .text(english?[row.index] ?? budget.title[row.index]),
        .text(line.indicator.map { plan.indicators.ids[$0.index] }), .amount(funding.approved[line.row]),
        .share(line.share), .money(line.amount),
        .word(line.isImproving ? "improving" : "keeping", shown: line.amount == 0 ? "" : use.text(in: language)),
        .text(places[index]),
      ]
    }
  }

  /// Every step of some figures, a row each, for programs and workbooks.
  func steps(_ figures: [Explanation.ExplainedFigure]) -> ReportTable {
    var rows: [[ReportTable.Cell]] = []
    func add(_ step: Step, _ figure: Figure, depth: Int) {
      let value: ReportTable.Cell = step.unit == .money ? .money(step.value) : .number(step.value)
      rows.append([
        .word(figure.rawValue, shown: figure.words(in: language)), .integer(depth),
        .word(step.key, shown: words.label(of: step)),
        .word(step.operation.rawValue, shown: words.operation(step)), value,
        .word(step.unit.rawValue, shown: step.unit.rawValue), .text(step.subject.map { explanations.id(of: $0) }),
        .text(step.detail), .text(step.source?.file), .text(step.source?.sheet), .integer(step.source?.row),
      ])
      for term in step.terms { add(term, figure, depth: depth + 1) }
    }
    for figure in figures { add(figure.steps, figure.figure, depth: 0) }
    return table(
      .explainFigures,
      [
        .words("figure", .explainFigures), .number("depth", .rank, isShown: false), .words("step", .explainStep),
        .words("operation", .explainHow), .number("value", .explainValue), .words("unit", .unit, isShown: false),
        .words("subject", .subject), .words("detail", .period), .words("file", .file), .words("sheet", .table),
        .number("row", .explainWhere),
      ], rows)
  }

  private func table(_ title: Phrase, _ columns: [ReportTable.Column], _ rows: [[ReportTable.Cell]]) -> ReportTable {
    ReportTable(title: title, columns: columns, count: rows.count) { rows[$0] }
  }
}

extension Step {
  /// The word for what it is: the key of a figure, or the name of a part.
  var key: String {
    switch name {
    case .figure(let figure): figure.rawValue
    case .part(let part): part.rawValue
    }
  }
}

extension Explanation {
  /// Every step of an explanation, or of one figure of it, as a table.
  package func stepTable(_ figure: Figure?, in explanations: Explanations, format: NumberFormat) -> ReportTable {
    ExplanationTables(explanations: explanations, words: ExplanationWords(explanations, format: format))
      .steps(figures.filter { figure == nil || $0.figure == figure })
  }
}
