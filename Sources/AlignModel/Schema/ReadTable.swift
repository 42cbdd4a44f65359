/// A table after reading: typed columns, in the order of the file's records.
package struct ReadTable: Sendable {
  package var name: String
  /// Where it was read from, and where its columns are there.
  package var origin: TableOrigin
  package var count = 0
  package var rowNumbers = RowNumbers()
  package var columns: [String: ReadColumn] = [:]
  /// Numbers by the rest of their heading (`criterion:`), and columns that the description does not name.
  package var prefixed: [(name: String, values: NumberColumn)] = []
  package var attributes: [(name: String, values: TextColumn)] = []
  /// The row of the heading, as a person counts rows.
  package var headingRow = 1

  /// An empty table.
  package init(name: String, origin: TableOrigin) {
    self.name = name
    self.origin = origin
  }

  /// The table with only some of its records, in their order.
  package func keeping(_ records: [Int]) -> ReadTable {
    var table = self
    table.count = records.count
    table.columns = columns.mapValues { $0.reordered(records) }
    table.prefixed = prefixed.map { name, values in
      (name, NumberColumn(storage: records.map { values.storage[$0] }))
    }
    table.attributes = attributes.map { attribute in
      var values = attribute.values
      values.slices = records.map { attribute.values.slices[$0] }
      return (attribute.name, values)
    }
    let kept = Set(records)
    let left = (0..<count).lazy.filter { !kept.contains($0) }.map { self.row($0) }
    table.rowNumbers = RowNumbers(first: headingRow + 1, skipped: (rowNumbers.skipped + left).sorted())
    return table
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
  /// A year, the code of a period (``PeriodCell``) or the place of a choice; −1 for blank.
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

  /// The column with its records in another order, or only some of them.
  package func reordered(_ order: [Int]) -> ReadColumn {
    func gather<Value>(_ values: [Value]) -> [Value] { order.map { values[$0] } }
    switch self {
    case .words(let column): return .words(WordColumn(codes: gather(column.codes), words: column.words))
    case .reference(let codes, let unknown):
      let kept = order.enumerated().compactMap { index, record in unknown[record].map { (index, $0) } }
      return .reference(gather(codes), unknown: Dictionary(uniqueKeysWithValues: kept))
    case .text(var column):
      column.slices = gather(column.slices)
      return .text(column)
    case .amount(let column): return .amount(AmountColumn(minorUnits: gather(column.minorUnits)))
    case .number(let column, let percentRecords):
      let percents = Set(percentRecords)
      return .number(
        NumberColumn(storage: gather(column.storage)),
        percentRecords: order.indices.filter { percents.contains(order[$0]) })
    case .meaning(let codes): return .meaning(gather(codes))
    }
  }
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
