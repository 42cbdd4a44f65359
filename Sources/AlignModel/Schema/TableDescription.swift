/// What a table is called and which columns it has: all that the one table reader has to know of it.
package struct TableDescription: Sendable {
  package var name: String
  package var columns: [ColumnDescription]
  /// Other names of its file or sheet, in Persian above all.
  package var alsoCalled: [String] = []
  /// Columns whose heading begins with this are numbers named by the rest (`criterion:NAME`).
  package var numberPrefix: String?
  /// Rows whose key cells are blank and that begin with the word for a total are reported and left out.
  package var mayHoldTotals = false
}

/// What a column is called, what its cells are and whether they must be there.
package struct ColumnDescription: Sendable {
  package var name: String
  package var kind: CellKind
  package var presence: Presence
  /// Other headings under which the column is known, in Persian above all.
  package var alsoCalled: [String]

  package enum Presence: Sendable {
    case optional
    /// ★ the column must be there, its cells may be blank.
    case column
    /// ✱ every cell too.
    case everyCell
  }

  init(_ name: String, _ kind: CellKind, _ presence: Presence = .optional, _ alsoCalled: [String] = []) {
    self.name = name
    self.kind = kind
    self.presence = presence
    self.alsoCalled = alsoCalled
  }
}

/// What a cell is read as.
package enum CellKind: Sendable {
  /// Words that come again and again, or ids: kept once each.
  case word
  /// Names of offices, programmes or people, which may be spelled in several ways (``NameForms``): kept once each.
  case name
  /// Ids of another table, by its name, which is read before: looked up as they are read.
  case reference(String)
  /// Text that is kept where it stands.
  case text
  /// An amount of money, in minor units.
  case amount
  case number
  /// A number of which `%` is a hundredth.
  case share
  /// Saaty's scale, where `1/9` is a ninth.
  case ratio
  case year
  case period
  /// One of some words, each in every way in which it is written.
  case choice([[String]])

  /// What a person is told to write.
  package var expected: String {
    switch self {
    case .word, .name, .reference, .text: "text"
    case .amount: "an amount: digits, with ٬ or , between thousands and ٫ or . before decimals"
    case .number: "a number: digits, with ٬ or , between thousands and ٫ or . before decimals"
    case .share: "a share from 0 to 1, or a percentage with its sign"
    case .ratio: "a ratio of Saaty's scale: 1 to 9, or 1/9 to 1/2"
    case .year: "a year of the workspace's calendar"
    case .period: "a year (1401) or a quarter (1401Q3)"
    case .choice(let words): words.map { $0[0] }.joined(separator: ", ")
    }
  }
}
