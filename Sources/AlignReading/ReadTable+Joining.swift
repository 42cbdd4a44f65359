import AlignBasics
import AlignModel

/// Tables that were read from several files become one.
extension ReadTable {
  /// The tables end to end, each with its own headings; nil where there is none.
  init?(joining tables: [ReadTable], _ description: TableDescription) {
    guard let first = tables.first else { return nil }
    self = first
    for table in tables.dropFirst() { append(table, description) }
  }

  private mutating func append(_ other: ReadTable, _ description: TableDescription) {
    let counts = (count, other.count)
    let (rows, before) = rowNumbers.followed(by: other.rowNumbers, count: count)
    for column in description.columns {
      let (one, two) = (columns[column.name], other.columns[column.name])
      guard let like = one ?? two else { continue }
      columns[column.name] = (one ?? like.blank(counts.0)).joined(with: two ?? like.blank(counts.1), column.kind)
    }
    prefixed = Self.named(prefixed, other.prefixed) { one, two in
      NumberColumn(
        storage: (one?.storage ?? [Double](repeating: .nan, count: counts.0))
          + (two?.storage ?? [Double](repeating: .nan, count: counts.1)))
    }
    attributes = Self.named(attributes, other.attributes) { one, two in
      TextColumn.joining(one, counts.0, two, counts.1)
    }
    (rowNumbers, count) = (rows, counts.0 + counts.1)
    origin.further.append((before, other.origin))
  }

  /// Columns by their names, in which neither capitals nor spellings count.
  private static func named<Column>(
    _ ones: [(name: String, values: Column)], _ others: [(name: String, values: Column)],
    _ join: (Column?, Column?) -> Column
  ) -> [(name: String, values: Column)] {
    var rest = others
    var joined = ones.map { one in
      let index = rest.firstIndex { Heading.key($0.name) == Heading.key(one.name) }
      return (one.name, join(one.values, index.map { rest.remove(at: $0).values }))
    }
    joined += rest.map { ($0.name, join(nil, $0.values)) }
    return joined
  }
}

extension ReadColumn {
  /// A column of the same type without a filled cell.
  fileprivate func blank(_ count: Int) -> ReadColumn {
    switch self {
    case .words: .words(WordColumn(codes: Array(repeating: -1, count: count), words: NormalisedWords(Interner())))
    case .reference: .reference(Array(repeating: -1, count: count), unknown: [:])
    case .text: .text(TextColumn.joining(nil, count, nil, 0))
    case .amount: .amount(AmountColumn(minorUnits: Array(repeating: AmountColumn.blank, count: count)))
    case .number: .number(NumberColumn(storage: Array(repeating: .nan, count: count)), percentRecords: [])
    case .meaning: .meaning(Array(repeating: -1, count: count))
    }
  }

  fileprivate func joined(with other: ReadColumn, _ kind: CellKind) -> ReadColumn {
    switch (self, other) {
    case (.words(let one), .words(let two)): return .words(one.joined(with: two, kind))
    case (.reference(let one, let unknown), .reference(let two, let further)):
      let moved = further.map { ($0.key + one.count, $0.value) }
      return .reference(one + two, unknown: unknown.merging(moved) { first, _ in first })
    case (.text(let one), .text(let two)): return .text(TextColumn.joining(one, one.count, two, two.count))
    case (.amount(let one), .amount(let two)):
      return .amount(AmountColumn(minorUnits: one.minorUnits + two.minorUnits))
    case (.number(let one, let percents), .number(let two, let further)):
      return .number(
        NumberColumn(storage: one.storage + two.storage),
        percentRecords: percents + further.map { $0 + one.storage.count })
    case (.meaning(let one), .meaning(let two)): return .meaning(one + two)
    default: return self
    }
  }
}

extension WordColumn {
  fileprivate func joined(with other: WordColumn, _ kind: CellKind) -> WordColumn {
    var raw = Interner()
    func codes(_ column: WordColumn) -> [Int32] {
      let own = column.words.names.map { name -> Int32 in
        var name = name
        return name.withUTF8 { raw.intern(UnsafeRawBufferPointer($0)) }
      }
      return column.codes.map { $0 < 0 ? -1 : own[Int($0)] }
    }
    var all = codes(self) + codes(other)
    let words = if case .name = kind { NormalisedWords(names: raw) } else { NormalisedWords(raw) }
    if let canonical = words.codes { all = all.map { $0 < 0 ? -1 : canonical[Int($0)] } }
    return WordColumn(codes: all, words: words)
  }
}

extension TextColumn {
  /// The texts of two columns, the rows of one that is not there blank.
  fileprivate static func joining(_ one: TextColumn?, _ count: Int, _ other: TextColumn?, _ further: Int) -> TextColumn
  {
    var bytes: [UInt8] = []
    var slices: [UInt64] = []
    for (column, count) in [(one, count), (other, further)] {
      for row in 0..<count {
        guard let column, row < column.slices.count, column.slices[row] != 0 else {
          slices.append(0)
          continue
        }
        let slice = TextSlice(packed: column.slices[row])
        let start = bytes.count
        column.withBytes(of: row) { bytes.append(contentsOf: $0) }
        slices.append(
          TextSlice(offset: start, length: bytes.count - start, isQuoted: slice.isQuoted).packed)
      }
    }
    return TextColumn(bytes: FileBytes(copying: bytes), slices: slices)
  }
}
