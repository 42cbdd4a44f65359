import AlignModel
import AlignReading
import AlignReports
import AlignStarting
import AlignWords
import AlignWriting
import Foundation
import HTTPTypes

/// Which of the user's own headings is which of our columns, and in which unit amounts are written.
extension Visit {
  func columns(_ language: Language) throws -> Answer {
    try require(.planner)
    guard isWrite else { return columnsPage(language) }
    switch try saveColumns(language) {
    case .done(let text): return again().columnsPage(language, done: text)
    case .refused(let lines): return columnsPage(language, notes: lines, status: .preconditionFailed)
    }
  }

  /// A table as it was found: its file, and every heading of it.
  private struct Found {
    var description: TableDescription
    var file: String
    var sheet: String?
    var headings: [String]
    var proposed: WorkbookSurvey.Table?
  }

  /// The tables of the workspace with their headings; what `align init --from` proposes stands beside.
  private func found() -> [Found] {
    let workspace = state.workspace
    var surveys: [String: WorkbookSurvey?] = [:]
    return Tables.all.compactMap { description in
      guard let origin = workspace.origins[description.name] ?? unread(description.name) else { return nil }
      if surveys[origin.file] == nil {
        let path = served.path == served.folder ? served.path(ofFile: origin.file) : served.path
        surveys[origin.file] = .some(path.flatMap { try? WorkbookSurvey(reading: $0) })
      }
      let survey = surveys[origin.file] ?? nil
      let own = survey?.tables.first {
        $0.name == description.name && (origin.sheet == nil || $0.sheet == origin.sheet)
      }
      var headings: [String] = []
      func add(_ heading: String) { if !heading.isEmpty, !headings.contains(heading) { headings.append(heading) } }
      for column in own?.columns ?? [] {
        switch column.source {
        case .heading(let name): add(name)
        case .joined(let names): names.forEach(add)
        default: break
        }
      }
      for name in origin.headings.values.sorted() { add(name) }
      (own?.others ?? []).forEach(add)
      return Found(description: description, file: origin.file, sheet: origin.sheet, headings: headings, proposed: own)
    }
  }

  /// Where a table would be that could not be read.
  private func unread(_ name: String) -> TableOrigin? {
    let named = state.workspace.settings.files[name]?.first ?? "\(name).csv"
    let parts = named.split(separator: "#", maxSplits: 1).map(String.init)
    guard let file = parts.first, let path = served.path(ofFile: file), FileManager.default.fileExists(atPath: path)
    else { return nil }
    return TableOrigin(file: file, sheet: parts.count == 2 ? parts[1] : nil)
  }

  /// The heading that stands for a column now, and how the settings say it where that is no heading.
  private func standing(_ column: String, _ table: Found) -> (heading: String, other: ColumnSource?) {
    switch state.workspace.settings.columns[table.description.name]?[column] {
    case .heading(let name)?: return (name, nil)
    case let source?: return ("", source)
    case nil: return (state.workspace.origins[table.description.name]?.headings[column] ?? "", nil)
    }
  }

  private var settingsPath: String { served.folder + "/align.yaml" }

  private var isMappable: Bool {
    served.path == served.folder && !FileManager.default.fileExists(atPath: served.folder + "/datapackage.json")
      && state.workspace.settings.file == "align.yaml"
  }

  private static let powers = [0, 3, 6, 9, 12]

