/// A term of the glossary: one word for one concept, and what it means, in every language.
///
/// The word is the message `word.NAME`, the definition `term.NAME`.
package struct Term: Sendable, Hashable {
  /// The name of the concept in the catalogues: `need_share`.
  package let name: String

  /// The word for the concept.
  package func word(in language: Language) -> String { Phrase.of("word", name).text(in: language) }

  /// What the concept is, for somebody who does not know it.
  package func definition(in language: Language) -> String { Phrase.of("term", name).text(in: language) }

  /// Every term, in the order of the English catalogue.
  package static let all: [Term] = Catalogue.names.filter { $0.hasPrefix("word.") }.map {
    Term(name: String($0.dropFirst(5)))
  }
}
