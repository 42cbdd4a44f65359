import AlignWords

/// `glossary.md`: every term in English and Persian side by side.
struct GlossaryDocument {
  var text: String {
    var page = MarkdownPage(.documentGlossaryTitle, language: .en)
    let languages: [Language] = [.en, .fa]
    for language in languages { page.add(Phrase.documentGlossaryLead.text(in: language)) }
    page.table(
      ["English", "فارسی", "meaning", "معنی"],
      Term.all.map { term in
        languages.map { "**\(term.word(in: $0))**" } + languages.map { term.definition(in: $0) }
      })
    return page.text
  }
}
