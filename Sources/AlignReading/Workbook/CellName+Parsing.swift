import AlignModel

extension CellName {
  static let lastColumn = 16_383
  static let lastRow = 1_048_576

  /// The column of a sheet, from 0, that letters name; nil where they name none.
  static func column(_ letters: String) -> Int? {
    var column = 0
    for byte in letters.uppercased().utf8 {
      guard (0x41...0x5A).contains(byte), column < 1 << 16 else { return nil }
      column = column * 26 + Int(byte - 0x40)
    }
    return column > 0 && column - 1 <= lastColumn ? column - 1 : nil
  }

  /// The column (from 0) and row (from 1) that a name says, or nil where no sheet has such a cell.
  @inline(__always)
  static func parse(_ name: UnsafePointer<CChar>) -> (column: Int, row: Int)? {
    var index = 0
    var column = 0
    while true {
      let letter = Int(UInt8(bitPattern: name[index])) & 0xDF
      guard letter >= 65, letter <= 90 else { break }
      column = column * 26 + letter - 64
      index += 1
      guard index <= 3 else { return nil }
    }
    guard index > 0, column - 1 <= lastColumn else { return nil }
    let firstDigit = index
    var row = 0
    while true {
      let digit = Int(UInt8(bitPattern: name[index]))
      guard digit >= 48, digit <= 57 else { break }
      row = row * 10 + digit - 48
      index += 1
      guard row <= lastRow else { return nil }
    }
    guard index > firstDigit, name[index] == 0, row >= 1 else { return nil }
    return (column - 1, row)
  }
}

/// A rectangle of cells.
struct CellRange: Sendable, Equatable {
  /// Columns from 0, rows from 1.
  var columns: ClosedRange<Int>
  var rows: ClosedRange<Int>

  /// The range that a reference such as `A1:C2` says.
  init?(_ reference: String) {
    let corners = reference.split(separator: ":").map(String.init)
    guard corners.count == 2, let first = corners[0].withCString({ CellName.parse($0) }),
      let last = corners[1].withCString({ CellName.parse($0) }), first.column <= last.column, first.row <= last.row
    else { return nil }
    columns = first.column...last.column
    rows = first.row...last.row
  }

  var name: String {
    "\(CellName.letters(columns.lowerBound))\(rows.lowerBound):\(CellName.letters(columns.upperBound))\(rows.upperBound)"
  }
}
