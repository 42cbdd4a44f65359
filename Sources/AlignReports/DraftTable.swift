import AlignModel
import AlignWords
import AlignmentEngine

/// A draft in the shape of the table `budget`, so that it can be read back as one, with old, new, change and reason beside.
package enum DraftTable {
  private static let added: Set<String> = ["old", "new", "change", "reason"]

  /// The drafted lines first, in the order of the budget, then the other years as they were.
  package static func table(of answer: ScenarioAnswer, in language: Language) -> ReportTable {
    let budget = answer.after.workspace.budget
    let drafted = answer.draft.count
    let base = answer.model.base
    var columns: [ReportTable.Column] = [
      .words("line", .line), .number("year", Phrase.year2), .words("title", .title),
      .number("approved", .approved),
    ]
    var cells: [@Sendable (Int) -> ReportTable.Cell] = []
    if let english = budget.titleEn {
      columns.append(.words("title_en", Phrase.titleEn))
      cells.append { .text(english[$0]) }
    }
    if let description = budget.description {
      columns.append(.words("description", Phrase.description))
      cells.append { .text(description[$0]) }
    }
    for (key, stage) in [
      ("allocated", budget.allocated), ("committed", budget.committed), ("spent", budget.spent),
    ] {
      guard let stage else { continue }
      columns.append(.number(key, .verbatim(key)))
      cells.append { .amount(stage[$0]) }
    }
    for category in LineCategory.allCases {
      guard let column = budget.categories[category] else { continue }
      columns.append(.words(category.rawValue, category.heading))
      cells.append { .text(column[$0]) }
    }
    columns += [.words("kind", .kind), .words("mandatory", Phrase.mandatory)]
    cells.append { .text(budget.kind(of: BudgetRow($0))?.rawValue) }
    cells.append { .text(budget.mandatory.count > $0 && budget.mandatory[BudgetRow($0)] ? "yes" : "no") }
    for criterion in budget.criteria {
      columns.append(.number("criterion:\(criterion.name)", .verbatim(criterion.name)))
      cells.append { .number(criterion.values[$0]) }
    }
    for attribute in budget.attributes where !added.contains(attribute.name) {
      columns.append(.words(attribute.name, .verbatim(attribute.name)))
      cells.append { .text(attribute.values[$0]) }
    }
    columns += [.number("old", .old), .number("new", .new), .number("change", .change), .words("reason", .reason)]
    let further = cells
    return ReportTable(title: .draftTitle, columns: columns, count: budget.count) { index in
      let row = BudgetRow(index)
      let isDrafted = index < drafted
      var line: [ReportTable.Cell] = [
        .text(budget.id(of: row)), .integer(Int(budget.year[row])), .text(budget.title[index]),
        .amount(budget.approved[row]),
      ]
      for cell in further { line.append(cell(index)) }
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
    // Headings are the words of the table, so that the sheet is read as one.
    budget.title = Phrase.budget
    budget.columns = budget.columns.map { column in
      var column = column
      column.heading = .verbatim(column.key)
      return column
    }
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
