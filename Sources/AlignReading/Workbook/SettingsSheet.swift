import AlignBasics
import AlignModel
import Foundation
import Yams

/// The settings of a workspace that is one workbook: a sheet of two columns, what `align.yaml` would hold line by line.
package enum SettingsSheet {
  static let names = ["settings", "align", "تنظیمات", "configuración"]

  /// Titles that the sheet may have above its keys.
  private static let titles: Set<String> = [
    "key", "setting", "value", "کلید", "تنظیم", "مقدار", "clave", "ajuste", "valor",
  ]

  /// The sheet as YAML: its keys in any language, and nested ones by their path (`weights.goals`).
  static func yaml(_ grid: SheetGrid) -> SheetYAML {
    let bytes = grid.bytes.buffer
    var scanner = CSVScanner(bytes, from: 0, to: bytes.count, separator: SheetText.separator)
    var root = SheetYAML.Group()
    var row = 0
    while scanner.next() {
      row += 1
      let cells = (0..<min(scanner.count, 2)).map { scanner.text($0).replacing("\"\"", with: "\"") }
      guard let key = cells.first, !key.isEmpty, !key.hasPrefix("#"), !titles.contains(TextNormaliser.folded(key)),
        cells.count > 1, !cells[1].isEmpty
      else { continue }
      let known = SettingKeys.all.key(key)
      let path = (known?.path ?? key).split(separator: ".").map(String.init)
      let value = SheetYAML.quotedIfNeeded(known?.value(cells[1]) ?? cells[1])
      root.set(value, at: path.isEmpty ? [key] : path, cell: SheetCells.Cell(row: row, column: 1))
    }
    return SheetYAML(root)
  }

  /// The keys and values of a YAML text, as the sheet holds them: lists and groups in one line.
  package static func rows(of yaml: String) -> [(key: String, value: String)] {
    (try? YAMLTree.compose(yaml)).map { rows(of: $0) } ?? []
  }

  static func rows(of root: Node) -> [(key: String, value: String)] {
    root.mapping?.compactMap { key, value in key.string.map { ($0, flow(value)) } } ?? []
  }

  static func flow(_ node: Node, isInside: Bool = false) -> String {
    if let mapping = node.mapping {
      return "{" + mapping.map { "\(flow($0, isInside: true)): \(flow($1, isInside: true))" }.joined(separator: ", ")
        + "}"
    }
    if let sequence = node.sequence {
      return "[" + sequence.map { flow($0, isInside: true) }.joined(separator: ", ") + "]"
    }
    let text = node.string ?? ""
    return isInside ? SheetYAML.quotedIfNeeded(text) : text
  }
}
