import AlignModel
import AlignWords
import AlignmentEngine

/// An explanation in one language, made up of blocks that a terminal and a page lay out in their own ways.
package struct ExplanationPage {
  /// What is explained: its kind, id and name.
  package let title: String
  package let subject: Explanation.Subject
  package let blocks: [Block]

  /// A part of the page.
  package enum Block {
    case heading(String)
    case paragraph(String)
    /// What something is, and what it says.
    case pairs([(String, String)])
    /// A figure with its steps.
    case figure(FigureBlock)
    case table(ReportTable)
    case list([String])
  }

  /// A figure: its value, its formula and its steps.
  package struct FigureBlock {
    package var name: String
    package var value: String
    package var formula: String
    /// Where `docs/method.md` defines it.
    package var section: String
    package var steps: [Row]
  }

  /// A step as it is shown.
  package struct Row {
    /// How far below the figure it stands, from 0.
    package var depth: Int
    package var label: String
    package var value: String
    /// How it follows from the rows below it; nil where it is given.
    package var operation: String?
    /// The row of a table that gives it.
    package var place: String?
    /// Whose it is, where that can be explained.
    package var subject: Explanation.Subject?
  }

  /// How many terms of one step, and rows of one table, are shown.
  static let shown = 8

  /// An explanation in the language of the format.
  ///
  /// - Parameter figure: the one figure to show; nil for all.
  package init(
    _ explanation: Explanation, figure: Figure? = nil, in explanations: Explanations, format: NumberFormat
  ) {
    let maker = ExplanationPageMaker(explanations: explanations, format: format)
    subject = explanation.subject
    title = maker.title(explanation)
    blocks = maker.blocks(explanation, figure)
  }
}

/// Puts the blocks of explanations into words.
struct ExplanationPageMaker {
  let explanations: Explanations
  let words: ExplanationWords
  /// How many terms of one step are shown.
  var shown = ExplanationPage.shown
  /// The depth of the deepest steps that are shown.
  var mostDepth = Int.max
  private var analysis: Analysis { explanations.analysis }
  private var language: Language { words.language }

  init(explanations: Explanations, format: NumberFormat) {
    self.explanations = explanations
    words = ExplanationWords(explanations, format: format)
  }

  func title(_ explanation: Explanation) -> String {
    if case .whole = explanation.subject { return words.label(of: .whole) }
    let kind = Phrase.of("fact", explanation.subject.kind.rawValue).text(in: language)
    return "\(kind) \(words.label(of: explanation.subject))"
  }

  func blocks(_ explanation: Explanation, _ asked: Figure?) -> [ExplanationPage.Block] {
    var blocks: [ExplanationPage.Block] = []
    let pairs =
      explanation.facts.map { ($0.words(in: language), words.fact($0)) }
      + explanation.sources.map { (Phrase.explainWhere.text(in: language), words.place($0)) }
    if !pairs.isEmpty { blocks.append(.pairs(pairs)) }
    let figures = explanation.figures.filter { asked == nil || $0.figure == asked }
    if !figures.isEmpty { blocks.append(heading(.explainFigures)) }
    blocks += figures.map { .figure(block($0)) }
    let unknown = explanation.unknown.filter { asked == nil || $0.figure == asked }
    if !unknown.isEmpty {
      blocks.append(heading(.explainUnknown))
      blocks.append(.list(self.unknown(unknown)))
    }
    if asked == nil { blocks += evidence(explanation) + tables(explanation) }
    let changes = explanation.changes.filter { asked == nil || $0.figure == nil || $0.figure == asked }
    if !changes.isEmpty { blocks += [heading(.explainChanges), .list(changes.map(change))] }
    return blocks
  }

  /// Figures that have no value, each with the reason.
  func unknown(_ figures: [Explanation.UnknownFigure]) -> [String] {
    figures.map {
      Phrase.explainBecause.text(
        in: language, $0.figure.words(in: language), Phrase.of("reason", $0.reason.rawValue).text(in: language))
    }
  }

  private func heading(_ phrase: Phrase) -> ExplanationPage.Block { .heading(phrase.text(in: language)) }

  // MARK: figures

  func block(_ figure: Explanation.ExplainedFigure) -> ExplanationPage.FigureBlock {
    var rows: [ExplanationPage.Row] = []
    add(figure.steps.terms, of: figure.steps, depth: 0, to: &rows)
    let unit = figure.figure.unit
    return ExplanationPage.FigureBlock(
      name: figure.figure.words(in: language), value: words.value(figure.value, unit), formula: figure.formula,
      section: figure.figure.section,
      steps: rows.isEmpty && figure.steps.source != nil ? [row(figure.steps, depth: 0)] : rows)
  }

