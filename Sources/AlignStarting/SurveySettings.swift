import AlignModel
import AlignReading
import AlignWords

/// The `align.yaml` that maps a user's own workbook, with a mark at every line that is a guess.
package struct SurveySettings {
  private let survey: WorkbookSurvey
  private let language: Language

  /// The settings for what was found in a file, with remarks in a language.
  package init(survey: WorkbookSurvey, language: Language) { (self.survey, self.language) = (survey, language) }

  /// The text of the file.
  package var text: String {
    var lines = ["# " + Phrase.surveyHead.text(in: language, survey.file)]
    func add(_ line: String, guess phrase: Phrase? = nil) {
      lines.append(phrase.map { "\(line)  # ? \($0.text(in: language))" } ?? line)
    }
    if survey.settingsSheet.isEmpty {
      add("calendar: \(survey.calendar.rawValue)", guess: .surveyLook)
      add("currency: \(survey.currency.code)", guess: .surveyLook)
      add("language: \(language.rawValue)")
    }
    for (key, value) in survey.settingsSheet where !["files", "columns"].contains(key) {
      let isGroup = value.hasPrefix("{") || value.hasPrefix("[")
      add(
        "\(key): \(isGroup || value.allSatisfy { $0.isNumber || $0.isLetter && $0.isASCII || $0 == "-" } ? value : Self.quoted(value))"
      )
    }
    if !survey.tables.isEmpty {
      add("files:")
      for table in survey.tables { add("  \(table.name): \(Self.quoted(place(of: table)))") }
      add("columns:")
      for table in survey.tables {
        add("  \(table.name):")
        for column in table.columns {
          add("    \(column.name): \(Self.yaml(column.source))", guess: column.isGuess ? .surveyLook : nil)
        }
        for name in table.missing { lines.append(missing(name, in: table)) }
        if !table.others.isEmpty {
          lines.append("    # \(Phrase.surveyOthers.text(in: language, table.others.joined(separator: " | ")))")
        }
      }
    }
    let units = survey.tables.compactMap { table in table.unit.map { "\(table.name): \(Self.quoted($0))" } }
    if !units.isEmpty { add("amounts_in: {\(units.joined(separator: ", "))}", guess: .surveyLook) }
    if !survey.otherSheets.isEmpty {
      lines.append("# \(Phrase.surveyOtherSheets.text(in: language, survey.otherSheets.joined(separator: " | ")))")
    }
    let found = Set(survey.tables.map(\.name))
    let needed = ["axes", "goals", "indicators", "targets", "measurements", "budget"].filter { !found.contains($0) }
    if !needed.isEmpty {
      lines.append("# \(Phrase.surveyTablesMissing.text(in: language, needed.joined(separator: ", ")))")
    }
    return lines.map { $0.replacing("\n", with: " ") }.joined(separator: "\n") + "\n"
  }

  /// A column that was not found: its heading, or one word for every row, has to come from a person.
  private func missing(_ name: String, in table: WorkbookSurvey.Table) -> String {
    let kind = Tables.all.first { $0.name == table.name }?.columns.first { $0.name == name }?.kind
    guard case .choice(let choices)? = kind, let first = choices.first?.first else {
      return "    # \(name):  # ? \(Phrase.surveyMissing.text(in: language))"
    }
    let words = choices.compactMap(\.first).joined(separator: ", ")
    return "    # \(name): {constant: \(first)}  # ? \(Phrase.surveyMissingChoice.text(in: language, words))"
  }

  private func place(of table: WorkbookSurvey.Table) -> String {
    table.sheet.map { "\(survey.file)#\($0)" } ?? survey.file
  }

  /// Where a column comes from, as `align.yaml` says it.
  package static func yaml(_ source: ColumnSource) -> String {
    switch source {
    case .heading(let name): quoted(name)
    case .joined(let names): "[" + names.map(quoted).joined(separator: ", ") + "]"
    case .rowNumber: "\"#\""
    case .constant(let text): "{constant: \(quoted(text))}"
    case .position(let index): "{position: \(index + 1)}"
    case .across(let before, let after): quoted("\(before){year}\(after)")
    }
  }

  /// A text between quotes.
  package static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\r", with: "\\r").replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }
}
