import AlignBasics
import AlignModel
import AlignWords

/// Writes problems as JSON: place and kind for programs, sentences in the document's language.
package enum ProblemJSON {
  /// Writes the key `problems` with an array of objects.
  package static func write(_ problems: [Problem], in language: Language, to json: inout JSONWriter) throws {
    json.key("problems")
    json.beginArray()
    for problem in problems {
      json.beginObject()
      fields(of: problem, in: language, to: &json)
      json.endObject()
      try json.drain()
    }
    json.endArray()
  }

  /// Writes one record a line, each with `record`: problem.
  package static func writeRecords(_ problems: [Problem], in language: Language, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    for problem in problems {
      json.beginObject()
      json.key("record")
      json.string("problem")
      fields(of: problem, in: language, to: &json)
      json.endObject()
      json.endLine()
      try json.drain()
    }
    try json.finish()
  }

  private static func fields(of problem: Problem, in language: Language, to json: inout JSONWriter) {
    let place = problem.place
    let texts: [(String, String?)] = [
      ("kind", problem.code), ("gravity", problem.gravity.rawValue), ("file", place.file), ("sheet", place.sheet),
      ("cell", place.cell), ("column", place.column), ("heading", place.heading), ("key", place.key ?? place.option),
      ("found", problem.found(in: language)), ("expected", problem.expected(in: language)),
      ("remedy", problem.remedy(in: language)),
    ]
    for (key, text) in texts {
      json.key(key)
      json.string(text)
      guard key == "cell" else { continue }
      json.key("row")
      json.integer(place.row)
    }
    json.key("more")
    json.integer(problem.more)
  }
}
