import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes what `align check` found as JSON.
package struct CheckJSON {
  let workspace: Workspace
  let lint: PlanLint
  let totals: FlagTotals
  let language: Language
  /// Writes one object for a workspace that could not be read: what made it, and the problems.
  package static func write(_ problems: [Problem], language: Language, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.writeProgram(to: &json)
    try ProblemJSON.write(problems, in: language, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  private var currency: Currency { workspace.settings.currency }

  /// A document of the lint of a plan.
  package init(_ workspace: Workspace, lint: PlanLint, totals: FlagTotals, language: Language) {
    self.workspace = workspace
    self.lint = lint
    self.totals = totals
    self.language = language
  }

  /// Writes one object: the tables found, the inventory by axis and owner, the problems and the flags.
  package func write(summary: Bool, problems: [Problem], to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    json.key("tables")
    json.beginArray()
    for table in workspace.tables {
      json.beginObject()
      json.key("table")
      json.string(table.name)
      json.key("rows")
      json.integer(table.rows)
      json.endObject()
    }
    json.endArray()
    let axes = InventoryTable.axes(lint.inventory, plan: workspace.plan, in: language)
    json.key("inventory_by_axis")
    try TableJSON.rows(of: axes, currency: currency, to: &json)
    json.key("inventory_by_owner")
    try TableJSON.rows(of: InventoryTable.owners(lint.inventory, in: language), currency: currency, to: &json)
    try ProblemJSON.write(problems, in: language, to: &json)
    if summary {
      json.key("flags_summary")
      json.beginArray()
      for row in totals.counts {
        json.beginObject()
        FlagJSON.fields(of: row, currency: currency, to: &json)
        json.endObject()
      }
    } else {
      json.key("flags")
      json.beginArray()
      let fields = FlagRecords(of: lint.flagList, in: workspace, language).fields
      for flag in lint.flagList {
        json.beginObject()
        fields.write(flag, to: &json, in: currency)
        json.endObject()
      }
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
