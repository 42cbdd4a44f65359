import AlignModel
import AlignReports
import AlignWords

/// A new workspace as one workbook: a sheet for the settings and one for each table, with an example that hangs together.
struct StarterWorkbook {
  let language: Language

  /// The workbook, ready to be written.
  var workbook: FormWorkbook {
    var form = FormWorkbook(language: language, title: Phrase.initWorkbook.text(in: language))
    addGuide(to: &form)
    addSettings(to: &form)
    for table in Tables.all {
      let rows = ExampleRows(language: language).rows(of: table.name).map { row in
        table.columns.map { row[$0.name] ?? "" }
      }
      form.add(
        TableWords.sheet(table.name, in: language), columns: table.columns.map { column($0, of: table) }, rows: rows)
    }
    return form
  }

  private func column(_ column: ColumnDescription, of table: TableDescription) -> FormWorkbook.Column {
    FormWorkbook.Column(
      heading: TableWords.heading(column.name, of: table.name, in: language),
      note: TableWords.meaning(column.name, of: table.name, in: language),
      content: TableWords.content(column.name, of: table.name, in: language),
      choicesFrom: (column.offers ?? column.refersTo).map { (TableWords.sheet($0, in: language), 0) })
  }

  private func addGuide(to form: inout FormWorkbook) {
    let guide = Phrase.initGuide.text(in: language).split(separator: "\n").map(String.init)
    form.add(
      Phrase.initGuideSheet.text(in: language),
      columns: [.init(heading: Phrase.initGuideHeading.text(in: language), note: "", content: .text)],
      rows: guide.map { [$0] })
  }

  private func addSettings(to form: inout FormWorkbook) {
    let settings = StarterSettings(in: language).all
    let choices = settings.enumerated().filter { !$1.choices.isEmpty }.map { ($0, $1.choices) }
    form.add(
      TableWords.settingsSheet(in: language),
      columns: [Phrase.key, .value, .meaning].map {
        .init(heading: $0.text(in: language), note: "", content: .text)
      },
      rows: settings.map { [$0.key, $0.value, $0.meaning] },
      rowChoices: Dictionary(uniqueKeysWithValues: choices))
  }
}
