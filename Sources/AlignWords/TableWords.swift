import AlignModel

/// What the tables, their columns and the choices of a column are called, for whoever makes a workspace to fill in.
package enum TableWords {
  /// What a column holds, as far as a form has to know.
  package enum Content: Sendable, Equatable {
    case text, number, year
    /// A share from 0 to 1.
    case share
    /// One of some words.
    case choice([String])
  }

  /// The name of a table's sheet.
  package static func sheet(_ table: String, in language: Language) -> String {
    let description = Tables.all.first { $0.name == table }
    return language == .fa ? description?.alsoCalled.first ?? table : table
  }

  /// The heading of a column.
  package static func heading(_ column: String, of table: String, in language: Language) -> String {
    language == .fa ? find(column, table)?.alsoCalled.first { isPersian($0) } ?? column : column
  }

  /// What a column holds; its choices in a language.
  package static func content(_ column: String, of table: String, in language: Language) -> Content {
    switch find(column, table)?.kind {
    case .amount, .number: .number
    case .year: .year
    case .share: .share
    case .choice(let words):
      .choice(words.map { group in (language == .fa ? group.first(where: isPersian) : nil) ?? group[0] })
    default: .text
    }
  }

  /// A word of a choice in a language, or the text itself where it is none.
  package static func choice(_ text: String, column: String, of table: String, in language: Language) -> String {
    guard language == .fa, case .choice(let words)? = find(column, table)?.kind,
      let group = words.first(where: { $0.contains(text) })
    else { return text }
    return group.first(where: isPersian) ?? text
  }

  /// The names of the sheet that holds the settings.
  package static func settingsSheet(in language: Language) -> String { language == .fa ? "تنظیمات" : "settings" }

  private static func find(_ column: String, _ table: String) -> ColumnDescription? {
    Tables.all.first { $0.name == table }?.columns.first { $0.name == column }
  }

  private static func isPersian(_ word: String) -> Bool {
    word.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
  }
}
