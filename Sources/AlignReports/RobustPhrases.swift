import AlignWords
import AlignmentEngine

extension Sensitivity.Factor {
  /// What was varied, in words.
  func words(in language: Language) -> String {
    let phrase: Phrase? =
      switch name {
      case "unknown_gaps": Phrase.gapsThatAreUnknown
      case "scale_of_gaps": Phrase.theScaleOfGaps
      case "cost_to_close": Phrase.whetherCostsToCloseCount
      case "money_to_unknown":
        Phrase.whetherMoneyToUnknownIndicatorsCounts
      case "normalisation": Phrase.theNormalisation
      default: nil
      }
    if let phrase { return phrase.text(in: language) }
    return Phrase.weightOf.text(in: language, name)
  }

  /// The kind in words.
  func kindWords(in language: Language) -> String {
    Phrase.of("factor", kind.rawValue).text(in: language)
  }
}
