import AlignBasics
import AlignModel
import AlignNumerics
import AlignmentEngine

/// What every JSON document of ours begins with: its shape, who made it, and from what.
package enum DocumentHead {
  /// Writes `schema_version`, `engine`, `blas`, `synthetic` and `inputs` into an open object.
  package static func write(_ workspace: Workspace, to json: inout JSONWriter) {
    writeProgram(to: &json)
    json.key("synthetic")
    json.bool(workspace.settings.isSynthetic)
    json.key("inputs")
    json.beginArray()
    for input in workspace.inputs {
      json.beginObject()
      json.key("file")
      json.string(input.file)
      json.key("sha256")
      json.string(input.sha256)
      json.endObject()
    }
    json.endArray()
  }

  /// Writes the same and, of what an analysis is about, `year`, `period` and `currency`.
  ///
  /// - Parameter year: another year than the analysed one, such as the drafted.
  package static func write(_ analysis: Analysis, year: Int? = nil, to json: inout JSONWriter) {
    write(analysis.workspace, to: &json)
    json.key("year")
    json.integer(year ?? analysis.year)
    json.key("period")
    json.string(analysis.period.description)
    json.key("currency")
    json.string(analysis.workspace.settings.currency.code)
  }

  /// Writes `schema_version`, `engine` and `blas` alone, where there is no workspace.
  static func writeProgram(to json: inout JSONWriter) {
    json.key("schema_version")
    json.string(Engine.schemaVersion)
    json.key("engine")
    json.string(Engine.name)
    json.key("blas")
    json.string(BLAS.description)
  }
}
