import AlignWords

/// A document that is made from what the program itself knows, so that it cannot drift away from it.
///
/// `make documents` writes all of them into `docs/`; a test holds the files there against them.
package struct ReferenceDocument: Sendable {
  /// Its place below `docs/`.
  package let path: String
  private let make: @Sendable () -> String

  /// The document, in Markdown.
  package var text: String { make() }

  private init(_ path: String, make: @escaping @Sendable () -> String) {
    self.path = path
    self.make = make
  }

  /// Every such document.
  package static let all: [ReferenceDocument] =
    [Language.en, .fa].flatMap { language in
      [
        ReferenceDocument(inFolder(of: language, "flags.md")) { FlagDocument(language: language).text },
        ReferenceDocument(inFolder(of: language, "tables.md")) { TableDocument(language: language).text },
      ]
    } + [
      ReferenceDocument("glossary.md") { GlossaryDocument().text },
      ReferenceDocument(inFolder(of: .fa, "glossary.md")) { GlossaryPage(language: .fa).text },
      ReferenceDocument("../schema/tables.schema.json") { TableSchemaDocument().text },
    ]

  /// English documents stand in `docs/` itself, others in a folder of their language.
  private static func inFolder(of language: Language, _ name: String) -> String {
    language == .en ? name : "\(language.rawValue)/\(name)"
  }
}
