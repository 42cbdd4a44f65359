import AlignBasics
import AlignModel

/// Writes what `align link` found as JSON: one object with what made it, a few facts, and tables.
package struct LinkJSON {
  let workspace: Workspace
  /// Facts by key, in order.
  package var facts: [(key: String, value: ReportTable.Cell)] = []
  /// Tables by key, in order.
  package var tables: [(key: String, table: ReportTable)] = []

  /// A document about a workspace.
  package init(_ workspace: Workspace, facts: [(key: String, value: ReportTable.Cell)] = []) {
    self.workspace = workspace
    self.facts = facts
  }

  /// Writes the object.
  package func write(to sink: any ByteSink) throws {
    let currency = workspace.settings.currency
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    for (key, value) in facts {
      json.key(key)
      value.write(to: &json, in: currency)
    }
    for (key, table) in tables {
      json.key(key)
      try TableJSON.rows(of: table, currency: currency, to: &json)
    }
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
