import AlignBasics
import AlignModel
import AlignWords

/// One figure of a record, such as a goal or a line: its key and heading, and its cell for a subject.
///
/// Rankings, CSV, workbooks and JSON documents are all written from a record's fields, so that each is described once.
struct RecordField<Subject>: Sendable {
  let column: ReportTable.Column
  /// Whether the document of an analysis has it; what the tables of the workspace say is not repeated there.
  let isInDocument: Bool
  let cell: @Sendable (Subject) -> ReportTable.Cell

  /// A figure, aligned as numbers are.
  static func number(
    _ key: String, _ heading: Phrase, isShown: Bool = true, inDocument: Bool = true,
    _ cell: @escaping @Sendable (Subject) -> ReportTable.Cell
  ) -> RecordField {
    RecordField(column: .number(key, heading, isShown: isShown), isInDocument: inDocument, cell: cell)
  }

  /// A word, a code or a name.
  static func words(
    _ key: String, _ heading: Phrase, isShown: Bool = true, inDocument: Bool = true,
    _ cell: @escaping @Sendable (Subject) -> ReportTable.Cell
  ) -> RecordField {
    RecordField(column: .words(key, heading, isShown: isShown), isInDocument: inDocument, cell: cell)
  }
}

/// The fields of a record, in the order in which tables show them.
struct RecordFields<Subject: Sendable>: Sendable {
  let fields: [RecordField<Subject>]

  /// A table with a row for each subject.
  func table(_ title: Phrase, _ subjects: [Subject]) -> ReportTable {
    ReportTable(title: title, columns: fields.map(\.column), count: subjects.count) { index in
      fields.map { $0.cell(subjects[index]) }
    }
  }

  /// Writes the members of an object for a subject.
  func write(_ subject: Subject, to json: inout JSONWriter, in currency: Currency) {
    for field in fields where field.isInDocument {
      json.key(field.column.key)
      field.cell(subject).write(to: &json, in: currency)
    }
  }
}
