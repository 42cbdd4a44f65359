import AlignModel

extension Severity {
  /// The severity in words.
  package func words(in language: Language) -> String { Phrase.of("severity", rawValue).text(in: language) }
}
