/// A message of the catalogues, or a name from the data that is the same in every language.
///
/// Every message has a constant here that is made from `Languages/en.po`. `%1`, `%2` … stand for what is filled in.
package struct Phrase: Sendable, Hashable {
  private let source: Source

  private enum Source: Sendable, Hashable {
    case catalogue(Int)
    case verbatim(String)
  }

  /// A message by its place among those of `en.po`.
  init(index: Int) { source = .catalogue(index) }

  private init(_ source: Source) { self.source = source }

  /// The message of a name, such as `state.ok`; nil where no catalogue knows it.
  package init?(named name: String) {
    guard let index = Catalogue.indices[name] else { return nil }
    source = .catalogue(index)
  }

  /// The message of a name, or the name itself where no catalogue knows it.
  package static func of(_ group: String, _ word: String) -> Phrase {
    Phrase(named: "\(group).\(word)") ?? .verbatim(word)
  }

  /// A name that is the same in every language.
  package static func verbatim(_ text: String) -> Phrase { Phrase(.verbatim(text)) }

  /// The message in a language, with what is filled in.
  ///
  /// - Parameter count: the number that settles the plural form, where the message has several.
  package func text(in language: Language, count: Int = 1, _ values: String...) -> String {
    text(in: language, count: count, filling: values)
  }

  /// The message in a language, with what is filled in.
  package func text(in language: Language, count: Int = 1, filling values: [String]) -> String {
    switch source {
    case .verbatim(let text): text
    case .catalogue(let index): Self.fill(language.catalogue.text(index, count: count), values)
    }
  }

  private static func fill(_ template: String, _ values: [String]) -> String {
    guard !values.isEmpty else { return template }
    // Sign by sign, so that a value that holds a percent sign and a digit stays as it is.
    var text = ""
    var rest = Substring(template)
    while let sign = rest.firstIndex(of: "%") {
      text += rest[..<sign]
      rest = rest[sign...].dropFirst()
      guard let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true, values.indices.contains(digit - 1)
      else {
        text += "%"
        continue
      }
      text += values[digit - 1]
      rest = rest.dropFirst()
    }
    return text + rest
  }
}
