/// Names of cells: `F1042` is column 5 (counted from 0), row 1042.
package enum CellName {
  /// The letters of a column counted from 0.
  package static func letters(_ column: Int) -> String {
    var letters: [Character] = []
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      letters.append(Character(Unicode.Scalar(UInt8(65 + rest % 26))))
      rest /= 26
    }
    return String(letters.reversed())
  }
}
