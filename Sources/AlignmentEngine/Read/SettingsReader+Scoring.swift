import Foundation
import Yams

extension SettingsReader {
  /// `line_score: {method: topsis, normalisation: z, missing: refuse, weights: {…}, down: […]}`.
  mutating func readLineScore(_ value: Node) {
    for (key, part) in value.mapping.map(Array.init) ?? [] {
      switch key.string {
      case "weights":
        for (criterion, weight) in part.mapping.map(Array.init) ?? [] {
          if let name = criterion.string, let number = weight.float ?? weight.int.map(Double.init), number >= 0 {
            settings.lineScore.weights[name] = number
          } else {
            add(weight, key: "line_score", found: "“\(weight.string ?? "")”", expected: "a weight ≥ 0", remedy: "")
          }
        }
      case "down": settings.lineScore.down = Set(part.sequence?.compactMap(\.string) ?? part.string.map { [$0] } ?? [])
      case "method":
        // PROMETHEE II is often called by its family name alone.
        let word = part.string == "promethee" ? ScoreMethod.promethee.rawValue : nil
        if let method: ScoreMethod = choice(part, word: word, of: "line_score") { settings.lineScore.method = method }
      case "normalisation":
        let allowed = NormalisationKind.allCases.filter { $0 != .target }
        if let kind: NormalisationKind = choice(part, among: allowed, of: "line_score") {
          settings.lineScore.normalisation = kind
        }
      case "missing":
        if let rule: MissingRule = choice(part, among: [.leaveOut, .refuse], of: "line_score") {
          settings.lineScore.missing = rule
        }
      default:
        add(
          key, key: "line_score", found: "“\(key.string ?? "")”",
          expected: "weights, down, method, normalisation or missing", remedy: "")
      }
    }
    if settings.lineScore.normalisation != .minMax, !settings.lineScore.method.hasNormalisation {
      add(
        value, key: "line_score",
        found: "the method \(settings.lineScore.method.rawValue) has a normalisation of its own",
        expected: "normalisation only beside method: saw", remedy: "take the normalisation out")
    }
  }

  /// `robust: {weights: panel, spread: 0.3}`.
  mutating func readRobust(_ value: Node) {
    for (key, part) in value.mapping.map(Array.init) ?? [] {
      switch key.string {
      case "weights":
        if let weightings: RobustSettings.Weightings = choice(part, of: "robust") {
          settings.robust.weightings = weightings
        }
      case "spread":
        if let number = part.float ?? part.int.map(Double.init), (0.01...1).contains(number) {
          settings.robust.spread = number
        } else {
          add(part, key: "robust", found: "“\(part.string ?? "")”", expected: "a number from 0.01 to 1", remedy: "")
        }
      default: add(key, key: "robust", found: "“\(key.string ?? "")”", expected: "weights or spread", remedy: "")
      }
    }
  }

  /// One of some words, written with - or _; else a problem.
  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node, word: String? = nil, among allowed: [Choice] = Array(Choice.allCases), of key: String
  ) -> Choice? where Choice.RawValue == String {
    let text = word ?? (node.string ?? "").lowercased().replacing("_", with: "-")
    if let found = allowed.first(where: { $0.rawValue == text }) { return found }
    add(
      node, key: key, found: "“\(node.string ?? "")”", expected: allowed.map(\.rawValue).joined(separator: ", "),
      remedy: "")
    return nil
  }
}
