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
    Phrase.of("table", table).text(in: language)
  }

  /// The heading of a column.
  package static func heading(_ column: String, of table: String, in language: Language) -> String {
    Phrase.of("column.\(table)", column).text(in: language)
  }

  /// What a row of a table is.
  package static func row(of table: String, in language: Language) -> String {
    Phrase.of("table.\(table)", "row").text(in: language)
  }

  /// What a column means; of a choice its words, as a form offers them.
  package static func meaning(_ column: String, of table: String, in language: Language) -> String {
    let meaning = Phrase.of("column.\(table).\(column)", "meaning").text(in: language)
    guard case .choice(let words) = content(column, of: table, in: language) else { return meaning }
    return meaning + Phrase.oneOf.text(in: language, language.list(words))
  }

  /// What a column holds; its choices in a language.
  package static func content(_ column: String, of table: String, in language: Language) -> Content {
    switch find(column, table)?.kind {
    case .amount, .number: .number
    case .year: .year
    case .share: .share
    case .choice(let words): .choice(words.map { choice($0[0], column: column, of: table, in: language) })
    default: .text
    }
  }

  /// A word of a choice in a language, or the text itself where it is none.
  package static func choice(_ text: String, column: String, of table: String, in language: Language) -> String {
    Phrase.of("choice.\(table).\(column)", text).text(in: language)
  }

  /// The words of a choice in a language; none where the column holds no choice.
  package static func choices(of column: String, _ table: String, in language: Language) -> [String] {
    guard case .choice(let words)? = kind(of: column, table) else { return [] }
    return words.map { choice($0[0], column: column, of: table, in: language) }
  }

  /// What a column of a table holds; nil where there is no such column.
  static func kind(of column: String, _ table: String) -> CellKind? { find(column, table)?.kind }

  /// The name of the sheet that holds the settings.
  package static func settingsSheet(in language: Language) -> String { sheet("settings", in: language) }

  private static func find(_ column: String, _ table: String) -> ColumnDescription? {
    Tables.sheets.first { $0.name == table }?.columns.first { $0.name == column }
  }
}
