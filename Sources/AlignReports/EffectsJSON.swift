import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes effects as JSON.
package struct EffectsJSON {
  let analysis: Analysis
  let effects: Effects
  let language: Language
  private var currency: Currency { analysis.workspace.settings.currency }

  /// A document of effects.
  package init(_ effects: Effects, of analysis: Analysis, language: Language) {
    (self.effects, self.analysis, self.language) = (effects, analysis, language)
  }

  private var axes: ReportTable {
    effects.axesTable(of: analysis.workspace.plan, currency: currency, in: language)
  }

  /// Writes one object.
  package func write(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(analysis.workspace, to: &json)
    json.key("period")
    json.string(analysis.period.description)
    json.key("currency")
    json.string(currency.code)
    json.key("method")
    json.string(effects.method.rawValue)
    json.key("rows")
    json.integer(effects.rows)
    json.key("unobserved")
    json.integer(effects.unobserved)
    json.key("deflated")
    json.bool(effects.pricesOf != nil)
    json.key("prices_of")
    effects.pricesOf.map { json.integer($0) } ?? json.null()
    json.key("approved_for_spent")
    json.bool(effects.usesApproved)
    json.key("dose")
    json.money(effects.dose, in: currency)
    json.key("constant")
    json.number(effects.constant)
    json.key("penalty")
    json.number(effects.penalty)
    json.key("rank")
    json.integer(effects.rank)
    json.key("condition")
    json.number(effects.condition)
    json.key("leave_one_year_out_error")
    json.number(effects.leaveOutError)
    json.key("without_money_error")
    json.number(effects.withoutMoneyError)
    json.key("tests")
    json.integer(effects.tests)
    json.key("confidence")
    json.number(effects.confidence)
    json.key("axes")
    try TableJSON.rows(of: axes, currency: currency, to: &json)
    json.key("years")
    try TableJSON.rows(of: effects.yearsTable(in: language), currency: currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one object a line, each with `record`: axis or year.
  package func writeRecords(to sink: any ByteSink) throws {
    try TableJSON.writeRecords(axes, record: "axis", currency: currency, to: sink)
    try TableJSON.writeRecords(effects.yearsTable(in: language), record: "year", currency: currency, to: sink)
  }
}
