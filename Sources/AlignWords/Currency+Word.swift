import AlignModel

extension Currency {
  /// What the main unit is called.
  package func word(in language: Language) -> String { Phrase.of("currency", code).text(in: language) }
}
