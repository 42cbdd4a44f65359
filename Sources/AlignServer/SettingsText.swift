import AlignModel
import AlignStarting

/// The text of `align.yaml` with other columns or units; every other line stays as it is, with its remarks.
struct SettingsText {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    while lines.last == "" { lines.removeLast() }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Puts a key of the first level with the lines of its block in the place of the one that is there, or at the end.
  mutating func set(_ key: String, _ block: [String]) {
    guard let start = lines.firstIndex(where: { Self.isKey($0, key) }) else {
      lines += block
      return
    }
    var end = start + 1
    while end < lines.count, Self.isInside(lines[end]) { end += 1 }
    // Remarks and blanks before the next key are of that one.
    while end > start + 1, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
    lines.replaceSubrange(start..<end, with: block)
  }

  private static func isKey(_ line: String, _ key: String) -> Bool {
    for written in [key, "\"\(key)\"", "'\(key)'"] where line.hasPrefix(written) {
      if line.dropFirst(written.count).drop(while: { $0 == " " }).first == ":" { return true }
    }
    return false
  }

  /// Whether a line goes on with the block above it.
  private static func isInside(_ line: String) -> Bool {
    guard let first = line.first else { return true }
    return first == " " || first == "\t" || first == "}" || first == "]"
  }

  /// The block `columns` of these sources.
  static func columns(_ columns: [String: [String: ColumnSource]]) -> [String] {
    var block = ["columns:"]
    for table in Tables.all.map(\.name)
      + columns.keys.filter({ name in !Tables.all.contains { $0.name == name } }).sorted()
    {
      guard let own = columns[table], !own.isEmpty else { continue }
      block.append("  \(table):")
      let order = Tables.all.first { $0.name == table }?.columns.map(\.name) ?? []
      let names = order.filter { own[$0] != nil } + own.keys.filter { !order.contains($0) }.sorted()
      for name in names {
        if let source = own[name] { block.append("    \(name): \(SurveySettings.yaml(source))") }
      }
    }
    return block.count == 1 ? ["columns: {}"] : block
  }

  /// The block `amounts_in` of these powers of ten.
  static func units(_ units: [String: Int]) -> [String] {
    func number(_ power: Int) -> String { "1" + String(repeating: "0", count: power) }
    if let every = units[Settings.everyTable], units.count == 1 { return ["amounts_in: \(number(every))"] }
    let own = units.filter { $0.key != Settings.everyTable }.sorted { $0.key < $1.key }
    return ["amounts_in: {\(own.map { "\($0.key): \(number($0.value))" }.joined(separator: ", "))}"]
  }
}
