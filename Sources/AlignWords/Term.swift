/// A term of the glossary: one word for one concept, and what it means, in every language.
///
/// The word is the message `word.NAME`, the definition `term.NAME`.
package struct Term: Sendable, Hashable {
  /// The name of the concept in the catalogues: `need_share`.
  package let name: String

  /// The word for the concept.
  package func word(in language: Language) -> String { Phrase.of("word", name).text(in: language) }

  /// What the concept is, for somebody who does not know it.
  package func definition(in language: Language) -> String { Phrase.of("term", name).text(in: language) }

  /// Every term, in the order of the English catalogue.
  package static let all: [Term] = Catalogue.names.filter { $0.hasPrefix("word.") }.map {
    Term(name: String($0.dropFirst(5)))
  }

  /// Whether an officer cannot be expected to know the term, so that it is explained where it first stands.
  package var isExpert: Bool { Self.expert.contains(name) }

  private static let expert: Set<String> = [
    "attainment", "planning_gap", "review_gap", "required_pace", "need_share", "funding_share", "under_funding",
    "over_funding", "alignment_index", "unmeasured_funding", "similarity", "probability", "criterion", "normalisation",
    "quartile", "share_of_weightings", "confidence_factor", "first_order_index", "total_order_index",
    "consistency_ratio",
    "entropy", "critic", "unexplained", "robust_error", "leverage", "condition_number", "envelope", "shadow_price",
    "lambda", "certificate", "primal_residual", "dual_residual", "duality_gap", "out_of_place", "frontier",
    "composition_variance", "kappa", "precision_at_1", "recall_at", "reciprocal_rank", "average_precision",
    "calibration_error",
  ]

  /// The terms an officer need not know whose words stand in a text, longest words first.
  package static func expertTerms(in text: String, language: Language) -> [Term] {
    var rest = " " + fold(text) + " "
    return sought(language).filter { _, word in
      guard let found = rest.range(of: word) else { return false }
      // A word inside a longer one, such as `need share` in a term that was found, is not meant by itself.
      rest.replaceSubrange(found, with: " · ")
      return true
    }.map(\.term)
  }

  private static func sought(_ language: Language) -> [(term: Term, word: String)] {
    all.filter(\.isExpert).map { ($0, " " + fold($0.word(in: language)) + " ") }.sorted { $0.1.count > $1.1.count }
  }

  /// Small letters, and a space for every mark between words.
  private static func fold(_ text: String) -> String {
    String(text.lowercased().map { $0.isLetter || $0.isNumber || $0 == "\u{200C}" ? $0 : " " })
      .split(separator: " ").joined(separator: " ")
  }
}
