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
    if !problems.isEmpty { throw ReadFailure(problems: problems, isMissingInput: false) }
  }

  /// Problems that only the engine can see: names of methods that do not exist.
  package var problems: [Problem] {
    weights.problems(file: file) { lines["weights.\($0.rawValue)"] } + lineScoreProblems
  }

  private var lineScoreProblems: [Problem] {
    func problem(_ key: String, _ found: String, _ expected: [String], _ remedy: String = "") -> Problem {
      Problem(
        gravity: .error, kind: "settings", file: file, row: lines["line_score.\(key)"], column: "line_score",
        found: found, expected: expected.joined(separator: ", "), remedy: remedy)
    }
    let method = NamedScoringMethod.named(lineScore.method)
    let suiting = NamedNormalisation.all.filter(\.suitsLines).map(\.name)
    if method == nil { return [problem("method", "“\(lineScore.method)”", NamedScoringMethod.all.map(\.name))] }
    if !suiting.contains(lineScore.normalisation) {
      return [problem("normalisation", "“\(lineScore.normalisation)”", suiting)]
    }
    if lineScore.normalisation != LineScoreSettings().normalisation, method?.hasNormalisation == false {
      return [
        problem(
          "normalisation", "the method \(lineScore.method) has a normalisation of its own",
          ["normalisation only beside method: saw"], "take the normalisation out")
      ]
    }
    return []
  }
}

extension WeightSettings {
  /// A problem for each level that names a method which does not exist.
  func problems(file: String, line: (PlanLevel) -> Int?) -> [Problem] {
    PlanLevel.allCases.compactMap { level in
      guard let method = self[level], method.named == nil else { return nil }
      return Problem(
        gravity: .error, kind: "settings", file: file, row: line(level), column: "weights",
        found: "“\(method.rawValue)” is no way of weighing",
        expected: NamedWeighingMethod.all.map(\.name).joined(separator: ", "), remedy: "")
    }
  }
}

extension Workspace {
  /// The workspace, once the settings that only the engine understands hold.
  ///
  /// - Throws: ``ReadFailure`` with every problem.
  package func checked() throws(ReadFailure) -> Workspace {
    try settings.check()
    return self
  }
}
