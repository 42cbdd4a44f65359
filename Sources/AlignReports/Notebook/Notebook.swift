import AlignBasics

/// A Jupyter notebook (nbformat 4.5) that opens with its outputs and runs again.
package struct Notebook: Sendable {
  var cells: [Cell]

  /// A cell.
  struct Cell: Sendable {
    var source: String
    /// Nil for text in Markdown.
    var outputs: [Output]?

    static func text(_ source: String) -> Cell { Cell(source: source, outputs: nil) }
    static func code(_ source: String, _ outputs: [Output] = []) -> Cell { Cell(source: source, outputs: outputs) }
  }

  /// What a cell of code gave.
  enum Output: Sendable {
    /// What was printed.
    case printed(String)
    /// A table as HTML, with the same as text.
    case table(html: String, text: String)
    /// A picture as SVG, with what it shows.
    case picture(svg: String, text: String)
  }

  /// Writes the notebook as JSON.
  package func write(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    json.key("cells")
    json.beginArray()
    var count = 0
    for (index, cell) in cells.enumerated() {
      json.beginObject()
      if let outputs = cell.outputs {
        count += 1
        code(cell, outputs, index: index, count: count, to: &json)
      } else {
        json.key("cell_type")
        json.string("markdown")
        head(cell, index: index, to: &json)
      }
      json.endObject()
    }
    json.endArray()
    json.key("metadata")
    json.beginObject()
    json.key("kernelspec")
    strings([("display_name", "Python 3"), ("language", "python"), ("name", "python3")], to: &json)
    json.key("language_info")
    strings([("name", "python")], to: &json)
    json.endObject()
    json.key("nbformat")
    json.integer(4)
    json.key("nbformat_minor")
    json.integer(5)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  private func head(_ cell: Cell, index: Int, to json: inout JSONWriter) {
    json.key("id")
    json.string("align-\(index + 1)")
    json.key("metadata")
    json.beginObject()
    json.endObject()
    json.key("source")
    lines(cell.source, to: &json)
  }

  private func code(_ cell: Cell, _ outputs: [Output], index: Int, count: Int, to json: inout JSONWriter) {
    json.key("cell_type")
    json.string("code")
    json.key("execution_count")
    if outputs.isEmpty { json.null() } else { json.integer(count) }
    head(cell, index: index, to: &json)
    json.key("outputs")
    json.beginArray()
    for output in outputs {
      json.beginObject()
      write(output, to: &json)
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ output: Output, to json: inout JSONWriter) {
    switch output {
    case .printed(let text):
      json.key("name")
      json.string("stdout")
      json.key("output_type")
      json.string("stream")
      json.key("text")
      lines(text, to: &json)
    case .table(let html, let text): data("text/html", html, text, to: &json)
    case .picture(let svg, let text): data("image/svg+xml", svg, text, to: &json)
    }
  }

  private func data(_ type: String, _ content: String, _ text: String, to json: inout JSONWriter) {
    json.key("data")
    json.beginObject()
    json.key(type)
    lines(content, to: &json)
    json.key("text/plain")
    lines(text, to: &json)
    json.endObject()
    json.key("metadata")
    json.beginObject()
    json.endObject()
    json.key("output_type")
    json.string("display_data")
  }

  /// A text as nbformat has it: an array of lines that keep their ends.
  private func lines(_ text: String, to json: inout JSONWriter) {
    json.beginArray()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      if isLast && line.isEmpty { break }
      json.string(isLast ? String(line) : line + "\n")
    }
    json.endArray()
  }

  private func strings(_ pairs: [(String, String)], to json: inout JSONWriter) {
    json.beginObject()
    for (key, value) in pairs {
      json.key(key)
      json.string(value)
    }
    json.endObject()
  }
}

/// For whom a notebook is written.
package enum NotebookKind: String, Sendable, CaseIterable {
  /// Everything that the report tells.
  case analysis
  /// The budget office: what changes when money moves.
  case scenarios
  /// Planners: which goals are under-funded, and who answers for them.
  case goals
  /// Batch jobs: a night's draft with its checks.
  case draft
}
