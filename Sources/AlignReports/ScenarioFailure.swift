import AlignModel
import AlignWords
import AlignmentEngine

extension ScenarioOutcome {
  /// Why there is no answer, as lines for a person; none where there is one.
  package func failure(format: NumberFormat) -> [String] {
    let language = format.language
    let name = model.scenario.name(in: language)
    switch self {
    case .answered: return []
    case .infeasible(let model, let contradiction): return contradiction.lines(model, in: language)
    case .undecided(_, .noWholeAmounts): return [Phrase.noWholeAmounts.text(in: language, name)]
    case .undecided(let model, .noWholeLines):
      return [Phrase.noWholeLines.text(in: language, name)]
        + (model.wholeContradiction()?.lines(model, in: language) ?? [])
    case .undecided(_, .wholeLinesNotFound(let nodes)):
      return [Phrase.wholeLinesNotFound.text(in: language, name, format.count(nodes))]
    case .undecided(_, .notRounded): return [Phrase.notRounded.text(in: language, name)]
    case .undecided(_, .notCertified(let certificate)):
      let residuals = certificate.map {
        [$0.primalResidual, $0.dualResidual, $0.gap].map(Self.small).joined(separator: ", ")
      }
      return [Phrase.notCertified.text(in: language, name, residuals ?? Phrase.unknown.text(in: language))]
    }
  }

  /// A small number as a power of ten, rounded up: what it is no more than.
  package static func small(_ value: Double) -> String {
    guard value > 1e-300, value.isFinite else { return "0" }
    var power = -300
    var bound = 1e-300
    while bound < value && power < 300 {
      power += 1
      bound *= 10
    }
    return "≤1e\(power)"
  }
}
