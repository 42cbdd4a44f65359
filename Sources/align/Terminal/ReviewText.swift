import AlignModel
import AlignReports
import AlignWords
import AlignmentEngine

/// A review as a person reads it: the answer, then axes, goals, owners and departments; or one department's page.
struct ReviewText {
  let review: Review
  let name: String
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  /// Rows of a table that the first page shows.
  private static let rowsShown = 12

  /// The whole review.
  func lines(table: ReviewTable?) -> [String] {
    var lines = heading + [""] + ReviewAnswer(review, format: format).lines
    lines += ["", screen.styled(Phrase.amountsIn.text(in: language, format.unitName), .faint)]
    if let table { return lines + section(table.table(of: review, in: language), limit: .max) }
    lines += section(ReviewTable.axes.table(of: review, in: language), limit: .max)
    lines += section(ReviewTable.goals.table(of: review, in: language))
    lines += section(ReviewTable.owners.table(of: review, in: language))
    if review.execution != nil { lines += section(ReviewTable.execution.table(of: review, in: language)) }
    lines += section(ReviewTable.departments.table(of: review, in: language))
    for page in review.departments.prefix(Self.rowsShown) { lines += [""] + self.page(page) }
    if review.departments.count > Self.rowsShown {
      lines.append(Phrase.more.text(in: language, format.count(review.departments.count - Self.rowsShown)))
    }
    return lines
  }

  /// One department.
  func lines(department page: DepartmentPage) -> [String] {
    var lines = heading + [""] + self.page(page)
    if let card = page.card {
      let whole = ReviewTable.indicators.table(of: review, in: language)
      let own = ReportTable(title: .indicators, columns: whole.columns, count: card.indicators.count) {
        whole.row(card.indicators[$0].index)
      }
      lines += section(own, limit: .max)
    }
    return lines
  }

  private var heading: [String] {
    let title = Phrase.titleReview.text(in: language, screen.isolated(name), format.words(review.period))
    let synthetic = Phrase.synthetic.text(in: language)
    return [screen.styled(title, .bold)]
      + (review.workspace.settings.isSynthetic ? [screen.styled(synthetic, .yellow)] : [])
  }

  private func page(_ page: DepartmentPage) -> [String] {
    let facts = DepartmentFacts(page, review: review, format: format)
    func list(_ title: Phrase, _ points: [DepartmentPage.Point]) -> [String] {
      let words = points.map { TextWidth.clean($0.words(in: format, plan: review.workspace.plan)) }
      let none = Phrase.nothingStandsOut.text(in: language)
      return ["  \(title.text(in: language)):"] + (words.isEmpty ? [none] : words).map { "    · " + $0 }
    }
    return [screen.styled(screen.isolated(TextWidth.clean(facts.name)), .bold)] + facts.lines.map { "  " + $0 }
      + list(.strengths, page.strengths) + list(.weaknesses, page.weaknesses)
  }

  private func section(_ table: ReportTable, limit: Int = rowsShown) -> [String] {
    guard table.count > 0 else { return [] }
    var lines = ["", screen.styled(table.title.text(in: language), .bold)]
    lines += TextTable(table: table, format: format, screen: screen, limit: limit, cellWidth: 36).lines()
    if table.count > limit { lines.append(Phrase.more.text(in: language, format.count(table.count - limit))) }
    return lines
  }
}
