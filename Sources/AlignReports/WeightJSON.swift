import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes the comparison of weights as JSON.
package struct WeightJSON {
  let workspace: Workspace
  let comparison: WeightComparison
  let language: Language

  /// A document of a comparison.
  package init(_ comparison: WeightComparison, of workspace: Workspace, language: Language) {
    self.workspace = workspace
    self.comparison = comparison
    self.language = language
  }

  /// Writes one object: the methods in force, weights by level and method, experts, why a method cannot weigh, and problems.
  package func write(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    json.key("methods")
    json.beginObject()
    for level in PlanLevel.allCases {
      json.key(level.rawValue)
      json.string(comparison.settings[level]?.rawValue)
    }
    json.endObject()
    json.key("rows")
    let currency = workspace.settings.currency
    let weights = WeightTables.weights(comparison, of: workspace.plan, in: language)
    try TableJSON.rows(of: weights, currency: currency, to: &json)
    json.key("experts")
    try TableJSON.rows(of: WeightTables.experts(comparison, in: language), currency: currency, to: &json)
    json.key("not_weighed")
    json.beginArray()
    for fault in comparison.faults {
      json.beginObject()
      json.key("level")
      json.string(fault.level.rawValue)
      json.key("parent")
      json.string(fault.parent)
      json.key("method")
      json.string(fault.method.key)
      json.key("reason")
      json.string(fault.fault.reason(ids: fault.ids, in: language))
      json.endObject()
      try json.drain()
    }
    json.endArray()
    try ProblemJSON.write(workspace.warnings + workspace.located(comparison.warnings), in: language, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one record a line: problems, weights, then experts.
  package func writeRecords(to sink: any ByteSink) throws {
    let currency = workspace.settings.currency
    try ProblemJSON.writeRecords(
      workspace.warnings + workspace.located(comparison.warnings), in: language, to: sink)
    let weights = WeightTables.weights(comparison, of: workspace.plan, in: language)
    try TableJSON.writeRecords(weights, record: "weight", currency: currency, to: sink)
    let experts = WeightTables.experts(comparison, in: language)
    try TableJSON.writeRecords(experts, record: "expert", currency: currency, to: sink)
  }
}
