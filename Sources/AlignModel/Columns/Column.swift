/// A contiguous column of a table, indexed by that table's own handle.
public struct Column<ID: Handle, Value: Sendable>: Sendable {
  /// The values in table order.
  public var values: [Value]

  /// A column over values already in table order.
  @inlinable
  public init(_ values: [Value]) { self.values = values }

  /// A column of `count` equal values.
  @inlinable
  public init(repeating value: Value, count: Int) { values = Array(repeating: value, count: count) }

  /// The value of one row.
  @inlinable
  public subscript(id: ID) -> Value {
    get { values[id.index] }
    set { values[id.index] = newValue }
  }

  /// The number of rows.
  @inlinable
  public var count: Int { values.count }

  /// The handles of the rows, in table order.
  @inlinable
  public var handles: LazyMapSequence<Range<Int>, ID> { (0..<values.count).lazy.map(ID.init) }
}

/// A column of words drawn from a list of distinct ones: a department, a mission, a programme.
package struct CategoryColumn: Sendable {
  /// For each row the place in ``names``, or −1 where the cell is blank.
  package var codes: [Int32]
  /// The distinct words, as first written.
  package var names: [String]
  /// The places of the words by every key under which they are found (``NameForms``).
  private var codesByKey: [String: Int32]

  /// A column over codes and the words they stand for.
  package init(codes: [Int32], words: NormalisedWords) {
    self.codes = codes
    names = words.names
    var codesByKey: [String: Int32] = [:]
    for (key, code) in words.furtherKeys { codesByKey[key] = code }
    self.codesByKey = codesByKey
  }

  /// The words with those of one group made one, which is then called by the name of the group and found under all its keys.
  package func merged(by groups: [(name: String, keys: [String])]) -> CategoryColumn {
    var groupOfCode = [Int](repeating: -1, count: names.count)
    for (group, keys) in groups.enumerated() {
      for key in keys.keys { if let code = codesByKey[key] { groupOfCode[Int(code)] = group } }
    }
    var column = self
    column.names = []
    var codeOfGroup: [Int: Int32] = [:]
    let moved = names.indices.map { code -> Int32 in
      let group = groupOfCode[code]
      if let known = codeOfGroup[group] { return known }
      let new = Int32(truncatingIfNeeded: column.names.count)
      column.names.append(group < 0 ? names[code] : groups[group].name)
      if group >= 0 { codeOfGroup[group] = new }
      return new
    }
    column.codes = codes.map { $0 < 0 ? -1 : moved[Int($0)] }
    column.codesByKey = codesByKey.mapValues { moved[Int($0)] }
    for (group, code) in codeOfGroup { for key in groups[group].keys { column.codesByKey[key] = code } }
    return column
  }

  /// The same words for other rows.
  package func reordered(_ codes: [Int32]) -> CategoryColumn {
    var column = self
    column.codes = codes
    return column
  }

  /// The word of a row, or nil where the cell is blank.
  @inlinable
  package subscript(row: Int) -> String? {
    let code = codes[row]
    return code < 0 ? nil : names[Int(code)]
  }

  /// The places of the distinct words that match a name: mostly one, more where the name has a zero-width non-joiner.
  package func codes(matching name: String) -> [Int32] { codes(under: NameForms.keys(of: name)) }

  /// The places of the distinct words that are found under any of some keys.
  package func codes(under keys: [String]) -> [Int32] {
    var found: [Int32] = []
    for key in keys {
      if let code = codesByKey[key], !found.contains(code) { found.append(code) }
    }
    return found
  }
}

/// A column of amounts in minor units of the currency, some of them blank.
public struct AmountColumn: Sendable {
  /// No amount that can be read is as small as this, so it can stand for a blank.
  @inlinable package static var blank: Int64 { Int64.min }

  /// Minor units; blanks stand as the smallest integer.
  @usableFromInline package var minorUnits: [Int64]

  @inlinable
  package init(minorUnits: [Int64]) { self.minorUnits = minorUnits }

  /// The amount of a row in minor units, or nil where the cell is blank.
  @inlinable
  public subscript(row: Int) -> Int64? {
    let value = minorUnits[row]
    return value == Self.blank ? nil : value
  }

  /// The sum of some amounts as they are stored, blanks left out; nil where it is beyond the range.
  package static func sum(_ minorUnits: some Sequence<Int64>) -> Int64? {
    var total: Int64 = 0
    for amount in minorUnits where amount != blank {
      let (sum, overflow) = total.addingReportingOverflow(amount)
      if overflow { return nil }
      total = sum
    }
    return total
  }

  /// Whether every cell is blank.
  @inlinable
  public var isBlank: Bool { minorUnits.allSatisfy { $0 == Self.blank } }
}

extension Int64 {
  /// The sum of two amounts, held at the largest integer. The reader has seen that no sum of a column passes it.
  @inlinable
  package func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// A column of numbers, some of them blank.
package struct NumberColumn: Sendable {
  /// Reading refuses every value that is not finite, so not-a-number can stand for a blank inside this type.
  @usableFromInline package var storage: [Double]

  @inlinable
  package init(storage: [Double]) { self.storage = storage }

  /// The number of a row, or nil where the cell is blank.
  @inlinable
  package subscript(row: Int) -> Double? {
    let value = storage[row]
    return value.isNaN ? nil : value
  }
}
