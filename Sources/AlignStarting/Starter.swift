import AlignBasics
import AlignModel
import AlignReports
import AlignWords

/// The files of a new workspace in one language.
package struct Starter {
  private let language: Language

  /// The files in a language.
  package init(language: Language) { self.language = language }

  /// Names and contents, in the order in which they are written.
  package func files() throws -> [(name: String, bytes: [UInt8])] {
    let tables = try Tables.all.map { (name: "\($0.name).csv", bytes: try csv($0)) }
    return [("align.yaml", Array(settings.utf8))] + tables + [("README.md", Array(readme.utf8))]
  }

  private func csv(_ table: TableDescription) throws -> [UInt8] {
    let rows = ExampleRows(language: language).rows(of: table.name)
    let columns = table.columns.map { column in
      let heading = TableWords.heading(column.name, of: table.name, in: language)
      return ReportTable.Column.words(heading, .verbatim(heading))
    }
    let example = ReportTable(title: .of("table", table.name), columns: columns, count: rows.count) { row in
      table.columns.map { .text(rows[row][$0.name]) }
    }
    let sink = MemorySink()
    // The mark lets Excel read other letters than Latin ones.
    try CSVTable.write(example, currency: Currency(code: "IRR"), marksEncoding: true, to: sink)
    return sink.bytes
  }

  private var settings: String {
    let lines = StarterSettings(in: language).all.map { setting in
      let entry = "\(setting.key): \(setting.value)"
      return entry + String(repeating: " ", count: max(2, 34 - entry.count)) + "# " + setting.meaning
    }
    let head = "# " + Phrase.initSettings.text(in: language)
    let synthetic = "# synthetic: true                 # " + Phrase.initSettingSynthetic.text(in: language)
    return ([head] + lines + [synthetic]).joined(separator: "\n") + "\n"
  }

  private var readme: String {
    let headings = [Phrase.problemColumn, .meaning].map { $0.text(in: language) }
    let tables = Tables.all.map { table in
      let columns = table.columns.map { column in
        [
          TableWords.heading(column.name, of: table.name, in: language),
          TableWords.meaning(column.name, of: table.name, in: language),
        ]
      }
      let rows = [headings, ["---", "---"]] + columns
      return "## \(table.name)\n\n"
        + Phrase.documentTablesRow.text(in: language, TableWords.row(of: table.name, in: language)) + "\n\n"
        + rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
    }
    return Phrase.initReadme.text(in: language) + "\n\n" + tables.joined(separator: "\n")
  }
}
