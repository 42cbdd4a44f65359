/// A table after reading: typed columns, in the order of the file's records.
package struct ReadTable: Sendable {
  package var name: String
  package var file: String
  package var count = 0
  package var rowNumbers = RowNumbers()
  package var columns: [String: ReadColumn] = [:]
  /// Numbers by the rest of their heading (`criterion:`), and columns that the description does not name.
  package var prefixed: [(name: String, values: NumberColumn)] = []
  package var attributes: [(name: String, values: TextColumn)] = []
  /// The heading as a person counts rows, and by column of ours the cell (from 0) that it is read from.
  package var headingRow = 1
  package var cells: [String: Int] = [:]

  /// A value of its parts.
  package init(
    name: String, file: String, count: Int = 0, rowNumbers: RowNumbers = RowNumbers(),
    columns: [String:
      ReadColumn] = [:], prefixed: [(name: String, values: NumberColumn)] = [],
    attributes: [(
      name: String,
      values:
        TextColumn
    )] = [], headingRow: Int = 1, cells: [String: Int] = [:]
  ) {
    self.name = name
    self.file = file
    self.count = count
    self.rowNumbers = rowNumbers
    self.columns = columns
    self.prefixed = prefixed
    self.attributes = attributes
    self.headingRow = headingRow
    self.cells = cells
  }

  /// The row of the file for a record, as a person counts it.
  package func row(_ record: Int) -> Int { rowNumbers[record] }

  package func words(_ name: String) -> WordColumn? {
    if case .words(let column)? = columns[name] { column } else { nil }
  }
  package func reference(_ name: String) -> (codes: [Int32], unknown: [Int: String])? {
    if case .reference(let codes, let unknown)? = columns[name] { (codes, unknown) } else { nil }
  }
  package func text(_ name: String) -> TextColumn? {
    if case .text(let column)? = columns[name] { column } else { nil }
  }
  package func amounts(_ name: String) -> AmountColumn? {
    if case .amount(let column)? = columns[name] { column } else { nil }
  }
  package func numbers(_ name: String) -> NumberColumn? {
    if case .number(let column, _)? = columns[name] { column } else { nil }
  }
  /// Records whose number carried a percent sign.
  package func percentRecords(_ name: String) -> Set<Int> {
    if case .number(_, let records)? = columns[name] { Set(records) } else { [] }
  }
  /// A year, a period (year · 8 + quarter) or the place of a choice; −1 for blank.
  package func meanings(_ name: String) -> [Int32]? {
    if case .meaning(let column)? = columns[name] { column } else { nil }
  }
}

/// One typed column.
package enum ReadColumn: Sendable {
  case words(WordColumn)
  /// Places in another table, −1 where the word is not there; such words normalised, by record.
  case reference([Int32], unknown: [Int: String])
  case text(TextColumn)
  case amount(AmountColumn)
  case number(NumberColumn, percentRecords: [Int])
  case meaning([Int32])
}

/// A column of words: codes into the distinct ones, −1 for blank.
package struct WordColumn: Sendable {
  package var codes: [Int32]
  package var words: NormalisedWords

  /// A value of its parts.
  package init(codes: [Int32], words: NormalisedWords) {
    self.codes = codes
    self.words = words
  }

  /// The word of a record as first written.
  package subscript(record: Int) -> String? {
    codes[record] < 0 ? nil : words.name(of: LineID(Int(codes[record])))
  }

  /// The word of a record, normalised for matching.
  package func key(_ record: Int) -> String? { codes[record] < 0 ? nil : words.key(Int(codes[record])) }

  /// The same as a column of the model.
  package var category: CategoryColumn { CategoryColumn(codes: codes, words: words) }

  /// Every key under which the word of a record is found, where the column holds names.
  package func keys(_ record: Int) -> [String] {
    codes[record] < 0 ? [] : words.furtherKeys.filter { $0.code == codes[record] }.map(\.key)
  }
}
