import AlignModel
import AlignWords
import AlignmentEngine

/// A draft in the shape of the table `budget`, so that it can be read back as one, with old, new, change and reason beside.
package enum DraftTable {
  private static let added: [(key: String, heading: Phrase)] = [
    ("old", .old), ("new", .new), ("change", .change), ("reason", .reason),
  ]

  /// Under what names the columns of an earlier draft come back, in any language.
  private static let addedNames = Set(
    added.flatMap { column in [column.key] + Language.allCases.map { column.heading.text(in: $0) } })

  /// The drafted lines first, in the order of the budget, then the other years as they were.
  package static func table(of answer: ScenarioAnswer, in language: Language) -> ReportTable {
    let budget = answer.after.workspace.budget
    let drafted = answer.draft.count
    let base = answer.model.base
    var columns: [ReportTable.Column] = []
    var cells: [@Sendable (Int) -> ReportTable.Cell] = []
    for column in Tables.budget.columns {
      guard let written = WrittenColumn(column, of: budget) else { continue }
      columns.append(written.isNumeric ? .number(column.name, written.heading) : .words(column.name, written.heading))
      cells.append(written.cell)
    }
    for criterion in budget.criteria {
      columns.append(.number("criterion:\(criterion.name)", .verbatim("criterion:\(criterion.name)")))
      cells.append { .number(criterion.values[$0]) }
    }
    for attribute in budget.attributes where !addedNames.contains(attribute.name) {
      columns.append(.words(attribute.name, .verbatim(attribute.name)))
      cells.append { .text(attribute.values[$0]) }
    }
    columns += added.map { $0.key == "reason" ? .words($0.key, $0.heading) : .number($0.key, $0.heading) }
    let further = cells
    return ReportTable(title: .draftTitle, columns: columns, count: budget.count) { index in
      let isDrafted = index < drafted
      var line = further.map { $0(index) }
      line += [
        .amount(isDrafted ? base[index] : nil), .amount(isDrafted ? answer.draft[index] : nil),
        .amount(isDrafted ? answer.draft[index] - base[index] : nil),
        .text(isDrafted ? answer.reason(ofRow: index, in: language) : nil),
      ]
      return line
    }
  }
}

extension ReportWorkbook {
  /// A draft as a workbook: the sheet `budget` reads back as that table, and beside it what the draft does.
  package static func ofDraft(_ answer: ScenarioAnswer, in language: Language) -> ReportWorkbook {
    let settings = answer.model.today.workspace.settings
    var workbook = ReportWorkbook(
      language: language, settings: settings, title: answer.model.scenario.name(in: language))
    workbook.isExact = true
    var budget = DraftTable.table(of: answer, in: language)
    // The name of the table, so that the sheet is read as one.
    budget.title = .of("table", "budget")
    workbook.add(budget)
    for table in ScenarioTables([.answered(answer)], in: language).all { workbook.add(table) }
    return workbook
  }

  /// Scenarios side by side as a workbook.
  package static func of(_ outcomes: [ScenarioOutcome], title: String, in language: Language) -> ReportWorkbook {
    let settings = outcomes.first?.model.today.workspace.settings ?? Settings()
    var workbook = ReportWorkbook(language: language, settings: settings, title: title)
    let tables = ScenarioTables(outcomes, in: language)
    let synthetic = settings.isSynthetic ? [Phrase.synthetic.text(in: language)] : []
    workbook.add(tables.summary, preface: [title] + synthetic)
    for table in tables.all.dropFirst() { workbook.add(table) }
    if let lines = tables.lines { workbook.add(lines) }
    return workbook
  }
}
