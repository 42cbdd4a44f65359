import AlignModel
import AlignWords

/// `flags.md`: every flag with its severity, its condition, its thresholds and what would clear it.
struct FlagDocument {
  let language: Language

  var text: String {
    var page = MarkdownPage(.documentFlagsTitle, language: language)
    page.add(Phrase.documentFlagsLead.text(in: language))
    for family in FlagCode.Family.allCases {
      page.heading(2, Phrase.of("document.flags.family", "\(family)").text(in: language))
      for flag in FlagCode.all where flag.family == family { add(flag, to: &page) }
    }
    page.heading(2, Phrase.documentFlagsChanging.text(in: language))
    page.add(Phrase.documentFlagsSettings.text(in: language))
    page.code(
      """
      flags:
        AL103: off
        AL104: {severity: warning}
        AL107: {low: 0.6, high: 1.2}
      """, in: "yaml")
    page.add(Phrase.documentFlagsAccepting.text(in: language))
    return page.text
  }

  private func add(_ flag: FlagCode, to page: inout MarkdownPage) {
    func item(_ label: Phrase, _ text: String) -> String { "\(label.text(in: language)): \(text)" }
    page.heading(3, "\(flag.code): \(FlagWords.meaning(of: flag.code, in: language))")
    page.list([
      item(.severity, Phrase.of("severity", flag.severity.rawValue).text(in: language)),
      item(.subject, Phrase.of("word", flag.scope.rawValue).text(in: language)),
      item(.documentFlagsCondition, FlagWords.condition(of: flag.code, in: language)),
      item(.remedy, FlagWords.remedy(of: flag.code, in: language)),
    ])
    guard !flag.thresholds.isEmpty else { return }
    let format = NumberFormat(language: language, settings: Settings(), largest: 0)
    let (threshold, initial, meaning): (Phrase, Phrase, Phrase) = (
      .documentFlagsThreshold, .documentFlagsDefault, .meaning
    )
    page.table(
      [threshold, initial, meaning].map { $0.text(in: language) },
      flag.thresholds.map { threshold in
        let isWhole = threshold.value == threshold.value.rounded()
        return [
          "`\(threshold.name)`", format.decimal(threshold.value, decimals: isWhole ? 0 : 2),
          FlagWords.threshold(threshold.name, of: flag.code, in: language),
        ]
      })
  }
}
