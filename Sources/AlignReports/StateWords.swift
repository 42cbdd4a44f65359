import AlignModel
import AlignWords
import AlignmentEngine

extension AttainmentState {
  /// The state in words.
  package func words(in language: Language) -> String { Phrase.of("state", rawValue).text(in: language) }
}

extension LineClass {
  /// The class in words.
  package func words(in language: Language) -> String { Phrase.of("class", rawValue).text(in: language) }
}

extension LinkStatus {
  /// The status in words.
  package func words(in language: Language) -> String { Phrase.of("link-status", word).text(in: language) }
}

extension LineCategory {
  /// What the column is called.
  package var heading: Phrase { Phrase.of("category", rawValue) }
}

extension BudgetKind {
  /// The kind in words.
  package func words(in language: Language) -> String { Phrase.of("budget-kind", rawValue).text(in: language) }
}
