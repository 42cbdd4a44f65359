import AlignWords
import AlignmentEngine

extension ExplanationPage {
  /// The page as a fragment of HTML without a heading of its own: what a page of a site puts below its title. Its classes are
  /// those of the report's style.
  ///
  /// - Parameter format: of the language in which the page was made.
  package func fragment(format: NumberFormat) -> String {
    HTMLWriter.html(htmlBlocks(format: format), format.language)
  }

  /// The same as blocks of a page.
  ///
  /// - Parameters:
  ///   - isOpen: whether the steps of its figures stand open.
  ///   - links: where the pages of subjects stand.
  package func htmlBlocks(format: NumberFormat, isOpen: Bool = false, links: PageLinks? = nil) -> [HTMLBlock] {
    blocks.flatMap { html($0, format, isOpen, links) }
  }

  private func html(_ block: Block, _ format: NumberFormat, _ isOpen: Bool, _ links: PageLinks?) -> [HTMLBlock] {
    let language = format.language
    switch block {
    case .heading(let text): return [.heading(text)]
    case .paragraph(let text): return [.paragraph(text)]
    case .list(let items): return [.list(items)]
    case .pairs(let pairs): return [.pairs(pairs.map { ($0, .text($1)) })]
    case .table(let table):
      let all = Phrase.allRows.text(in: language, format.count(table.count))
      return HTMLTable(table, format: format, links: links).blocks(first: 12, summary: all)
    case .figure(let figure):
      guard isOpen, case .details(let summary, let inner) = Self.details(figure, format: format) else {
        return [Self.details(figure, format: format)]
      }
      return [.heading(summary)] + inner
    }
  }

  /// A figure with its value, and folded away its formula and its steps.
  static func details(_ figure: FigureBlock, format: NumberFormat) -> HTMLBlock {
    let language = format.language
    // The sections of docs/method.md are known by number in every language.
    let section = language == .en ? figure.section : format.label(String(figure.section.prefix { $0 != "." }))
    let method = Phrase.explainMethod.text(in: language, section)
    let steps = Self.steps(of: figure, language)
    return .details(
      summary: "\(figure.name): \(figure.value)",
      [.formula(figure.formula, note: method)] + (steps.isEmpty ? [] : [.steps(steps)]))
  }

  /// The steps of a figure as a page shows them.
  static func steps(of figure: FigureBlock, _ language: Language) -> [HTMLStep] {
    figure.steps.map { row in
      HTMLStep(
        depth: row.depth, label: row.label, value: row.value,
        note: language.list([row.operation, row.place].compactMap { $0 }))
    }
  }
}
