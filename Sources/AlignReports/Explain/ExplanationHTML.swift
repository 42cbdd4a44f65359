import AlignWords
import AlignmentEngine

extension ExplanationPage {
  /// The page as a fragment of HTML without a heading of its own: what a page of a site puts below its title. Its classes are
  /// those of the report's style.
  ///
  /// - Parameter format: of the language in which the page was made.
  package func fragment(format: NumberFormat) -> String {
    HTMLWriter.html(blocks.flatMap { html($0, format) }, format.language)
  }

  private func html(_ block: Block, _ format: NumberFormat) -> [HTMLBlock] {
    let language = format.language
    switch block {
    case .heading(let text): return [.heading(text)]
    case .paragraph(let text): return [.paragraph(text)]
    case .list(let items): return [.list(items)]
    case .pairs(let pairs): return [.pairs(pairs.map { ($0, .text($1)) })]
    case .table(let table):
      let all = Phrase.allRows.text(in: language, format.count(table.count))
      return HTMLTable(table, format: format).blocks(first: 12, summary: all)
    case .figure(let figure): return [Self.details(figure, format: format)]
    }
  }

  /// A figure with its value, and folded away its formula and its steps.
  static func details(_ figure: FigureBlock, format: NumberFormat) -> HTMLBlock {
    let language = format.language
    // The sections of docs/method.md are known by number in every language.
    let section = language == .en ? figure.section : format.label(String(figure.section.prefix { $0 != "." }))
    let method = Phrase.explainMethod.text(in: language, section)
    let steps = figure.steps.isEmpty ? [] : [HTMLBlock.table(table(of: figure, language))]
    return .details(
      summary: "\(figure.name): \(figure.value)", [.formula(figure.formula, note: method)] + steps)
  }

  /// The steps as a table, a row each, set in by their depth.
  private static func table(of figure: FigureBlock, _ language: Language) -> HTMLTable {
    HTMLTable(
      caption: figure.name,
      columns: [
        .init(heading: Phrase.explainStep.text(in: language)), .init(heading: Phrase.explainHow.text(in: language)),
        .init(heading: Phrase.explainValue.text(in: language), isNumber: true),
        .init(heading: Phrase.explainWhere.text(in: language)),
      ],
      rows: figure.steps.map { row in
        [
          .text(String(repeating: "\u{2003}", count: row.depth) + row.label), .text(row.operation ?? ""),
          .number(row.value), .text(row.place ?? ""),
        ]
      })
  }
}
