import AlignWords
import ArgumentParser

extension Phrase {
  /// What it says in the language of the process.
  var said: String { text(in: .ofProcess) }
}

extension ArgumentHelp {
  /// The help of an option, in the language of the process.
  static func of(_ phrase: Phrase) -> ArgumentHelp { ArgumentHelp(phrase.said) }
}

extension ValidationError {
  /// What is wrong with options that do not go together, in the language of the process.
  init(_ phrase: Phrase, _ values: String...) { self.init(phrase.text(in: .ofProcess, filling: values)) }
}
