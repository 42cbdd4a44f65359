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

  /// The sheet as YAML: a line for each of its rows, so that a problem's line is the row.
  static func yaml(_ grid: SheetGrid) -> [UInt8] {
    let bytes = grid.bytes.buffer
    var scanner = CSVScanner(bytes, from: 0, to: bytes.count, separator: SheetText.separator)
    var lines: [String] = []
    while scanner.next() {
      let cells = (0..<min(scanner.count, 2)).map { scanner.text($0).replacing("\"\"", with: "\"") }
      let key = cells.first ?? ""
      if key.isEmpty || key.hasPrefix("#") || titles.contains(TextNormaliser.folded(key)) {
        lines.append("")
      } else {
        let value = cells.count > 1 ? cells[1] : ""
        lines.append(value.isEmpty ? "" : "\(quotedIfNeeded(key)): \(quotedIfNeeded(value))")
      }
    }
    return Array(lines.joined(separator: "\n").utf8)
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
    return isInside ? quotedIfNeeded(text) : text
  }

  /// Plain words, numbers and lists stand as they are, all else as a string.
  private static func quotedIfNeeded(_ text: String) -> String {
    if text.hasPrefix("{") || text.hasPrefix("[") { return text.replacing("\n", with: " ") }
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    if isPlain { return ["TRUE", "FALSE"].contains(text) ? text.lowercased() : text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\r", with: " ").replacing("\t", with: " ")
    return "\"\(escaped)\""
  }
}
