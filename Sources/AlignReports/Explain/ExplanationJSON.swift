import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes an explanation as one JSON object, whose shape is `schema/explain.schema.json`. Money is in main units of the
/// currency, in the steps too, so that they can be recomputed as they stand.
package struct ExplanationJSON {
  private let explanations: Explanations
  private let words: ExplanationWords
  private var analysis: Analysis { explanations.analysis }
  private let flagFields: RecordFields<Flag>
  private var currency: Currency { analysis.workspace.settings.currency }

  /// - Parameter format: of the language in which subjects are named.
  package init(_ explanations: Explanations, format: NumberFormat) {
    self.explanations = explanations
    words = ExplanationWords(explanations, format: format)
    let analysis = explanations.analysis
    flagFields = FlagRecords(of: analysis.flagList, in: analysis.workspace, format.language).fields
  }

  /// Writes the object.
  ///
  /// - Parameter figure: the one figure to write; nil for all.
  package func write(_ explanation: Explanation, figure: Figure? = nil, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(analysis, to: &json)
    write(explanation, figure, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes the members that are the explanation's own into an open object.
  func write(_ explanation: Explanation, _ figure: Figure?, to json: inout JSONWriter) {
    json.key("subject")
    write(explanation.subject, isNamed: true, to: &json)
    if case .flag(let position) = explanation.subject {
      json.key("flag")
      write(analysis.flagList[position], to: &json)
    }
    array("sources", explanation.sources, &json) { write($1, to: &$0) }
    array("facts", explanation.facts, &json, write)
    array("figures", explanation.figures.filter { figure == nil || $0.figure == figure }, &json, write)
    array("unknown", explanation.unknown.filter { figure == nil || $0.figure == figure }, &json) { json, unknown in
      json.beginObject()
      json.key("figure")
      json.string(unknown.figure.rawValue)
      json.key("reason")
      json.string(unknown.reason.rawValue)
      json.endObject()
    }
    array("ties", explanation.ties, &json, write)
    array("lines", explanation.lines, &json, write)
    json.key("indicators")
    json.beginArray()
    let indicators = AnalysisRecords.indicators(of: analysis, in: words.language)
    for id in explanation.indicators {
      json.beginObject()
      indicators.write(id.index, to: &json, in: currency)
      json.endObject()
    }
    json.endArray()
    array("targets", explanation.targets, &json, write)
    array("measurements", explanation.measurements, &json, write)
    array("years", explanation.years, &json) { json, year in
      json.beginObject()
      json.key("year")
      json.integer(year.year)
      json.key("funding")
      json.money(year.amount, in: currency)
      json.key("funding_real")
      year.real.map { json.money($0, in: currency) } ?? json.null()
      json.endObject()
    }
    array("flags", explanation.flags, &json) { write(analysis.flagList[$1], to: &$0) }
    array("changes", explanation.changes, &json, write)
  }

  private func array<Element>(
    _ key: String, _ elements: [Element], _ json: inout JSONWriter, _ body: (inout JSONWriter, Element) -> Void
  ) {
    json.key(key)
    json.beginArray()
    for element in elements { body(&json, element) }
    json.endArray()
  }

  private func write(_ subject: Explanation.Subject, isNamed: Bool = false, to json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    json.string(subject.kind.rawValue)
    json.key("id")
    json.string(explanations.id(of: subject))
    if isNamed {
      json.key("name")
      json.string(words.name(of: subject))
    }
    json.endObject()
  }

  private func write(_ source: Explanation.Source, to json: inout JSONWriter) {
    source.write(to: &json)
  }

  private func write(_ json: inout JSONWriter, _ fact: Explanation.Fact) {
    json.beginObject()
    json.key("key")
    json.string(fact.key.rawValue)
    json.key("value")
    switch fact.value {
    case .text(let text), .word(let text): json.string(text)
    case .integer(let number): json.integer(number)
    case .subject(let subject): write(subject, isNamed: true, to: &json)
    }
    json.endObject()
  }

  private func write(_ json: inout JSONWriter, _ figure: Explanation.ExplainedFigure) {
    json.beginObject()
    json.key("figure")
    json.string(figure.figure.rawValue)
    json.key("name")
    json.string(figure.figure.words(in: words.language))
    json.key("unit")
    json.string(figure.figure.unit.rawValue)
    json.key("value")
    number(figure.value, figure.figure.unit, to: &json)
    json.key("formula")
    json.string(figure.formula)
    json.key("section")
    json.string(figure.figure.section)
    json.key("steps")
    write(figure.steps, to: &json)
    json.endObject()
  }

  private func write(_ step: Step, to json: inout JSONWriter) {
    json.beginObject()
    json.key("step")
    json.string(step.key)
    if let subject = step.subject {
      json.key("of")
      write(subject, to: &json)
    }
    if let detail = step.detail {
      json.key("detail")
      json.string(detail)
    }
    json.key("operation")
    json.string(step.operation.rawValue)
    json.key("value")
    number(step.value, step.unit, to: &json)
    json.key("unit")
    json.string(step.unit.rawValue)
    if !step.terms.isEmpty { array("terms", step.terms, &json) { write($1, to: &$0) } }
    if let source = step.source {
      json.key("source")
      write(source, to: &json)
    }
    json.endObject()
  }

  private func number(_ value: Double?, _ unit: Figure.Unit, to json: inout JSONWriter) {
    if unit == .money { json.money(value, in: currency) } else { json.number(value) }
  }

  private func write(_ json: inout JSONWriter, _ tie: Explanation.Tie) {
    json.beginObject()
    json.key("source")
    write(tie.source, to: &json)
    json.key("names")
    json.string(tie.names)
    json.key("target")
    if let target = tie.target { write(target, to: &json) } else { json.null() }
    json.key("share")
    json.number(tie.share)
    json.key("status")
    json.string(tie.status)
    json.key("effect")
    json.string(tie.isAgainst ? "against" : "for")
    json.key("verdict")
    json.string(tie.verdict.rawValue)
    json.endObject()
  }

  private func write(_ json: inout JSONWriter, _ line: Explanation.LineMoney) {
    let (funding, budget) = (analysis.funding, analysis.workspace.budget)
    let row = funding.rows[line.row]
    json.beginObject()
    json.key("line")
    json.string(budget.id(of: row))
    json.key("title")
    json.string(budget.title[row.index])
    json.key("indicator")
    json.string(line.indicator.map { analysis.workspace.plan.indicators.ids[$0.index] })
    json.key("approved")
    json.amount(funding.approved[line.row], in: currency)
    json.key("share")
    json.number(line.share)
    json.key("amount")
    json.money(line.amount, in: currency)
    json.key("use")
    json.string(line.isImproving ? "improving" : "keeping")
    array("links", line.ties, &json) { write($1, to: &$0) }
    json.endObject()
  }

  private func write(_ json: inout JSONWriter, _ row: Explanation.TargetRow) {
    json.beginObject()
    json.key("year")
    json.integer(row.target.year)
    json.key("target")
    json.number(row.target.value)
    json.key("low")
    json.number(row.target.low)
    json.key("high")
    json.number(row.target.high)
    json.key("source")
    write(row.source, to: &json)
    json.endObject()
  }

  private func write(_ json: inout JSONWriter, _ row: Explanation.Observed) {
    json.beginObject()
    json.key("period")
    json.string(row.measurement.period.description)
    json.key("value")
    json.number(row.measurement.value)
    json.key("provisional")
    json.bool(row.measurement.isProvisional)
    json.key("used")
    json.bool(row.isUsed)
    json.key("source")
    write(row.source, to: &json)
    json.endObject()
  }

  private func write(_ flag: Flag, to json: inout JSONWriter) {
    json.beginObject()
    flagFields.write(flag, to: &json, in: currency)
    json.endObject()
  }

  private func write(_ json: inout JSONWriter, _ change: Explanation.Change) {
    let unit = change.figure?.unit ?? .number
    json.beginObject()
    json.key("change")
    json.string(change.kind.rawValue)
    json.key("subject")
    if let subject = change.subject { write(subject, to: &json) } else { json.null() }
    json.key("source")
    if let source = change.source { write(source, to: &json) } else { json.null() }
    json.key("figure")
    json.string(change.figure?.rawValue)
    json.key("from")
    number(change.from, unit, to: &json)
    json.key("to")
    number(change.to, unit, to: &json)
    json.key("amount")
    json.money(change.amount, in: currency)
    json.endObject()
  }
}
