import AlignModel
import AlignWords

extension LinkDecisions.Verdict {
  /// The word that a form in a language offers.
  static func shown(_ verdict: Self, in language: Language) -> String {
    words.first { $0.name == verdict.rawValue }?.shown(in: language) ?? verdict.rawValue
  }
}

extension ReportWorkbook {
  /// Suggestions to decide on: a list in each cell of the decision, and a page that says how. `align link accept` reads it
  /// back in the language in which it was written.
  ///
  /// - Parameter workspace: the workspace as the command line names it.
  package static func ofDecisions(
    _ table: ReportTable, settings: Settings, title: String, workspace: String, in language: Language
  ) -> ReportWorkbook {
    var workbook = ReportWorkbook(language: language, settings: settings, title: title)
    let words = LinkDecisions.Verdict.allCases.map { LinkDecisions.Verdict.shown($0, in: language) }
    workbook.add(table, choices: ["decision": words])
    workbook.addGuide(
      Phrase.decisionGuide.text(in: language, words[0], words[1], words[2], workspace))
    return workbook
  }
}
