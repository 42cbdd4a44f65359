import AlignWords

/// Explains the terms that a reader need not know, each once: below the block of the page where it first stands.
struct TermNotes {
  let language: Language
  private var seen: Set<Term> = []

  init(language: Language) { self.language = language }

  /// The blocks, each with a note on the terms that stand in it for the first time.
  mutating func explaining(_ blocks: [HTMLBlock]) -> [HTMLBlock] {
    blocks.flatMap { block -> [HTMLBlock] in
      switch block {
      case .details(let summary, let inner): return [.details(summary: summary, explaining(inner))]
      case .folds(let inner): return [.folds(explaining(inner))]
      case .heading: return [block]
      default: return [block] + notes(on: block)
      }
    }
  }

  private mutating func notes(on block: HTMLBlock) -> [HTMLBlock] {
    let found = block.words.flatMap { Term.expertTerms(in: $0, language: language) }.filter { seen.insert($0).inserted }
    guard !found.isEmpty else { return [] }
    let notes = found.map { Phrase.termNote.text(in: language, $0.word(in: language), $0.definition(in: language)) }
    return [.paragraph(notes.joined(separator: " "), isNote: true)]
  }
}

extension HTMLBlock {
  /// What the block says in words of ours: headings and captions rather than the city's own names.
  fileprivate var words: [String] {
    switch self {
    case .cards(let cards): cards.flatMap { [$0.label, $0.note] }
    case .paragraph(let text, _): [text]
    case .list(let items, _): items.compactMap { if case .text(let text) = $0 { text } else { nil } }
    case .heading(let text): [text]
    case .table(let table): [table.caption] + table.columns.map(\.heading)
    case .figure(let figure): [figure.caption] + figure.legend.map(\.label)
    case .panels: []
    case .formula(_, let note): [note]
    case .pairs(let pairs): pairs.map(\.label)
    case .steps, .details, .folds, .form: []
    }
  }
}
