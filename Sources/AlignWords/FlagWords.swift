/// What each flag means and what would clear it: the messages `flag.CODE.meaning` and `flag.CODE.remedy`.
package enum FlagWords {
  /// The meaning of a code in a language; the code itself where it is not one of ours.
  package static func meaning(of code: String, in language: Language) -> String {
    Phrase(named: "flag.\(code).meaning")?.text(in: language) ?? code
  }

  /// What would clear a flag.
  package static func remedy(of code: String, in language: Language) -> String {
    Phrase(named: "flag.\(code).remedy")?.text(in: language) ?? ""
  }
}
