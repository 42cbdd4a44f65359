import AlignModel
import AlignNumerics

extension LineScoreSettings {
  /// The method that the settings name; a weighted sum where they name none that exists.
  var scoringMethod: any ScoringMethod {
    let normalisation = NamedNormalisation.named(normalisation)?.normalisation ?? MinMax()
    return NamedScoringMethod.named(method)?.method(normalisation) ?? WeightedSum(normalisation: normalisation)
  }
}

extension Settings {
  /// - Throws: ``ReadFailure`` with ``problems``, where there are any.
  func check() throws(ReadFailure) {
    let problems = problems
    if !problems.isEmpty { throw ReadFailure(problems, settings: self) }
  }

  /// Problems that only the engine can see: names of methods that do not exist.
  package var problems: [Problem] {
    weights.problems { place("weights.\($0.rawValue)") } + lineScoreProblems
  }

  private var lineScoreProblems: [Problem] {
    let method = NamedScoringMethod.named(lineScore.method)
    guard let method else {
      let known = NamedScoringMethod.all.map(\.name)
      return [
        Problem(
          .unknownScoringMethod, at: place("line_score.method"), .text(lineScore.method), .names(known),
          suggestion: Spelling.nearest(lineScore.method, among: known))
      ]
    }
    let suiting = NamedNormalisation.all.filter(\.suitsLines).map(\.name)
    if !suiting.contains(lineScore.normalisation) {
      return [
        Problem(
          .unknownNormalisation, at: place("line_score.normalisation"), .text(lineScore.normalisation), .names(suiting),
          suggestion: Spelling.nearest(lineScore.normalisation, among: suiting))
      ]
    }
    if lineScore.normalisation != LineScoreSettings().normalisation, !method.hasNormalisation {
      return [
        Problem(.normalisationNotTaken, at: place("line_score.normalisation"), .name(lineScore.method))
      ]
    }
    return []
  }
}

extension WeightSettings {
  /// A problem for each level that names a method which does not exist.
  func problems(place: (PlanLevel) -> Problem.Place) -> [Problem] {
    PlanLevel.allCases.compactMap { level in
      guard let method = self[level], method.named == nil else { return nil }
      let known = NamedWeighingMethod.all.map(\.name)
      return Problem(
        .unknownWeighingMethod, at: place(level), .text(method.rawValue), .names(known),
        suggestion: Spelling.nearest(method.rawValue, among: known))
    }
  }
}
