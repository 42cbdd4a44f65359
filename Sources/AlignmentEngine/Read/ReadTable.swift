/// A table after reading: typed columns, in the order of the file's records.
struct ReadTable: Sendable {
  var name: String
  var file: String
  var count = 0
  var rowNumbers = RowNumbers()
  var columns: [String: ReadColumn] = [:]
  /// Numbers by the rest of their heading (`criterion:`), and columns that the description does not name.
  var prefixed: [(name: String, values: NumberColumn)] = []
  var attributes: [(name: String, values: TextColumn)] = []
  /// The heading as a person counts rows, and by column of ours the cell (from 0) that it is read from.
  var headingRow = 1
  var cells: [String: Int] = [:]

  /// The row of the file for a record, as a person counts it.
  func row(_ record: Int) -> Int { rowNumbers[record] }

  func words(_ name: String) -> WordColumn? {
    if case .words(let column)? = columns[name] { column } else { nil }
  }
  func reference(_ name: String) -> (codes: [Int32], unknown: [Int: String])? {
    if case .reference(let codes, let unknown)? = columns[name] { (codes, unknown) } else { nil }
  }
  func text(_ name: String) -> TextColumn? { if case .text(let column)? = columns[name] { column } else { nil } }
  func amounts(_ name: String) -> AmountColumn? { if case .amount(let column)? = columns[name] { column } else { nil } }
  func numbers(_ name: String) -> NumberColumn? {
    if case .number(let column, _)? = columns[name] { column } else { nil }
  }
  /// Records whose number carried a percent sign.
  func percentRecords(_ name: String) -> Set<Int> {
    if case .number(_, let records)? = columns[name] { Set(records) } else { [] }
  }
  /// A year, a period (year · 8 + quarter) or the place of a choice; −1 for blank.
  func meanings(_ name: String) -> [Int32]? { if case .meaning(let column)? = columns[name] { column } else { nil } }
}

/// One typed column.
enum ReadColumn: Sendable {
  case words(WordColumn)
  /// Places in another table, −1 where the word is not there; such words normalised, by record.
  case reference([Int32], unknown: [Int: String])
  case text(TextColumn)
  case amount(AmountColumn)
  case number(NumberColumn, percentRecords: [Int])
  case meaning([Int32])
}

/// A column of words: codes into the distinct ones, −1 for blank.
struct WordColumn: Sendable {
  var codes: [Int32]
  var words: NormalisedWords

  /// The word of a record as first written.
  subscript(record: Int) -> String? {
    codes[record] < 0 ? nil : words.name(of: LineID(Int(codes[record])))
  }

  /// The word of a record, normalised for matching.
  func key(_ record: Int) -> String? { codes[record] < 0 ? nil : words.key(Int(codes[record])) }

  /// The same as a column of the model.
  var category: CategoryColumn { CategoryColumn(codes: codes, names: words.names, keys: words.keyStrings) }
}
