import AlignModel

extension Scenario {
  /// Its name in a language.
  package func name(in language: Language) -> String {
    names[language.rawValue] ?? names["en"] ?? names.sorted { $0.key < $1.key }.first?.value ?? file
  }
}
