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

/// `fa/glossary.md`: the terms for readers of one language, those that an officer need not know after the others.
struct GlossaryPage {
  let language: Language

  var text: String {
    var page = MarkdownPage(.documentGlossaryTitle, language: language)
    page.add(Phrase.documentGlossaryPage.text(in: language))
    for (heading, isExpert) in [(Phrase.documentGlossaryEveryday, false), (.documentGlossaryExpert, true)] {
      page.heading(2, heading.text(in: language))
      page.table(
        [Phrase.documentGlossaryWord.text(in: language), Phrase.meaning.text(in: language), "English"],
        Term.all.filter { $0.isExpert == isExpert }.map { term in
          ["**\(term.word(in: language))**", term.definition(in: language), term.word(in: .en)]
        })
    }
    return page.text
  }
}
