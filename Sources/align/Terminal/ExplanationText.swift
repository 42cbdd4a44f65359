import AlignReports
import AlignWords

/// An explanation as a person reads it in a terminal.
struct ExplanationText {
  let page: ExplanationPage
  let format: NumberFormat
  let screen: Screen
  private var language: Language { format.language }

  init(page: ExplanationPage, format: NumberFormat, screen: Screen) {
    (self.page, self.format, self.screen) = (page, format, screen)
  }

  /// How many rows of a table are shown.
  private static let rowsShown = 10

  func lines() -> [String] {
    [screen.styled(TextWidth.clean(page.title), .bold)] + page.blocks.flatMap(lines)
  }

  private func lines(_ block: ExplanationPage.Block) -> [String] {
    switch block {
    case .heading(let text): return ["", screen.styled(text, .bold)]
    case .paragraph(let text): return [text]
    case .pairs(let pairs): return pairs.map { "  \($0): \(TextWidth.clean($1))" }
    case .list(let items): return items.map { "- " + TextWidth.clean($0) }
    case .figure(let figure): return lines(figure)
    case .table(let table):
      let more =
        table.count > Self.rowsShown
        ? [Phrase.explainRows.text(in: language, format.count(table.count - Self.rowsShown))] : []
      return TextTable(table: table, format: format, screen: screen, limit: Self.rowsShown, cellWidth: 60).lines()
        + more
    }
  }

  private func lines(_ figure: ExplanationPage.FigureBlock) -> [String] {
    let method = Phrase.explainMethod.text(in: language, figure.section)
    return [
      "", screen.styled("\(figure.name): \(figure.value)", .bold),
      "  \(screen.isolated(figure.formula))  " + screen.styled("(\(method))", .faint),
    ]
      + figure.steps.map { row in
        let indent = String(repeating: "  ", count: row.depth + 1)
        let value = row.value.isEmpty ? "" : ": " + row.value
        let operation = row.operation.map { " = \($0)" } ?? ""
        let place = row.place.map { screen.styled("  [\($0)]", .faint) } ?? ""
        return indent + TextWidth.clean(row.label) + value + operation + place
      }
  }
}
