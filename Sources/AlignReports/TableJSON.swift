import AlignBasics
import AlignModel
import AlignmentEngine

/// Writes tables as JSON: an array of objects whose keys are those of the columns.
package enum TableJSON {
  /// Writes a ranking as one object: what made it, of which year and period, by what, and its rows.
  package static func write(_ table: ReportTable, by ranking: Ranking, of analysis: Analysis, to sink: any ByteSink)
    throws
  {
    var json = JSONWriter(to: sink)
    let currency = analysis.workspace.settings.currency
    json.beginObject()
    DocumentHead.write(analysis, to: &json)
    json.key("by")
    json.string(ranking.rawValue)
    json.key("rows")
    try rows(of: table, currency: currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes a draft as one object: what made it, of which scenario, and its rows.
  package static func write(_ table: ReportTable, record: String, of answer: ScenarioAnswer, to sink: any ByteSink)
    throws
  {
    var json = JSONWriter(to: sink)
    let model = answer.model
    let currency = model.today.workspace.settings.currency
    json.beginObject()
    DocumentHead.write(model.today, year: model.targetYear, to: &json)
    json.key("scenario")
    json.string(model.scenario.file)
    json.key("total")
    json.amount(model.envelope, in: currency)
    json.key("proof")
    ProofJSON.write(answer, to: &json)
    json.key("rows")
    try rows(of: table, currency: currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one object a line, each with `record`.
  package static func writeRecords(_ table: ReportTable, record: String, currency: Currency, to sink: any ByteSink)
    throws
  {
    var json = JSONWriter(to: sink)
    try records(of: table, record: record, currency: currency, to: &json)
    try json.finish()
  }

  static func records(of table: ReportTable, record: String, currency: Currency, to json: inout JSONWriter) throws {
    for index in 0..<table.count {
      json.beginObject()
      json.key("record")
      json.string(record)
      fields(of: table, index, currency: currency, to: &json)
      json.endObject()
      json.endLine()
      try json.drain()
    }
  }

  /// Writes the rows as an array.
  static func rows(of table: ReportTable, currency: Currency, to json: inout JSONWriter) throws {
    json.beginArray()
    for index in 0..<table.count {
      json.beginObject()
      fields(of: table, index, currency: currency, to: &json)
      json.endObject()
      try json.drain()
    }
    json.endArray()
  }

  private static func fields(of table: ReportTable, _ index: Int, currency: Currency, to json: inout JSONWriter) {
    for (column, cell) in zip(table.columns, table.row(index)) {
      json.key(column.key)
      cell.write(to: &json, in: currency)
    }
  }
}
