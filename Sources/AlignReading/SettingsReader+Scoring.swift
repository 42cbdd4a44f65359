import AlignModel
import Foundation
import Yams

extension SettingsReader {
  /// `line_score: {method: topsis, normalisation: z, missing: refuse, weights: {…}, down: […]}`.
  mutating func readLineScore(_ value: Node) {
    for (key, part) in entries(value, "line_score", ["weights", "down", "method", "normalisation", "missing"]) {
      settings.lines["line_score.\(key.string ?? "")"] = part.mark?.line
      switch key.string {
      case "weights":
        for (criterion, weight) in entries(part, "line_score.weights", ["criterion"]) {
          if let name = criterion.string, let number = weight.float ?? weight.int.map(Double.init), number >= 0 {
            settings.lineScore.weights[name] = number
          } else {
            add(
              weight, "line_score.weights.\(criterion.string ?? "")", .settingsCriterionWeight,
              .text(YAMLFile.shown(weight)))
          }
        }
      case "down":
        let names = part.sequence.map(Array.init) ?? [part]
        settings.lineScore.down = Set(names.compactMap { text($0, "line_score.down") })
      case "method":
        if text(part, "line_score.method") != nil { settings.lineScore.method = word(part) }
      case "normalisation":
        if text(part, "line_score.normalisation") != nil { settings.lineScore.normalisation = word(part) }
      case "missing":
        switch word(part) {
        case "leave-out": settings.lineScore.refusesBlanks = false
        case "refuse": settings.lineScore.refusesBlanks = true
        default:
          add(part, "line_score.missing", .settingsWord, .text(YAMLFile.shown(part)), .names(["leave-out", "refuse"]))
        }
      default:
        unknown(key, under: "line_score", ["weights", "down", "method", "normalisation", "missing"])
      }
    }
  }

  /// `robust: {weights: panel, spread: 0.3}`.
  mutating func readRobust(_ value: Node) {
    for (key, part) in entries(value, "robust", ["weights", "spread"]) {
      switch key.string {
      case "weights":
        if let weightings: RobustSettings.Weightings = choice(part, of: "robust.weights") {
          settings.robust.weightings = weightings
        }
      case "spread":
        if let number = part.float ?? part.int.map(Double.init), (0.01...1).contains(number) {
          settings.robust.spread = number
        } else {
          add(part, "robust.spread", .settingsSpread, .text(YAMLFile.shown(part)))
        }
      default: unknown(key, under: "robust", ["weights", "spread"])
      }
    }
  }

  /// A word in small letters, with - for _.
  private func word(_ node: Node) -> String { (node.string ?? "").lowercased().replacing("_", with: "-") }

  /// One of some words, written with - or _; else a problem.
  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node, among allowed: [Choice] = Array(Choice.allCases), of key: String
  ) -> Choice? where Choice.RawValue == String {
    let text = word(node)
    if let found = allowed.first(where: { $0.rawValue == text }) { return found }
    add(node, key, .settingsWord, .text(YAMLFile.shown(node)), .names(allowed.map(\.rawValue)))
    return nil
  }
}
