import AlignModel
import AlignWords

/// `tables.md`: every table of a workspace and every column of it, from the schema that reads, writes and checks them.
struct TableDocument {
  let language: Language

  var text: String {
    var page = MarkdownPage(.documentTablesTitle, language: language)
    page.add(Phrase.documentTablesLead.text(in: language))
    for table in Tables.sheets { add(table, to: &page) }
    return page.text
  }

  private func add(_ table: TableDescription, to page: inout MarkdownPage) {
    page.heading(2, "`\(table.name)`")
    var facts = [
      Phrase.documentTablesRow.text(in: language, TableWords.row(of: table.name, in: language)),
      Phrase.documentTablesNames.text(in: language, language.list(table.alsoCalled)),
    ]
    if !table.primaryKey.isEmpty {
      facts.append(Phrase.documentTablesKey.text(in: language, language.list(table.primaryKey.map { "`\($0)`" })))
    }
    page.list(facts)
    let heading: [Phrase] = [.problemColumn, .meaning, .documentTablesContent, .documentTablesHeadings]
    page.table(
      heading.map { $0.text(in: language) },
      table.columns.map { column in
        [
          "`\(column.name)`" + mark(column.presence), meaning(of: column, in: table), content(of: column, in: table),
          language.list(column.alsoCalled),
        ]
      })
    if let prefix = table.numberPrefix { page.add(Phrase.documentTablesPrefix.text(in: language, "`\(prefix)…`")) }
  }

  private func mark(_ presence: ColumnDescription.Presence) -> String {
    switch presence {
    case .optional: ""
    case .column: " ★"
    case .everyCell: " ✱"
    }
  }

  private func meaning(of column: ColumnDescription, in table: TableDescription) -> String {
    let meaning = Phrase.of("column.\(table.name).\(column.name)", "meaning").text(in: language)
    return column.refersTo.map { Phrase.documentTablesRefers.text(in: language, meaning, "`\($0)`") } ?? meaning
  }

  /// What a cell holds; the words of a choice, each with the others that are read as it.
  private func content(of column: ColumnDescription, in table: TableDescription) -> String {
    guard case .choice(let choices) = column.kind else {
      return Phrase.of("content", column.kind.word).text(in: language)
    }
    return choices.map { words in
      "`\(words[0])`" + (words.count > 1 ? " (" + language.list(words.dropFirst()) + ")" : "")
    }.joined(separator: "<br>")
  }
}
