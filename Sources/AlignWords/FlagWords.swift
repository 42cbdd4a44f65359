/// What each flag means, when it is raised and what would clear it: the messages `flag.CODE.meaning`, `.condition` and
/// `.remedy`.
package enum FlagWords {
  /// The meaning of a code in a language; the code itself where it is not one of ours.
  package static func meaning(of code: String, in language: Language) -> String {
    Phrase(named: "flag.\(code).meaning")?.text(in: language) ?? code
  }

  /// What would clear a flag.
  package static func remedy(of code: String, in language: Language) -> String {
    Phrase(named: "flag.\(code).remedy")?.text(in: language) ?? ""
  }

  /// When a flag is raised, in terms of its thresholds.
  package static func condition(of code: String, in language: Language) -> String {
    Phrase(named: "flag.\(code).condition")?.text(in: language) ?? ""
  }

  /// What is compared with a threshold of a flag.
  package static func threshold(_ name: String, of code: String, in language: Language) -> String {
    Phrase(named: "threshold.\(code).\(name)")?.text(in: language) ?? ""
  }
}
