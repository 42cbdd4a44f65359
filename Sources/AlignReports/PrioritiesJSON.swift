import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes revealed priorities as JSON.
package struct PrioritiesJSON {
  let analysis: Analysis
  let priorities: RevealedPriorities
  let flags: [Flag]
  let language: Language
  private var currency: Currency { analysis.workspace.settings.currency }

  /// A document of revealed priorities and the flags AL204 that rest on them.
  package init(_ priorities: RevealedPriorities, of analysis: Analysis, flags: [Flag], language: Language) {
    self.priorities = priorities
    self.analysis = analysis
    self.flags = flags
    self.language = language
  }

  /// Writes one object.
  package func write(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(analysis.workspace, to: &json)
    head(&json)
    json.key("drivers")
    try TableJSON.rows(of: priorities.driversTable(in: language), currency: currency, to: &json)
    json.key("goals")
    let goals = priorities.goalsTable(of: analysis.workspace.plan, in: language)
    try TableJSON.rows(of: goals, currency: currency, to: &json)
    json.key("departments")
    try TableJSON.rows(
      of: priorities.departmentsTable(of: analysis.workspace, in: language), currency: currency, to: &json)
    json.key("flags")
    json.beginArray()
    let fields = FlagRecords(of: analysis.flagList, in: analysis.workspace, language).fields
    for flag in flags {
      json.beginObject()
      fields.write(flag, to: &json, in: currency)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one object a line, each with `record`: driver, goal or department.
  package func writeRecords(to sink: any ByteSink) throws {
    try TableJSON.writeRecords(
      priorities.driversTable(in: language), record: "driver", currency: currency, to: sink)
    let goals = priorities.goalsTable(of: analysis.workspace.plan, in: language)
    try TableJSON.writeRecords(goals, record: "goal", currency: currency, to: sink)
    try TableJSON.writeRecords(
      priorities.departmentsTable(of: analysis.workspace, in: language), record: "department", currency: currency,
      to: sink)
  }

  private func head(_ json: inout JSONWriter) {
    json.key("year")
    json.integer(priorities.year)
    json.key("currency")
    json.string(currency.code)
    json.key("years_fitted")
    json.beginArray()
    for year in priorities.years { json.integer(year) }
    json.endArray()
    json.key("left_out")
    json.beginArray()
    for year in priorities.yearsLeftOut { leftOut(&json, String(year.subject), year.reason.rawValue) }
    for driver in priorities.driversLeftOut { leftOut(&json, driver.subject, driver.reason.rawValue) }
    json.endArray()
    json.key("sum_of_squares")
    json.number(priorities.sumOfSquares)
    json.key("explained")
    json.number(priorities.explained)
    json.key("unexplained_share")
    json.number(priorities.unexplainedShare)
    json.key("total_linked")
    json.money(priorities.linked, in: currency)
    json.key("total_approved")
    json.amount(priorities.approved, in: currency)
    json.key("condition")
    json.number(priorities.condition)
    json.key("kkt_residual")
    json.number(priorities.kktResidual)
  }

  private func leftOut(_ json: inout JSONWriter, _ subject: String, _ reason: String) {
    json.beginObject()
    json.key("subject")
    json.string(subject)
    json.key("reason")
    json.string(reason)
    json.endObject()
  }
}
