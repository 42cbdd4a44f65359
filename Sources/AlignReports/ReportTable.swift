import AlignBasics
import AlignModel
import AlignWords

/// A table of results, whatever the format in which it leaves us. Rows are made when asked for, so that a million lines
/// need no million arrays.
package struct ReportTable: Sendable {
  /// What a heading, a sheet or a chart calls it.
  package var title: Phrase
  /// The columns that programs get; a person sees those that are shown.
  package var columns: [Column]
  /// The number of rows.
  package var count: Int
  /// The cells of a row counted from 0, in the order of the columns.
  package var row: @Sendable (Int) -> [Cell]

  /// A table of so many rows.
  package init(title: Phrase, columns: [Column], count: Int, row: @escaping @Sendable (Int) -> [Cell]) {
    self.title = title
    self.columns = columns
    self.count = count
    self.row = row
  }

  /// Whether a cell of its first row is an amount of money, so that the unit has to be told.
  package var hasAmounts: Bool {
    count > 0
      && row(0).contains { cell in
        switch cell {
        case .amount, .money: true
        default: false
        }
      }
  }

  /// A column: its key for programs, its heading for people.
  package struct Column: Sendable {
    /// snake_case, the words of the design; the key of JSON and the heading of CSV.
    package var key: String
    /// What a person reads above the column.
    package var heading: Phrase
    /// Words stand at the left, numbers at the right.
    package var isNumber: Bool
    /// Whether it is shown to a person too, or only given to programs.
    package var isShown: Bool

    /// A column of numbers.
    package static func number(_ key: String, _ heading: Phrase, isShown: Bool = true) -> Column {
      Column(key: key, heading: heading, isNumber: true, isShown: isShown)
    }

    /// A column of words.
    package static func words(_ key: String, _ heading: Phrase, isShown: Bool = true) -> Column {
      Column(key: key, heading: heading, isNumber: false, isShown: isShown)
    }
  }

  /// A cell, which knows what it is so that each format can write it in its own way.
  package enum Cell: Sendable {
    /// A text of the data.
    case text(String?)
    /// A word of ours for programs, and the words for people.
    case word(String, shown: String)
    case integer(Int?)
    case number(Double?)
    case share(Double?)
    case points(Double?)
    /// Minor units, exactly.
    case amount(Int64?)
    /// Minor units that numerics have reached.
    case money(Double?)
    /// What a document writes as an object or a list, and a table in one cell.
    case compound(any CompoundCell)
  }
}

/// A cell made of several things: an object or a list in a document, one text in a table.
package protocol CompoundCell: Sendable {
  /// As a person reads it.
  func shown(in format: NumberFormat) -> String
  /// As CSV has it, before quoting.
  func plain(in currency: Currency) -> String
  /// As a document has it.
  func write(to json: inout JSONWriter, in currency: Currency)
}

extension ReportTable.Cell {
  /// The cell as a person reads it; what is not known is said in words.
  package func shown(in format: NumberFormat) -> String {
    let unknown = Phrase.notEstimable.text(in: format.language)
    return switch self {
    case .text(let text): text ?? ""
    case .word(_, let shown): shown
    case .integer(let number): number.map(format.count) ?? unknown
    case .number(let number): number.map { format.decimal($0, decimals: 3) } ?? unknown
    case .share(let share): share.map { format.percent($0) } ?? unknown
    case .points(let points): points.map(format.points) ?? unknown
    case .amount(let amount): amount.map { format.amount($0) } ?? Phrase.none.text(in: format.language)
    case .money(let amount): amount.map { format.amount($0) } ?? unknown
    case .compound(let cell): cell.shown(in: format)
    }
  }

  /// Writes the cell as JSON.
  func write(to json: inout JSONWriter, in currency: Currency) {
    switch self {
    case .text(let text): json.string(text)
    case .word(let word, _): json.string(word)
    case .integer(let number): json.integer(number)
    case .number(let number), .share(let number), .points(let number): json.number(number)
    case .amount(let amount): json.amount(amount, in: currency)
    case .money(let amount): json.money(amount, in: currency)
    case .compound(let cell): cell.write(to: &json, in: currency)
    }
  }

  /// The cell as CSV has it, before quoting: blank where it is not known.
  func plain(in currency: Currency) -> String {
    switch self {
    case .text(let text): text ?? ""
    case .word(let word, _): word
    case .integer(let number): number.map(String.init) ?? ""
    case .number(let number), .share(let number), .points(let number): Self.plain(number)
    case .amount(let amount): amount.map(currency.exact) ?? ""
    case .money(let amount): Self.plain(amount.map { $0 / Double(currency.minorPerMain) })
    case .compound(let cell): cell.plain(in: currency)
    }
  }

  static func plain(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "" }
    guard number == number.rounded(), number.magnitude < 1e15 else { return number.description }
    return String(Int64(number))
  }
}