  private func row(_ step: Step, depth: Int) -> ExplanationPage.Row {
    ExplanationPage.Row(
      depth: depth, label: words.label(of: step), value: words.value(step.value, step.unit),
      operation: step.terms.isEmpty || step.name == .part(.result) ? nil : words.operation(step),
      place: step.source.map(words.place), subject: step.subject)
  }

  /// The terms of a step; of a long sum the largest, and what the others come to.
  private func add(_ terms: [Step], of step: Step, depth: Int, to rows: inout [ExplanationPage.Row]) {
    var shown = terms
    if step.operation == .sum, terms.count > self.shown + 1 {
      let order = terms.indices.sorted { (abs(terms[$0].value), -$0) > (abs(terms[$1].value), -$1) }
      shown = order.prefix(self.shown).map { terms[$0] }
    } else if terms.count > self.shown + 1 {
      shown = Array(terms.prefix(self.shown))
    }
    for term in shown {
      rows.append(row(term, depth: depth))
      // Deeper steps are many, and each name is looked up.
      if depth >= mostDepth { continue }
      add(term.terms, of: term, depth: depth + 1, to: &rows)
    }
    guard shown.count < terms.count else { return }
    let count = words.format.count(terms.count - shown.count)
    let rest = terms.reduce(0) { $0 + $1.value } - shown.reduce(0) { $0 + $1.value }
    let label =
      step.operation == .sum
      ? Phrase.explainMore.text(in: language, count, words.value(rest, step.unit))
      : Phrase.explainRows.text(in: language, count)
    rows.append(ExplanationPage.Row(depth: depth, label: label, value: ""))
  }

  func change(_ change: Explanation.Change) -> String {
    let subject = change.subject.map(words.label) ?? ""
    var text = Phrase.of("change", change.kind.rawValue).text(in: language, subject)
    if let amount = change.amount { text = language.series([text, words.value(amount, .money)]) }
    guard let figure = change.figure, let from = change.from, let to = change.to else { return text }
    return Phrase.explainBecause.text(
      in: language, text,
      Phrase.explainFrom.text(
        in: language, figure.words(in: language), words.value(from, figure.unit), words.value(to, figure.unit)))
  }

  // MARK: tables

  /// What a flag rests on.
  private func evidence(_ explanation: Explanation) -> [ExplanationPage.Block] {
    guard case .flag(let position) = explanation.subject else { return [] }
    let flag = analysis.flagList[position]
    let cell = EvidenceCell(evidence: flag.evidence, workspace: analysis.workspace)
    var pairs = cell.pairs(in: words.format)
    for threshold in FlagCode(code: flag.code)?.thresholds ?? [] {
      let value = FlagCode(code: flag.code)?.threshold(threshold.name, analysis.workspace.settings) ?? threshold.value
      pairs.append((Self.threshold(threshold.name, language), words.format.significant(value, digits: 5)))
    }
    return [
      heading(.explainEvidence), .pairs(pairs), .paragraph(FlagWords.remedy(of: flag.code, in: language)),
    ]
  }

  private static func threshold(_ name: String, _ language: Language) -> String {
    Phrase.explainBecause.text(in: language, Phrase.stepThreshold.text(in: language), name)
  }

  private func tables(_ explanation: Explanation) -> [ExplanationPage.Block] {
    var blocks: [ExplanationPage.Block] = []
    func add(_ heading: Phrase, _ table: ReportTable) {
      if table.count > 0 { blocks += [self.heading(heading), .table(table)] }
    }
    let makes = ExplanationTables(explanations: explanations, words: words)
    add(.explainTies, makes.ties(explanation.ties))
    if !explanation.indicators.isEmpty {
      add(
        .explainIndicators,
        AnalysisRecords.indicators(of: analysis, in: language).table(
          .indicators, explanation.indicators.map(\.index)))
    }
    add(.explainTargets, makes.targets(explanation.targets))
    add(.explainMeasurements, makes.measurements(explanation.measurements))
    add(.explainYears, makes.years(explanation.years))
    add(.explainLines, makes.lines(explanation.lines))
    let flags = explanation.flags.map { analysis.flagList[$0] }
    let records = FlagRecords(of: analysis.flagList, in: analysis.workspace, language).fields
    add(.explainFlags, records.table(.flags, flags))
    return blocks
  }
}
