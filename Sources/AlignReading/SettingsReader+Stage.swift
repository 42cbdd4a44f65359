import AlignModel
import Yams

extension SettingsReader {
  /// The stage of the budget that every figure is based on.
  mutating func readStage(_ node: Node) {
    let word = TextNormaliser.allowedWord(node.string ?? "")
    if let stage = BudgetStage.allCases.first(where: { $0.rawValue == word }) {
      settings.stage = stage
    } else {
      add(
        node, "stage", .settingsWord, .text(YAMLFile.shown(node)), .names(BudgetStage.allCases.map(\.rawValue)))
    }
  }
}
