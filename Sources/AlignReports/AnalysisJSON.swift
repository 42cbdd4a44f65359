import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes an analysis as one JSON object, whose shape is `schema/analyze.schema.json`. Keys are the words of the tables;
/// amounts are in main units of the currency; what is not known is null.
package struct AnalysisJSON {
  let analysis: Analysis
  let totals: FlagTotals
  let language: Language
  var currency: Currency { analysis.workspace.settings.currency }

  /// A document of an analysis.
  ///
  /// - Parameter language: the language of remedies and problems.
  package init(_ analysis: Analysis, totals: FlagTotals, language: Language) {
    self.analysis = analysis
    self.totals = totals
    self.language = language
  }

  /// Writes the object.
  ///
  /// - Parameter summary: leaves out the lines and the single flags.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    head(&json)
    try ProblemJSON.write(analysis.allWarnings, in: language, to: &json)
    json.key("indicators")
    try array(
      &json, analysis.workspace.plan.indicators.count, fields(AnalysisRecords.indicators(of: analysis, in: language)))
    json.key("goals")
    try array(&json, analysis.alignment.goals.count, fields(AnalysisRecords.goals(of: analysis, in: language)))
    json.key("axes")
    try array(&json, analysis.alignment.axes.count, fields(AnalysisRecords.axes(of: analysis, in: language)))
    json.key("flags_summary")
    try array(&json, totals.counts.count, flagTotal)
    if !summary {
      json.key("lines")
      let lines = AnalysisRecords.lines(of: analysis, analysis.scoreLines(), in: language)
      try array(&json, analysis.funding.count, fields(lines))
      json.key("flags")
      try array(&json, analysis.flagList.count, flag())
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one record a line, each an object with `record`: summary, problem, indicator, goal, axis, flag_total, line or flag.
  package func writeRecords(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    try records(&json, "summary", 1) { json, _ in head(&json) }
    try json.finish()
    try ProblemJSON.writeRecords(analysis.allWarnings, in: language, to: sink)
    try records(
      &json, "indicator", analysis.workspace.plan.indicators.count,
      fields(AnalysisRecords.indicators(of: analysis, in: language)))
    try records(
      &json, "goal", analysis.alignment.goals.count, fields(AnalysisRecords.goals(of: analysis, in: language)))
    try records(&json, "axis", analysis.alignment.axes.count, fields(AnalysisRecords.axes(of: analysis, in: language)))
    try records(&json, "flag_total", totals.counts.count, flagTotal)
    if !summary {
      let lines = AnalysisRecords.lines(of: analysis, analysis.scoreLines(), in: language)
      try records(&json, "line", analysis.funding.count, fields(lines))
      try records(&json, "flag", analysis.flagList.count, flag())
    }
    try json.finish()
  }

  private typealias Fields = (inout JSONWriter, Int) -> Void

  /// The members of a record's object.
  private func fields(_ record: RecordFields<Int>) -> Fields {
    { json, index in record.write(index, to: &json, in: currency) }
  }

  private func array(_ json: inout JSONWriter, _ count: Int, _ fields: Fields) throws {
    json.beginArray()
    for index in 0..<count {
      json.beginObject()
      fields(&json, index)
      json.endObject()
      try json.drain()
    }
    json.endArray()
  }

  private func records(_ json: inout JSONWriter, _ record: String, _ count: Int, _ fields: Fields) throws {
    for index in 0..<count {
      json.beginObject()
      json.key("record")
      json.string(record)
      fields(&json, index)
      json.endObject()
      json.endLine()
      try json.drain()
    }
  }

  private func head(_ json: inout JSONWriter) {
    let alignment = analysis.alignment
    DocumentHead.write(analysis, to: &json)
    json.key("name")
    json.string(analysis.workspace.settings.name(in: language.rawValue))
    json.key("total_approved")
    json.amount(analysis.funding.totalApproved, in: currency)
    let directions = analysis.directions
    json.key("total_revenue")
    directions.map { json.amount($0.revenue, in: currency) } ?? json.null()
    json.key("total_transfers")
    directions.map { json.amount($0.transfers, in: currency) } ?? json.null()
    json.key("total_gross")
    directions.map { json.amount($0.gross, in: currency) } ?? json.null()
    json.key("budget_years")
    json.beginArray()
    for own in analysis.budgetYears {
      json.beginObject()
      json.key("year")
      json.integer(own.year)
      json.key("approved")
      json.amount(own.approved, in: currency)
      json.key("approved_real")
      own.real.map { json.money($0, in: currency) } ?? json.null()
      json.endObject()
    }
    json.endArray()
    json.key("total_linked")
    json.money(analysis.funding.totalLinked, in: currency)
    json.key("unmeasured_funding")
    json.money(alignment.unmeasuredFunding, in: currency)
    let use = alignment.use
    json.key("keeping")
    json.money(use.keepingTotal, in: currency)
    json.key("improving")
    json.money(use.improvingTotal, in: currency)
    json.key("base")
    json.string(use.isOfLinked ? "linked" : "improving")
    json.key("base_amount")
    json.money(use.base, in: currency)
    json.key("theta")
    json.number(use.theta)
    json.key("judged_kind")
    json.money(use.judged, in: currency)
    json.key("credits")
    json.beginArray()
    for row in alignment.credits { json.string(analysis.workspace.budget.id(of: analysis.funding.rows[row])) }
    json.endArray()
    json.key("coverage")
    json.number(alignment.coverage)
    json.key("live_coverage")
    json.number(alignment.liveCoverage)
    json.key("live_coverage_upper")
    json.number(alignment.liveCoverageUpper)
    json.key("alignment_index")
    json.number(alignment.alignmentIndex)
    json.key("alignment_index_by_indicator")
    json.number(alignment.alignmentIndexByIndicator)
    json.key("plan_attainment")
    json.number(alignment.planAttainment)
    json.key("amount_at_stake")
    json.amount(totals.atStake, in: currency)
  }

  private func flag() -> Fields {
    let fields = FlagRecords(of: analysis.flagList, in: analysis.workspace, language).fields
    return { json, index in fields.write(analysis.flagList[index], to: &json, in: currency) }
  }

  private func flagTotal(_ json: inout JSONWriter, _ index: Int) {
    FlagJSON.fields(of: totals.counts[index], currency: currency, to: &json)
  }
}
