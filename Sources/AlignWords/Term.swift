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

  /// The terms an officer need not know whose words stand in a text, in its order; of a term within a longer one only the longer.
  package static func expertTerms(in text: String, language: Language) -> [Term] {
    let words = words(of: text)
    var found: [Term] = []
    var position = 0
    while position < words.count {
      let rest = words[position...]
      guard let match = sought[language]?[words[position]]?.first(where: { rest.starts(with: $0.words) }) else {
        position += 1
        continue
      }
      found.append(match.term)
      position += match.words.count
    }
    return found
  }

  /// By language and first word, the longest first.
  private static let sought: [Language: [String: [(term: Term, words: [String])]]] = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { language in
      let terms = all.filter(\.isExpert).map { (term: $0, words: words(of: $0.word(in: language))) }
      return (
        language,
        Dictionary(grouping: terms.filter { !$0.words.isEmpty }) { $0.words[0] }
          .mapValues { $0.sorted { $0.words.count > $1.words.count } }
      )
    })

  /// In small letters; every mark but the ZWNJ stands between words.
  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "\u{200C}") }.map(String.init)
  }
}
