import AlignBasics

/// What the numbers of a column show of its marks, as they are read.
struct MarkSightings {
  /// By mark the row of the first number whose shape says that it stands before decimals, or between thousands; −1 where none.
  private(set) var firstDecimals = [Int](repeating: -1, count: NumberMark.allCases.count)
  private(set) var firstThousands = [Int](repeating: -1, count: NumberMark.allCases.count)
  /// Numbers that may be read both ways, until the shape of another settles their mark.
  private(set) var ambiguous: [Ambiguous] = []
  /// Whether full stops are known to stand before decimals: the ordinary case, asked for every number.
  private(set) var hasDecimalStop = false

  struct Ambiguous {
    var row: Int
    var mark: NumberMark
    /// A packed ``TextSlice`` of the file; 0 where the text stands in none.
    var cell: UInt64
  }

  /// - Parameter isDecimalStop: whether a sheet holds numbers of this column with decimals, which stand there with a full stop.
  init(isDecimalStop: Bool = false) { hasDecimalStop = isDecimalStop }

  mutating func noteDecimalStop(row: Int) {
    hasDecimalStop = true
    firstDecimals[NumberMark.stop.rawValue] = row
  }

  mutating func note(_ number: WrittenDecimal, row: Int, cell: UInt64) {
    for mark in NumberMark.allCases {
      switch number.roles[mark] {
      case .decimals where firstDecimals[mark.rawValue] < 0:
        firstDecimals[mark.rawValue] = row
        if mark == .stop { hasDecimalStop = true }
      case .thousands where firstThousands[mark.rawValue] < 0: firstThousands[mark.rawValue] = row
      default: break
      }
    }
    // Where the mark is known to stand for what the number was read with, the number needs no second look.
    if let mark = number.ambiguous, self[mark] != ColumnMarks.unsettled(mark) {
      ambiguous.append(Ambiguous(row: row, mark: mark, cell: cell))
    }
  }

  /// What the shapes of the numbers say of a mark; nil where none does. Where they disagree it is thousands.
  subscript(mark: NumberMark) -> MarkRole? {
    if firstThousands[mark.rawValue] >= 0 { return .thousands }
    return firstDecimals[mark.rawValue] >= 0 || (mark == .stop && hasDecimalStop) ? .decimals : nil
  }

  /// A mark that stands for both, with the rows that say so (−1 for the numbers of a sheet).
  var contradiction: (mark: NumberMark, decimals: Int, thousands: Int)? {
    for mark in NumberMark.allCases where firstThousands[mark.rawValue] >= 0 {
      let decimals = firstDecimals[mark.rawValue]
      if decimals >= 0 || (mark == .stop && hasDecimalStop) { return (mark, decimals, firstThousands[mark.rawValue]) }
    }
    return nil
  }

  /// Adds what was seen in rows that follow.
  mutating func add(_ later: MarkSightings, rowsBefore: Int) {
    for mark in NumberMark.allCases.map(\.rawValue) {
      if firstDecimals[mark] < 0, later.firstDecimals[mark] >= 0 {
        firstDecimals[mark] = later.firstDecimals[mark] + rowsBefore
      }
      if firstThousands[mark] < 0, later.firstThousands[mark] >= 0 {
        firstThousands[mark] = later.firstThousands[mark] + rowsBefore
      }
    }
    hasDecimalStop = hasDecimalStop || later.hasDecimalStop
    ambiguous += later.ambiguous.map { Ambiguous(row: $0.row + rowsBefore, mark: $0.mark, cell: $0.cell) }
  }
}
