import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A budget held against the published criteria of a budget book, as a table.
package enum BudgetBookTable {
  /// One row a criterion: whether it has to be met, how far it is, what was counted, and what would meet it.
  package static func table(_ book: BudgetBook, in language: Language) -> ReportTable {
    let findings = book.findings
    return ReportTable(
      title: .gradeTitle,
      columns: [
        .words("criterion", .gradeCriterion), .words("mandatory", .gradeMandatory), .words("outcome", .gradeOutcome),
        .words("found", .gradeFound), .words("remedy", .gradeRemedy),
      ],
      count: findings.count
    ) { index in
      let finding = findings[index]
      let (criterion, outcome) = (finding.criterion, finding.outcome)
      return [
        .word(criterion.rawValue, shown: Phrase.of("grade", criterion.rawValue).text(in: language)),
        .word(
          criterion.isMandatory ? "yes" : "no", shown: (criterion.isMandatory ? Phrase.yes : .no).text(in: language)),
        .word(outcome.rawValue, shown: Phrase.of("grade.outcome", outcome.rawValue).text(in: language)),
        .text(found(finding, in: language)), .text(remedy(finding, in: language)),
      ]
    }
  }

  /// How many criteria are met, in one sentence.
  package static func answer(_ book: BudgetBook, _ format: NumberFormat) -> String {
    Phrase.gradeAnswer.text(
      in: format.language, format.count(book.findings.count), format.count(book.count(.met)),
      format.count(book.count(.partly)), format.count(book.count(.missing)), format.count(book.count(.byHand)))
  }

  /// Writes one object: how many criteria are met, and each.
  package static func write(
    _ book: BudgetBook, of workspace: Workspace, year: Int, in language: Language, to sink: any ByteSink
  ) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(workspace, to: &json)
    json.key("year")
    json.integer(year)
    for outcome in BudgetBook.Outcome.allCases {
      json.key(outcome.rawValue)
      json.integer(book.count(outcome))
    }
    json.key("criteria")
    try TableJSON.rows(of: table(book, in: language), currency: workspace.settings.currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  private static func found(_ finding: BudgetBook.Finding, in language: Language) -> String? {
    guard !finding.counts.isEmpty else { return nil }
    let format = NumberFormat(language: language)
    return Phrase.of("grade.found", finding.criterion.rawValue).text(
      in: language, filling: finding.counts.map(format.count))
  }

  private static func remedy(_ finding: BudgetBook.Finding, in language: Language) -> String? {
    switch finding.outcome {
    case .met: return nil
    case .byHand: return Phrase.gradeByHand.text(in: language)
    case .partly, .missing:
      guard let place = finding.criterion.table else { return nil }
      let table = Phrase.of("table", place.table).text(in: language)
      guard let column = place.column else { return Phrase.gradeFillTable.text(in: language, table) }
      return Phrase.gradeFillColumn.text(
        in: language, Phrase.of("column.\(place.table)", column).text(in: language), table)
    }
  }
}
