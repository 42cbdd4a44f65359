import AlignModel
import AlignWords
import AlignmentEngine

/// A draft in the shape of the table `budget`, so that it can be read back as one, with old, new, change and reason beside.
package enum DraftTable {
  private static let added: [(key: String, heading: Phrase)] = [
    ("old", .old), ("new", .new), ("change", .change), ("reason", .reason),
  ]

  /// Under what names the columns of an earlier draft come back, in any language.
  static let addedNames = Set(
    (added + sheetOnly).flatMap { column in [column.key] + Language.allCases.map { column.heading.text(in: $0) } })

  /// Those that only the workbook has, or a draft with amounts that a person gave; in brackets behind some of them stands a unit.
  private static let sheetOnly: [(key: String, heading: Phrase)] = [
    ("draft_old", .draftOldExact), ("draft_new", .draftNewExact), ("draft_percent", .draftPercent),
    ("held", .draftHeld),
  ]

  /// Whether a further column of a budget is one that an earlier draft added.
  static func isAdded(_ name: String) -> Bool {
    if addedNames.contains(name) { return true }
    let bare = String(name.prefix { $0 != "(" }).trimmingSuffixBlanks
    return name.contains("(")
      && Language.allCases.contains { language in
        [Phrase.draftOld, .draftNew, .draftChange].contains { $0.text(in: language) == bare }
      }
  }

  /// The drafted lines, in the order of the budget, and where asked for the other years as they were.
  package static func table(of answer: ScenarioAnswer, in language: Language, allYears: Bool = false) -> ReportTable {
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
    for attribute in budget.attributes where !isAdded(attribute.name) {
      columns.append(.words(attribute.name, .verbatim(attribute.name)))
      cells.append { .text(attribute.values[$0]) }
    }
    columns += added.map { $0.key == "reason" ? .words($0.key, $0.heading) : .number($0.key, $0.heading) }
    let kept = answer.keptRows
    if !kept.isEmpty { columns.append(.words("held", .draftHeld)) }
    let further = cells
    return ReportTable(title: .draftTitle, columns: columns, count: allYears ? budget.count : drafted) { index in
      let isDrafted = index < drafted
      var line = further.map { $0(index) }
      line += [
        .amount(isDrafted ? base[index] : nil), .amount(isDrafted ? answer.draft[index] : nil),
        .amount(isDrafted ? answer.draft[index] - base[index] : nil),
        .text(isDrafted ? answer.reason(ofRow: index, in: language) : nil),
      ]
      if !kept.isEmpty {
        line.append(kept.contains(index) ? .word("yes", shown: Phrase.yes.text(in: language)) : .text(nil))
      }
      return line
    }
  }
}

extension ScenarioAnswer {
  /// The drafted rows whose amount a person gave in an earlier draft (`--keep`).
  var keptRows: Set<Int> {
    let kept = Set(model.scenario.limits.compactMap(\.keptLine))
    guard !kept.isEmpty else { return [] }
    let budget = model.today.workspace.budget
    return Set(
      model.today.funding.rows.indices.filter { row in
        kept.contains(TextNormaliser.key(budget.id(of: model.today.funding.rows[row])))
      })
  }
}

extension ReportWorkbook {
  /// A draft as a workbook: what it does on one page, the sheet `budget`, which reads back as that table, and further tables.
  package static func ofDraft(_ answer: ScenarioAnswer, in language: Language, allYears: Bool = false) -> ReportWorkbook
  {
    let settings = answer.model.today.workspace.settings
    let lines = DraftSheet(answer: answer, language: language, includesOtherYears: allYears)
    let title = lines.title(in: language)
    var workbook = ReportWorkbook(language: language, settings: settings, title: title)
    let summary = DraftSummary(answer: answer, language: language, title: title)
    workbook.pages = [{ try summary.write(to: $0) }, { try lines.write(to: $0) }]
    for table in ScenarioTables([.answered(answer)], in: language).all.dropFirst() { workbook.add(table) }
    return workbook
  }

  /// Scenarios side by side as a workbook.
  package static func of(
    _ outcomes: [ScenarioOutcome], years: [YearsOutcome] = [], title: String, in language: Language
  ) -> ReportWorkbook {
    let settings = outcomes.first?.model.today.workspace.settings ?? Settings()
    var workbook = ReportWorkbook(language: language, settings: settings, title: title)
    let tables = ScenarioTables(outcomes, in: language)
    let synthetic = settings.isSynthetic ? [Phrase.synthetic.text(in: language)] : []
    workbook.add(tables.summary, preface: [title] + synthetic)
    for case .answered(let answer) in years {
      for table in YearsTables(answer, in: language).all { workbook.add(table) }
    }
    for table in tables.all.dropFirst() { workbook.add(table) }
    if let lines = tables.lines { workbook.add(lines) }
    return workbook
  }
}

extension String {
  fileprivate var trimmingSuffixBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}
