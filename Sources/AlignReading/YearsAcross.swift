import AlignModel
import Foundation

/// Headings that hold years where a table has no column for them, and the mapping that reads it.
struct YearsAcross {
  let headings: [String]
  /// The line of align.yaml to paste.
  let mapping: String

  /// The column of a table that holds what the heading of a year without other words stands for.
  private static let mainColumns = ["targets": "target", "measurements": "value", "budget": "approved"]

  /// - Parameters:
  ///   - texts: what each heading says besides its name.
  ///   - column: the one that is missing.
  /// - Returns: nil where the column is no year or period, or where no heading holds one.
  init?(
    _ names: [String], _ texts: [HeadingText], instead column: ColumnDescription, _ description: TableDescription
  ) {
    guard ["year", "period"].contains(column.name) else { return nil }
    var patterns: [(column: String, pattern: String)] = []
    var dated: [String] = []
    for (name, text) in zip(names, texts) {
      guard let year = text.year else { continue }
      dated.append(name)
      guard let range = Self.range(of: year, in: name) else { continue }
      let pattern = name.replacingCharacters(in: range, with: "{year}")
      let base = Heading.key(text.base)
      let ours =
        description.columns.first { column in
          column.names.contains { Heading.key($0) == base }
        }?.name ?? (base.isEmpty || patterns.isEmpty ? Self.mainColumns[description.name] : nil)
      guard let ours, !patterns.contains(where: { $0.pattern == pattern || $0.column == ours }) else { continue }
      patterns.append((ours, pattern))
    }
    guard !patterns.isEmpty else { return nil }
    headings = dated
    let columns = patterns.map { "\($0.column): \"\($0.pattern)\"" }.joined(separator: ", ")
    mapping = "columns: {\(description.name): {\(columns)}}"
  }

  /// Where four digits of a year stand in a heading, in digits of any script.
  static func range(of year: Int, in name: String) -> Range<String.Index>? {
    let digits = String(year)
    var start = name.startIndex
    while start < name.endIndex {
      if let end = name.index(start, offsetBy: 4, limitedBy: name.endIndex),
        TextNormaliser.folded(String(name[start..<end])) == digits
      {
        return start..<end
      }
      start = name.index(after: start)
    }
    return nil
  }
}
