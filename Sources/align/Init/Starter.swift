import AlignModel
import AlignWords

/// The files of a new workspace in one language.
struct Starter {
  let language: Language

  /// Names and contents, in the order in which they are written.
  var files: [(name: String, text: String)] {
    [("align.yaml", settings)] + Tables.all.map { ("\($0.name).csv", csv($0)) } + [("README.md", readme)]
  }

  private func csv(_ table: TableDescription) -> String {
    let heading = table.columns.map { TableWords.heading($0.name, of: table.name, in: language) }
    let rows = ExampleRows(language: language).rows(of: table.name).map { row in
      table.columns.map { row[$0.name] ?? "" }
    }
    // The mark lets Excel read other letters than Latin ones.
    return "\u{FEFF}" + ([heading] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
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
    let headings = [Phrase.documentTablesColumn, .meaning].map { $0.text(in: language) }
    let tables = Tables.all.map { table in
      let columns = table.columns.map { column in
        [
          TableWords.heading(column.name, of: table.name, in: language),
          TableWords.meaning(column.name, of: table.name, in: language),
        ]
      }
      let rows = [headings, ["---", "---"]] + columns
      return "## \(table.name)\n\n"
        + Phrase.initReadmeRow.text(in: language, TableWords.row(of: table.name, in: language)) + "\n\n"
        + rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
    }
    return Phrase.initReadme.text(in: language) + "\n\n" + tables.joined(separator: "\n")
  }
}
