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
  /// The columns whose cells together name a row; empty where none do.
  package var primaryKey: [String] = []
  /// Whether a sheet of a user's own is taken for it only where it is named so: its columns are those of many tables.
  package var isKnownByName = false

  /// Every name of its file or sheet.
  package var names: [String] { [name] + alsoCalled }

  /// Whether a column of it holds amounts of money.
  package var hasAmounts: Bool {
    columns.contains { $0.kind.isAmount }
  }
}

/// What a column is called, what its cells are and whether they must be there.
package struct ColumnDescription: Sendable {
  package var name: String
  package var kind: CellKind
  package var presence: Presence
  /// Other headings under which the column is known, in Persian above all.
  package var alsoCalled: [String]
  /// The table whose `id` its cells name.
  package var refersTo: String?
  /// The table whose `id`s a form offers for its cells, which may hold something else too.
  package var offers: String?
  /// Columns that may stand in its place: any of these groups, where all of the group are there.
  package var orElse: [[String]]

  /// Every heading under which the column is known.
  package var names: [String] { [name] + alsoCalled }

  package enum Presence: Sendable {
    case optional
    /// ★ the column must be there, its cells may be blank.
    case column
    /// ✱ every cell too.
    case everyCell
  }

  init(
    _ name: String, _ kind: CellKind, _ presence: Presence = .optional, _ alsoCalled: [String] = [],
    refersTo: String? = nil, offers: String? = nil, orElse: [[String]] = []
  ) {
    self.name = name
    self.kind = kind
    self.presence = presence
    self.alsoCalled = alsoCalled
    self.refersTo = refersTo
    self.offers = offers
    self.orElse = orElse
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

  /// Whether it is an amount of money.
  package var isAmount: Bool { if case .amount = self { true } else { false } }

  /// The word by which the catalogues say what a cell holds (`content.amount`).
  package var word: String {
    switch self {
    case .word, .name, .reference, .text: "text"
    case .amount: "amount"
    case .number: "number"
    case .share: "share"
    case .ratio: "ratio"
    case .year: "year"
    case .period: "period"
    case .choice: "choice"
    }
  }
}
