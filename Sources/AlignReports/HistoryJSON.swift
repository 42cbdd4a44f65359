import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes the history, and what changed, as JSON.
package struct HistoryJSON {
  let workspace: Workspace
  let runs: [Snapshot]
  let comparison: HistoryComparison?
  let language: Language
  private var currency: Currency { workspace.settings.currency }

  /// A document of the runs of a workspace and of one comparison.
  package init(_ workspace: Workspace, runs: [Snapshot], comparison: HistoryComparison?, language: Language) {
    self.workspace = workspace
    self.runs = runs
    self.comparison = comparison
    self.language = language
  }

  /// Writes one object.
  ///
  /// - Parameter summary: flags raised and cleared by code only.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    json.key("runs")
    json.beginArray()
    for run in runs {
      json.beginObject()
      fields(of: run, to: &json)
      json.endObject()
    }
    json.endArray()
    json.key("comparison")
    if let comparison {
      json.beginObject()
      try fields(of: comparison, summary: summary, to: &json)
      json.endObject()
    } else {
      json.null()
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one record a line: run, change, promise, flag.
  package func writeRecords(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    for run in runs {
      json.beginObject()
      json.key("record")
      json.string("run")
      fields(of: run, to: &json)
      json.endObject()
      json.endLine()
    }
    try json.finish()
    guard let comparison else { return }
    let tables: [(ReportTable, String)] = [
      (HistoryTables.changes(comparison, in: language), "change"),
      (HistoryTables.promises(comparison, in: language), "promise"),
      (HistoryTables.flags(comparison, in: language), "flag"),
    ]
    for (table, record) in tables {
      try TableJSON.writeRecords(table, record: record, currency: currency, to: sink)
    }
  }

  private func fields(of comparison: HistoryComparison, summary: Bool, to json: inout JSONWriter) throws {
    json.key("from")
    json.integer(comparison.earlier.id.flatMap { Int(exactly: $0) })
    json.key("to")
    json.integer(comparison.later.id.flatMap { Int(exactly: $0) })
    json.key("same_inputs")
    json.bool(comparison.hasSameInputs)
    json.key("files")
    json.beginArray()
    for file in comparison.files { json.string(file) }
    json.endArray()
    json.key("budget_growth")
    if let growth = comparison.growth { growth.write(to: &json) } else { json.null() }
    json.key("changes")
    try TableJSON.rows(of: HistoryTables.changes(comparison, in: language), currency: currency, to: &json)
    json.key("promises")
    try TableJSON.rows(of: HistoryTables.promises(comparison, in: language), currency: currency, to: &json)
    json.key("flags_summary")
    try TableJSON.rows(of: HistoryTables.flagTotals(comparison, in: language), currency: currency, to: &json)
    if summary { return }
    json.key("flags")
    try TableJSON.rows(of: HistoryTables.flags(comparison, in: language), currency: currency, to: &json)
  }

  private func fields(of run: Snapshot, to json: inout JSONWriter) {
    json.key("run")
    json.integer(run.id.flatMap { Int(exactly: $0) })
    json.key("recorded_at")
    json.string(run.recordedAt)
    json.key("command")
    json.string(run.command)
    json.key("engine")
    json.string(run.engine)
    json.key("blas")
    json.string(run.blas)
    json.key("period")
    json.string(run.period.description)
    json.key("year")
    json.integer(run.year)
    json.key("settings")
    json.string(run.settings)
    json.key("fingerprint")
    json.string(run.fingerprint)
    json.key("figures")
    json.beginObject()
    for (name, value) in run.figures.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      let isMoney = ["total_approved", "total_linked", "unmeasured_funding", "amount_at_stake"].contains(name)
      if isMoney { json.money(value, in: currency) } else { json.number(value) }
    }
    json.endObject()
    json.key("inputs")
    json.beginArray()
    for input in run.inputs {
      json.beginObject()
      json.key("file")
      json.string(input.file)
      json.key("sha256")
      json.string(input.sha256)
      json.endObject()
    }
    json.endArray()
  }
}
