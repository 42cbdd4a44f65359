import AlignModel
import AlignReports
import AlignWords

/// A new workspace as one workbook: a sheet for the settings and one for each table, with an example that hangs together.
package struct StarterWorkbook {
  private let language: Language

  /// The workbook in a language.
  package init(language: Language) { self.language = language }

  /// The workbook, ready to be written.
  package var workbook: FormWorkbook {
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
    addScenarios(to: &form)
    return form
  }

  private func column(_ column: ColumnDescription, of table: TableDescription) -> FormWorkbook.Column {
    FormWorkbook.Column(
      heading: TableWords.heading(column.name, of: table.name, in: language),
      note: TableWords.meaning(column.name, of: table.name, in: language),
      content: TableWords.content(column.name, of: table.name, in: language),
      choicesFrom: (column.offers ?? column.refersTo).map { (TableWords.sheet($0, in: language), 0) })
  }

  private func addScenarios(to form: inout FormWorkbook) {
    let table = Tables.scenarios
    let selections = ScenarioSheet.selections.map { $0.shown(in: language) }
    let choices: [String: [String]] = [
      "key": ScenarioSheet.keys.map { $0.shown(in: language) }, "select": selections, "select_2": selections,
      "except": selections, "on": ScenarioSheet.scopes.map { $0.shown(in: language) },
    ]
    form.add(
      TableWords.sheet(table.name, in: language),
      columns: table.columns.map { column in
        FormWorkbook.Column(
          heading: TableWords.heading(column.name, of: table.name, in: language),
          note: TableWords.meaning(column.name, of: table.name, in: language),
          content: choices[column.name].map { .choice($0) } ?? .text)
      },
      rows: ExampleRows(language: language).scenario.map { row in table.columns.map { row[$0.name] ?? "" } })
  }

  private func addGuide(to form: inout FormWorkbook) {
    let guide = [Phrase.initGuide, .initGuideScenarios].flatMap {
      $0.text(in: language).split(separator: "\n").map(String.init)
    }
    form.add(
      Phrase.initGuideSheet.text(in: language),
      columns: [.init(heading: Phrase.initGuideHeading.text(in: language), note: "", content: .text)],
      rows: guide.map { [$0] })
  }

  private func addSettings(to form: inout FormWorkbook) {
    let settings = StarterSettings(in: language)
    let rows = (settings.all + settings.further).map { setting in
      let key = SettingKeys.all.key(setting.key)
      return (
        cells: [
          key?.shown(in: language) ?? setting.key, key?.value(setting.value, in: language) ?? setting.value,
          setting.meaning,
        ], choices: key?.values.map { $0.shown(in: language) } ?? []
      )
    }
    let choices = rows.enumerated().filter { !$1.choices.isEmpty }.map { ($0, $1.choices) }
    form.add(
      TableWords.settingsSheet(in: language),
      columns: [Phrase.key, .value, .meaning].map {
        .init(heading: $0.text(in: language), note: "", content: .text)
      },
      rows: rows.map(\.cells),
      rowChoices: Dictionary(uniqueKeysWithValues: choices))
  }
}