  private func saveColumns(_ language: Language) throws -> Change {
    guard isMappable else { return .refused([say(.columnsNotHere, language)]) }
    return alone(language) {
      let before = FileManager.default.contents(atPath: settingsPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
      guard form["tag"] == ScenarioFolder.tag(of: before), served.current() === state else {
        return .refused([say(.columnsStale, language)])
      }
      var columns = state.workspace.settings.columns
      var units = state.workspace.settings.amountUnits
      var changed: [String] = []
      for table in found() {
        let name = table.description.name
        for column in table.description.columns {
          guard let chosen = form["column.\(name).\(column.name)"], chosen != form["was.\(name).\(column.name)"],
            chosen.isEmpty || table.headings.contains(chosen)
          else { continue }
          columns[name, default: [:]][column.name] = chosen.isEmpty ? nil : .heading(chosen)
          changed.append("\(name).\(column.name) = \(chosen.isEmpty ? "–" : chosen)")
        }
        if let chosen = form["unit.\(name)"], chosen != form["wasunit.\(name)"] {
          if let power = Int(chosen), Self.powers.contains(power) {
            if let every = units.removeValue(forKey: Settings.everyTable) {
              for other in state.workspace.origins.keys where units[other] == nil { units[other] = every }
            }
            units[name] = power
          } else if chosen.isEmpty {
            units[name] = nil
          } else {
            continue
          }
          changed.append("amounts_in.\(name) = \(chosen.isEmpty ? "–" : chosen)")
        }
      }
      if changed.isEmpty { return .refused([say(.measureNothing, language)]) }
      var text = SettingsText(before)
      if columns != state.workspace.settings.columns { text.set("columns", SettingsText.columns(columns)) }
      if units != state.workspace.settings.amountUnits { text.set("amounts_in", SettingsText.units(units)) }
      let had = state.report != nil
      try served.put(
        [FileChange(path: settingsPath, bytes: Array(text.text.utf8))], as: "columns", of: "align.yaml", by: visitor,
        before: nil, after: changed.joined(separator: "; ")
      ) { state in
        if had, state.report == nil { throw ServedWorkspace.Unfit(problems: state.problems) }
      }
      return .done(say(.columnsSaved, language, changed.joined(separator: "; ")))
    }
  }

  // MARK: the page

  private func columnsPage(
    _ language: Language, notes: [String] = [], done: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Answer {
    let name = say(.columnsTitle, language)
    let trail = [(name: say(.serveCheck, language), address: "check.html")]
    guard isMappable else {
      return plainPage(
        name, [HTMLSection(id: "columns", heading: name, lead: say(.columnsNotHere, language), blocks: [])], language,
        address: "columns.html", desk: "check.html", trail: trail, status: status)
    }
    let text = FileManager.default.contents(atPath: settingsPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var form = HTMLForm()
    form.add(said: done.map { [$0] } ?? [], style: "done")
    form.add(said: notes, style: "refused", role: "alert")
    form.open("columns.html", id: "columns-form")
    form.hidden("tag", ScenarioFolder.tag(of: text))
    for table in found() {
      let title =
        "\(TableWords.sheet(table.description.name, in: language)): \(table.file)"
        + (table.sheet.map { " · \($0)" } ?? "")
      let missing = table.description.columns.contains {
        $0.presence != .optional && standing($0.name, table).heading.isEmpty && standing($0.name, table).other == nil
      }
      form.add("<details\(missing ? " open" : "")><summary>")
      form.add(text: title)
      form.add("</summary>")
      if table.description.columns.contains(where: { $0.kind.isAmount }) { unit(table, &form, language) }
      let rows = table.description.columns.map { column -> [HTMLCell] in
        [
          .text(TableWords.heading(column.name, of: table.description.name, in: language)),
          .form(choice(column, table, language)), .text(proposal(column.name, table, language)),
          .text(TableWords.meaning(column.name, of: table.description.name, in: language)),
        ]
      }
      form.add(
        HTMLWriter.html(
          [
            .table(
              HTMLTable(
                caption: title,
                columns: [Phrase.columnsOurs, .columnsYours, .columnsProposed, .meaning].map {
                  .init(heading: say($0, language))
                }, rows: rows))
          ], language))
      form.add("</details>\n")
    }
    form.button(say(.columnsSave, language), style: "primary")
    form.close()
    return plainPage(
      name, [HTMLSection(id: "columns", heading: name, lead: say(.columnsLead, language), blocks: [.form(form)])],
      language, address: "columns.html", desk: "check.html", trail: trail, status: status)
  }

  /// What `align init --from` would say of a column, where that is another heading than the one that stands.
  private func proposal(_ column: String, _ table: Found, _ language: Language) -> String {
    guard let own = table.proposed?.columns.first(where: { $0.name == column }), case .heading(let name) = own.source,
      name != standing(column, table).heading
    else { return "" }
    return own.isGuess ? say(.columnsGuess, language, name) : name
  }

  private func choice(_ column: ColumnDescription, _ table: Found, _ language: Language) -> HTMLForm {
    let (heading, other) = standing(column.name, table)
    let key = "\(table.description.name).\(column.name)"
    var form = HTMLForm()
    if let other {
      form.add("<code dir=\"auto\">")
      form.add(text: SurveySettings.yaml(other))
      form.add("</code>")
      return form
    }
    form.add("<select")
    form.add(
      HTMLForm.attributes([
        ("name", "column." + key),
        ("aria-label", TableWords.heading(column.name, of: table.description.name, in: language)),
      ]))
    form.add(">")
    for option in [""] + table.headings + (heading.isEmpty || table.headings.contains(heading) ? [] : [heading]) {
      form.add("<option\(HTMLForm.attributes([("value", option)] + (option == heading ? [("selected", nil)] : [])))>")
      form.add(
        text: option.isEmpty ? say(column.presence == .optional ? .columnsNone : .columnsNeeded, language) : option)
      form.add("</option>")
    }
    form.add("</select>")
    form.hidden("was." + key, heading)
    return form
  }

  private func unit(_ table: Found, _ form: inout HTMLForm, _ language: Language) {
    let name = table.description.name
    let settings = state.workspace.settings
    let power = settings.amountUnits[name] ?? settings.amountUnits[Settings.everyTable]
    let shown = power.map(String.init) ?? ""
    let word = settings.currency.word(in: language)
    form.add("<div class=\"row\">")
    form.choice(
      say(.columnsUnit, language), "unit." + name,
      [("", say(.columnsUnitFile, language))]
        + Self.powers.map { power in
          (String(power), power == 0 ? word : "\(Phrase.of("columns.power", String(power)).text(in: language)) \(word)")
        }, chosen: shown)
    form.add("</div>")
    form.hidden("wasunit." + name, shown)
    if let unit = table.proposed?.unit {
      form.add("<p class=\"note\">")
      form.add(text: say(.columnsUnitFound, language, unit))
      form.add("</p>")
    }
  }
}
