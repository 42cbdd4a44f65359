import AlignWords
import AlignmentEngine

extension PlanChange.Kind {
  /// The change in words.
  package func words(in language: Language) -> String { phrase.text(in: language) }

  private var phrase: Phrase {
    switch self {
    case .targetMoved: Phrase.targetRewritten
    case .targetRemoved: Phrase.targetRemoved
    case .targetAdded: Phrase.targetAdded
    case .baselineRewritten: Phrase.baselineRewritten
    case .definitionChanged: Phrase.definitionChanged
    case .indicatorRemoved: Phrase.indicatorRemoved
    case .indicatorAdded: Phrase.indicatorAdded
    case .linkDropped: Phrase.linkDropped
    case .linkAdded: Phrase.linkAdded
    case .linkChanged: Phrase.shareOfLinkChanged
    case .kindChanged: Phrase.kindOfLineChanged
    case .promiseNotKept: Phrase.promiseNotKept
    }
  }
}

extension Promise.Outcome {
  /// The outcome in words.
  package func words(in language: Language) -> String {
    Phrase.of("promise-outcome", rawValue).text(in: language)
  }
}
