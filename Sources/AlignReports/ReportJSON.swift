import AlignBasics
import AlignWords
import AlignmentEngine

/// Writes a report as JSON: the analysis, where there is a budget, and the review, each as its own command writes it.
package struct ReportJSON {
  let contents: ReportContents
  let format: NumberFormat

  /// A document of a report.
  package init(_ contents: ReportContents, format: NumberFormat) {
    self.contents = contents
    self.format = format
  }

  /// Writes the object.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    try text("{\"schema_version\":\"\(Engine.schemaVersion)\",\"analysis\":", to: sink)
    if let analysis = contents.analysis {
      try AnalysisJSON(analysis, totals: contents.totals, language: format.language).write(summary: summary, to: sink)
    } else {
      try text("null", to: sink)
    }
    try text(",\"review\":", to: sink)
    try ReviewJSON(contents.review, format: format).write(summary: summary, to: sink)
    try text("}\n", to: sink)
  }

  private func text(_ text: String, to sink: any ByteSink) throws {
    var text = text
    try text.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
  }
}
