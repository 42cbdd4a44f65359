import AlignBasics
import AlignModel
import AlignWords

/// `schema/tables.schema.json`: every table as JSON Schema, a row of it being an object of its cells.
///
/// A cell is what a CSV file holds, so numbers may be texts of digits too; what is checked is the names of columns, which
/// must be there, and the words of choices.
struct TableSchemaDocument {
  var text: String {
    let sink = MemorySink()
    var json = JSONWriter(to: sink)
    json.beginObject()
    member("$schema", "https://json-schema.org/draft/2020-12/schema", &json)
    member("title", "The tables of a workspace, by name; a row is an object of its cells", &json)
    member("type", "object", &json)
    json.key("properties")
    json.beginObject()
    for table in Tables.all { write(table, &json) }
    json.endObject()
    json.key("additionalProperties")
    json.bool(false)
    json.endObject()
    json.endLine()
    guard (try? json.finish()) != nil else { return "" }
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  private func member(_ key: String, _ text: String, _ json: inout JSONWriter) {
    json.key(key)
    json.string(text)
  }

  private func write(_ table: TableDescription, _ json: inout JSONWriter) {
    json.key(table.name)
    json.beginObject()
    member("type", "array", &json)
    member("description", "A row is " + TableWords.row(of: table.name, in: .en), &json)
    json.key("items")
    json.beginObject()
    member("type", "object", &json)
    json.key("required")
    json.beginArray()
    for column in table.columns where column.presence != .optional { json.string(column.name) }
    json.endArray()
    json.key("properties")
    json.beginObject()
    for column in table.columns { write(column, of: table, &json) }
    json.endObject()
    json.endObject()
    json.endObject()
  }

  private func write(_ column: ColumnDescription, of table: TableDescription, _ json: inout JSONWriter) {
    json.key(column.name)
    json.beginObject()
    member("description", Phrase.of("column.\(table.name).\(column.name)", "meaning").text(in: .en), &json)
    if case .choice(let choices) = column.kind {
      json.key("enum")
      json.beginArray()
      for word in choices.joined() { json.string(word) }
      if column.presence != .everyCell {
        json.string("")
        json.null()
      }
      json.endArray()
    } else {
      json.key("type")
      json.beginArray()
      for type in types(of: column) { json.string(type) }
      json.endArray()
    }
    json.endObject()
  }

  private func types(of column: ColumnDescription) -> [String] {
    let optional = column.presence == .everyCell ? [] : ["null"]
    return switch column.kind {
    case .word, .name, .reference, .text: ["string"] + optional
    case .amount, .number, .share, .ratio: ["number", "string"] + optional
    case .year, .period, .choice: ["integer", "string"] + optional
    }
  }
}
