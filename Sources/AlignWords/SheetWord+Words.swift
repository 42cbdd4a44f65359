import AlignModel

extension SheetWord {
  /// The word as a form in a language offers it; that of YAML where the language has none.
  package func shown(in language: Language) -> String {
    switch language.rawValue {
    case "fa": persian.first ?? name
    case "es": spanish.first ?? name
    default: name
    }
  }
}

extension SheetKey {
  /// What a form in a language calls it.
  package func shown(in language: Language) -> String { language == .en ? english : word.shown(in: language) }

  /// A value of it as a form in a language offers it.
  package func value(_ name: String, in language: Language) -> String {
    values.first { $0.name == name }?.shown(in: language) ?? name
  }
}
